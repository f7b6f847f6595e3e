using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Bench;

/// <summary>A machine with N windows, host bridges, cards and Soft Reserved ranges, one of each
/// beside the other.</summary>
internal static class ScalingMachine
{
    private const ulong FirstWindow = 0x850000000, WindowSize = 1UL << 30;

    /// <summary>The machine.</summary>
    public static Machine With(int count)
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
