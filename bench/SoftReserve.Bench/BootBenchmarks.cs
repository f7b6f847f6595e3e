using BenchmarkDotNet.Attributes;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Machines;

namespace SoftReserve.Bench;

/// <summary>One full boot of amd-three-windows under v4, from the machine's description to the
/// settled kernel.</summary>
// not sealed: BenchmarkDotNet derives from it
[MemoryDiagnoser]
public class BootBenchmarks
{
    private readonly Machine _machine = BundledMachines.TryRead("amd-three-windows")!.Value!;
    private BootContext _boot = null!;

    [GlobalSetup]
    public void Prepare() => _boot = Context();

    /// <summary>Everything: memory map, nodes, every step.</summary>
    [Benchmark(Baseline = true)]
    public Kernel Boot() => Schedule.RunToEnd(Context().PowerOn());

    /// <summary>The steps alone, on a boot whose firmware facts are worked out.</summary>
    [Benchmark]
    public Kernel Steps() => Schedule.RunToEnd(_boot.PowerOn());

    private BootContext Context() => BootContext.Create(
        _machine,
        new BootOptions(
            V4.Choices, KernelConfiguration.Debian, KernelCommandLine.Empty, []));
}
