using BenchmarkDotNet.Attributes;
using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Generations;

namespace SoftReserve.Bench;

/// <summary>One boot of a machine with N windows, host bridges, cards and Soft Reserved ranges,
/// one of each beside the other; divide by N for the cost of a window.</summary>
// not sealed: BenchmarkDotNet derives from it
[MemoryDiagnoser]
public class ScalingBenchmarks
{
    private const ulong FirstWindow = 0x850000000, WindowSize = 1UL << 30;

    private Machine _machine = null!;

    [Params(1, 2, 4, 8, 16, 32, 64)]
    public int Windows { get; set; }

    [GlobalSetup]
    public void Prepare() => _machine = MachineWith(Windows);

    [Benchmark]
    public Kernel Boot() => Schedule.RunToEnd(BootContext.Create(
        _machine,
        new BootOptions(
            V4.Choices, KernelConfiguration.Debian, KernelCommandLine.Empty, [])).PowerOn());

    private static Machine MachineWith(int count)
    {
        var numbers = Enumerable.Range(0, count).ToList();
        return new Machine(
            "scaling", "", Architecture.X86, null,
            [
                new MemoryMapEntry(new AddressRange(0, 0x7fffffff), MemoryType.Usable),
                .. numbers.Select(number =>
                    new MemoryMapEntry(WindowOf(number), MemoryType.SoftReserved)),
            ],
            null, null, null,
            new Cedt(
                [.. numbers.Select(number => new CxlHostBridgeStructure(
                    (uint)number, 1, new Hpa(0xe0000000 + (ulong)number * 0x10000), 0x10000))],
                [.. numbers.Select(WindowStructure)],
                []),
            new CxlTopology(
                [.. numbers.Select(number => new HostBridge(
                    (uint)number, true, [new DownstreamPort.Card($"mem{number}")]))],
                [.. numbers.Select(number => new Memdev(
                    $"mem{number}", new ByteSize(WindowSize), default, (ulong)number, true, 3))],
                [.. numbers.Select(Decoder)],
                []),
            KernelDefaults.None);
    }

    private static FixedMemoryWindow WindowStructure(int number) => new(
        WindowOf(number).Start, WindowSize, 0, 0, 0,
        WindowRestrictions.Type3 | WindowRestrictions.Volatile, 0, [(uint)number]);

    private static EndpointDecoderSetting Decoder(int number) => new(
        $"mem{number}", WindowOf(number), 1, 256, 0, true, null, false, PartitionMode.Ram);

    private static AddressRange WindowOf(int number) => AddressRange.Sized(
        new Hpa(FirstWindow + (ulong)number * WindowSize), new ByteSize(WindowSize));
}
