using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Tests.Cxl;

/// <summary>Small CXL machines for tests: each call adds one thing.</summary>
internal sealed record CxlMachine
{
    private const ulong RegisterLength = 0x10000;

    private ValueList<CxlHostBridgeStructure> Structures { get; init; } = [];

    private ValueList<FixedMemoryWindow> Windows { get; init; } = [];

    private ValueList<XorInterleaveMath> XorMath { get; init; } = [];

    private CxlTopology Topology { get; init; } = CxlTopology.None;

    private ValueList<MemoryMapEntry> MemoryMap { get; init; } = [];

    /// <summary>A machine of the lab: one window of 1 GiB over host bridge 12.</summary>
    public static CxlMachine OneWindow { get; } =
        new CxlMachine().Window("110000000-14fffffff", 256, 12);

    public static AddressRange Range(string text) =>
        AddressRange.TryParse(text, out var range) ? range : throw new FormatException(text);

    public static DownstreamPort Slot(string memdev) => new DownstreamPort.Card(memdev);

    public static DownstreamPort Switch(params ReadOnlySpan<DownstreamPort> ports) =>
        new DownstreamPort.Switch([.. ports]);

    public CxlMachine Window(string range, int granularity, params ReadOnlySpan<uint> targets)
    {
        var whole = Range(range);
        return Window(Entry(whole.Start.Value, whole.Size.ToUInt64(), granularity, targets));
    }

    public CxlMachine Window(FixedMemoryWindow window) =>
        this with { Windows = Windows.Add(window) };

    public CxlMachine XorMaps(byte encodedGranularity, params ReadOnlySpan<ulong> maps) =>
        this with { XorMath = XorMath.Add(new XorInterleaveMath(encodedGranularity, [.. maps])) };

    public static FixedMemoryWindow Entry(
        ulong start, ulong size, int granularity, params ReadOnlySpan<uint> targets) => new(
            new Hpa(start), size, InterleaveCode.FromWays(targets.Length)!.Value, 0,
            InterleaveCode.FromGranularity(granularity)!.Value,
            WindowRestrictions.Type3 | WindowRestrictions.Volatile
                | WindowRestrictions.Persistent,
            0, [.. targets]);

    /// <summary>A host bridge with its CHBS; registers as the emulator places them.</summary>
    public CxlMachine Bridge(uint uid, params ReadOnlySpan<DownstreamPort> ports) =>
        Bridge(uid, true, ports).Structure(
            uid, 1, 0x100000000 + (ulong)Structures.Count * RegisterLength, RegisterLength);

    public CxlMachine Bridge(
        uint uid, bool hasDecoders, params ReadOnlySpan<DownstreamPort> ports) => this with
        {
            Topology = Topology with
            {
                HostBridges = Topology.HostBridges.Add(
                    new HostBridge(uid, hasDecoders, [.. ports])),
            },
        };

    public CxlMachine Structure(uint uid, uint version, ulong registers, ulong length) =>
        this with
        {
            Structures = Structures.Add(
                new CxlHostBridgeStructure(uid, version, new Hpa(registers), length)),
        };

    public CxlMachine Card(string name, ByteSize size, ByteSize persistent = default) =>
        this with
        {
            Topology = Topology with
            {
                Memdevs = Topology.Memdevs.Add(
                    new Memdev(name, size, persistent, 0, true, 3)),
            },
        };

    public CxlMachine Decoder(
        string memdev, string range, int ways = 1, int granularity = 256, int position = 0,
        bool isCommitted = true, ulong? dpa = null, bool isLocked = false,
        PartitionMode mode = PartitionMode.Ram) => this with
        {
            Topology = Topology with
            {
                Decoders = Topology.Decoders.Add(new EndpointDecoderSetting(
                    memdev, Range(range), ways, granularity, position, isCommitted,
                    dpa is { } at ? new Dpa(at) : null, isLocked, mode)),
            },
        };

    public CxlMachine Fault(CxlFault fault) => this with
    {
        Topology = Topology with { Faults = Topology.Faults.Add(fault) },
    };

    public CxlMachine Ram(string range) => this with
    {
        MemoryMap = MemoryMap.Add(new MemoryMapEntry(Range(range), MemoryType.Usable)),
    };

    public CxlMachine SoftReserved(string range) => this with
    {
        MemoryMap = MemoryMap.Add(new MemoryMapEntry(Range(range), MemoryType.SoftReserved)),
    };

    public Machine Build() => new(
        "test", "", Architecture.X86, null,
        MemoryMap.IsEmpty
            ? [new MemoryMapEntry(Range("100000-5fffffff"), MemoryType.Usable)]
            : MemoryMap,
        new Srat(
            [new MemoryAffinity(0, new Hpa(0x100000), 0x5ff00000, MemoryAffinityFlags.Enabled)],
            [0], []),
        null, null, new Cedt(Structures, Windows, XorMath), Topology, KernelDefaults.None);
}
