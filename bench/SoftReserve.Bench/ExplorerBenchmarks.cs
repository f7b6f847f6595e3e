using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using SoftReserve.Exploration;

namespace SoftReserve.Bench;

/// <summary>All orders of a machine with N windows, without reductions: the speed of the explorer.
/// Divide the transitions of <see cref="ExplorerFigures"/> by the time.</summary>
// not sealed: BenchmarkDotNet derives from it
[SimpleJob(RunStrategy.Monitoring, warmupCount: 1, iterationCount: 5)]
public class ExplorerBenchmarks
{
    private Kernel _start = null!;

    [Params(5, 6, 7)]
    public int Windows { get; set; }

    [Params(1, 2, 4)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Prepare() => _start = ExplorerFigures.PowerOn(Windows, "v4");

    [Benchmark]
    public long Explore() => ExplorerFigures.Explore(_start, new ExplorerOptions
    {
        IsReduced = false,
        IsSymmetric = false,
        Threads = Threads,
    }).Transitions;
}
