using BenchmarkDotNet.Attributes;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Generations;

namespace SoftReserve.Bench;

/// <summary>One boot of a machine with N windows, host bridges, cards and Soft Reserved ranges,
/// one of each beside the other; divide by N for the cost of a window.</summary>
// not sealed: BenchmarkDotNet derives from it
[MemoryDiagnoser]
public class ScalingBenchmarks
{
    private Machine _machine = null!;

    [Params(1, 2, 4, 8, 16, 32, 64)]
    public int Windows { get; set; }

    [GlobalSetup]
    public void Prepare() => _machine = ScalingMachine.With(Windows);

    [Benchmark]
    public Kernel Boot() => Schedule.RunToEnd(BootContext.Create(
        _machine,
        new BootOptions(
            V4.Choices, KernelConfiguration.Debian, KernelCommandLine.Empty, [])).PowerOn());
}
