using SoftReserve.Addresses;

namespace SoftReserve.Firmware.Acpi;

/// <summary>Reads and writes the bytes of a CEDT.</summary>
/// <remarks>CXL specification, section "CXL Early Discovery Table". Structures other than CHBS,
/// CFMWS and CXIMS (RDPAS, CSDS, later ones) are passed over, as the kernel does. Values that are
/// wrong but readable, such as a base that is not aligned, are no problem here: the kernel model
/// judges them.</remarks>
public static class CedtCodec
{
    private const string Signature = "CEDT";
    private const byte Revision = 1;
    private const int HostBridgeType = 0, WindowType = 1, XorMathType = 2;
    private const int HostBridgeSize = 32, WindowSize = 36, XorMathSize = 8;

    /// <summary>Reads a table from firmware. Never throws.</summary>
    public static Decoded<Cedt> Decode(ReadOnlySpan<byte> bytes)
    {
        var problems = new ProblemCollector();
        if (!TableHeader.TryOpen(bytes, Signature, TableHeader.Size, problems, out var table))
            return problems.Finish<Cedt>(null);

        List<CxlHostBridgeStructure> hostBridges = [];
        List<FixedMemoryWindow> windows = [];
        List<XorInterleaveMath> xorMath = [];
        var walk = new StructureWalk(
            table, TableHeader.Size, StructureHeader.LengthWord, problems);
        while (walk.MoveNext())
        {
            if (walk.Type == HostBridgeType && walk.HasRoomFor(HostBridgeSize, "CHBS"))
                hostBridges.Add(HostBridge(walk.Structure));
            else if (walk.Type == WindowType && walk.HasRoomFor(WindowSize, "CFMWS"))
                windows.Add(Window(walk.Structure));
            else if (walk.Type == XorMathType && walk.HasRoomFor(XorMathSize, "CXIMS"))
                xorMath.Add(XorMath(walk, problems));
        }

        return problems.Finish(new Cedt([.. hostBridges], [.. windows], [.. xorMath]));
    }

    /// <summary>Writes the bytes that <see cref="Decode"/> reads as the same table.</summary>
    /// <exception cref="OverflowException">A window has more than 16374 targets, or a CXIMS more
    /// than 255 maps: their length fields cannot hold that.</exception>
    public static byte[] Encode(Cedt table)
    {
        var writer = new TableWriter().Zeros(TableHeader.Size);
        foreach (var bridge in table.HostBridges)
            Write(writer, bridge);
        foreach (var window in table.Windows)
            Write(writer, window);
        foreach (var math in table.XorMath)
            Write(writer, math);
        return writer.Seal(Signature, Revision);
    }

    private static CxlHostBridgeStructure HostBridge(ReadOnlySpan<byte> bytes) =>
        new(bytes.DoubleWord(4), bytes.DoubleWord(8), new Hpa(bytes.QuadWord(16)),
            bytes.QuadWord(24));

    private static FixedMemoryWindow Window(ReadOnlySpan<byte> bytes) =>
        new(new Hpa(bytes.QuadWord(8)), bytes.QuadWord(16), bytes[24], bytes[25],
            bytes.DoubleWord(28), (WindowRestrictions)bytes.Word(32), bytes.Word(34),
            Targets(bytes[WindowSize..]));

    private static ValueList<uint> Targets(ReadOnlySpan<byte> bytes)
    {
        var targets = new uint[bytes.Length / sizeof(uint)];
        for (var index = 0; index < targets.Length; index++)
            targets[index] = bytes.DoubleWord(index * sizeof(uint));
        return [.. targets];
    }

    private static XorInterleaveMath XorMath(StructureWalk walk, ProblemCollector problems)
    {
        var bytes = walk.Structure;
        int promised = bytes[7], room = (bytes.Length - XorMathSize) / sizeof(ulong);
        if (promised > room)
            problems.Add(TableProblemId.CountDoesNotFit, walk.Offset + 7,
                $"CXIMS with {promised} maps, but its length has room for {room}");
        var maps = new ulong[Math.Min(promised, room)];
        for (var index = 0; index < maps.Length; index++)
            maps[index] = bytes.QuadWord(XorMathSize + index * sizeof(ulong));
        return new XorInterleaveMath(bytes[6], [.. maps]);
    }

    private static void Write(TableWriter writer, CxlHostBridgeStructure bridge) => writer
        .Byte(HostBridgeType).Byte(0).Word(HostBridgeSize)
        .DoubleWord(bridge.Uid).DoubleWord(bridge.Version).DoubleWord(0)
        .QuadWord(bridge.Base.Value).QuadWord(bridge.Length);

    private static void Write(TableWriter writer, FixedMemoryWindow window)
    {
        var length = checked((ushort)(WindowSize + window.Targets.Count * sizeof(uint)));
        writer.Byte(WindowType).Byte(0).Word(length).DoubleWord(0)
            .QuadWord(window.Base.Value).QuadWord(window.Size)
            .Byte(window.EncodedWays).Byte(window.Arithmetic).Word(0)
            .DoubleWord(window.EncodedGranularity)
            .Word((ushort)window.Restrictions).Word(window.QtgId);
        foreach (var target in window.Targets)
            writer.DoubleWord(target);
    }

    private static void Write(TableWriter writer, XorInterleaveMath math)
    {
        var count = checked((byte)math.Maps.Count);
        writer.Byte(XorMathType).Byte(0).Word((ushort)(XorMathSize + count * sizeof(ulong)))
            .Word(0).Byte(math.EncodedGranularity).Byte(count);
        foreach (var map in math.Maps)
            writer.QuadWord(map);
    }
}
