using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("SoftReserve.Cli.Tests")]
[assembly: InternalsVisibleTo("SoftReserve.Bench")]
