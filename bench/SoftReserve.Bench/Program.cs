using System.Globalization;
using BenchmarkDotNet.Running;
using SoftReserve.Bench;
using SoftReserve.Bench.Matrix;
using SoftReserve.Bench.Spin;

if (args is ["explorer"])
    ExplorerFigures.Print();
else if (args is ["matrix", .. var rest])
    MatrixRun.Run(
        rest is [var times] ? int.Parse(times, CultureInfo.InvariantCulture) : 1, Console.Out);
else if (args is ["spin", .. var words])
    SpinRun.Run(words, Console.In, Console.Out);
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
