using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("SoftReserve.Cli.Tests")]
