using BenchmarkDotNet.Running;
using SoftReserve.Bench;

if (args is ["explorer"])
    ExplorerFigures.Print();
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
