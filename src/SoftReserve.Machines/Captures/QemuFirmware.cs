using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Machines.Captures;

/// <summary>What QEMU's q35 firmware hands over, computed from the command line, for recordings
/// of machines that died before anything could be saved.</summary>
/// <remarks>Holds for less than 2 GiB of RAM without slots for more, as every recording in
/// <c>captures/</c> has; a test compares it with those that did save theirs.</remarks>
internal static class QemuFirmware
{
    private const ulong HostBridgeRegisters = 0x1_0000_0000, RegistersOfOne = 0x1_0000;
    private const ulong FirstWindow = 0x1_1000_0000;
    private const ulong TablesAtTop = 0x26000;

    private const WindowRestrictions Anything = WindowRestrictions.Type2 | WindowRestrictions.Type3
        | WindowRestrictions.Volatile | WindowRestrictions.Persistent
        | WindowRestrictions.BackInvalidate;

    /// <summary>The e820 table; null when the line does not say how much RAM there is, or says
    /// too much.</summary>
    public static ValueList<MemoryMapEntry>? MemoryMap(QemuLine line)
    {
        var memory = QemuLine.Size(line.All("m").FirstOrDefault()?.Driver, "MiB");
        if (memory is not { } size || size <= ByteSize.MiB(16) || size > ByteSize.GiB(2))
            return null;
        var end = size.ToUInt64() - 1;
        return
        [
            new(new AddressRange(0, 0x9fbff), MemoryType.Usable),
            new(new AddressRange(0x9fc00, 0x9ffff), MemoryType.Reserved),
            new(new AddressRange(0xf0000, 0xfffff), MemoryType.Reserved),
            new(new AddressRange(0x100000, end - TablesAtTop), MemoryType.Usable),
            new(new AddressRange(end - TablesAtTop + 1, end), MemoryType.Reserved),
            new(new AddressRange(0xb0000000, 0xbfffffff), MemoryType.Reserved),
            new(new AddressRange(0xfed1c000, 0xfed1ffff), MemoryType.Reserved),
            new(new AddressRange(0xfffc0000, 0xffffffff), MemoryType.Reserved),
            new(new AddressRange(0xfd_0000_0000, 0xff_ffff_ffff), MemoryType.Reserved),
        ];
    }

    /// <summary>CEDT and SRAT.</summary>
    public static AcpiTables Tables(QemuLine line) => new(Cedt(line), Srat(line), null, null);

    private static Srat? Srat(QemuLine line)
    {
        if (MemoryMap(line) is null || !line.All("numa").Any())
            return null;
        const ulong LowEnd = 0xa0000, HighStart = 0x100000;
        var size = QemuLine.Size(line.All("m").First().Driver, "MiB")!.Value.ToUInt64();
        return new Srat(
            [
                new(0, new Hpa(0), LowEnd, MemoryAffinityFlags.Enabled),
                new(0, new Hpa(HighStart), size - HighStart, MemoryAffinityFlags.Enabled),
                new(0, new Hpa(0), 0, MemoryAffinityFlags.None),
            ],
            [0],
            []);
    }

    // which bridge gets which registers is an accident of QEMU's; nobody here looks at them
    private static Cedt? Cedt(QemuLine line)
    {
        var bridges = new SortedDictionary<string, uint>(StringComparer.Ordinal);
        foreach (var bridge in line.Devices("pxb-cxl"))
            bridges[bridge.Id] = (byte)((QemuLine.Number(bridge["bus_nr"]) ?? 0) & byte.MaxValue);
        if (bridges.Count == 0)
            return null;
        ValueList<CxlHostBridgeStructure> structures =
        [
            .. bridges.Values.Select((uid, index) => new CxlHostBridgeStructure(
                uid,
                1,
                new Hpa(HostBridgeRegisters + RegistersOfOne * (ulong)index),
                RegistersOfOne)),
        ];
        return new Cedt(structures, Windows(line, bridges), []);
    }

    private static ValueList<FixedMemoryWindow> Windows(
        QemuLine line, SortedDictionary<string, uint> bridges)
    {
        var windows = new List<FixedMemoryWindow>();
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in line.All("machine", "M").SelectMany(each => each.Settings))
            settings[name] = value;
        var start = FirstWindow;
        while (settings.TryGetValue($"cxl-fmw.{windows.Count}.size", out var text)
            && QemuLine.Size(text) is { } size
            && AddressRange.TryMakeSized(start, size, out var range)
            && range.End < Hpa.Max)
        {
            var targets = Targets(settings, $"cxl-fmw.{windows.Count}.targets.", bridges);
            windows.Add(new FixedMemoryWindow(
                range.Start, size.ToUInt64(), InterleaveCode.FromWays(targets.Count) ?? 0, 0, 0,
                Anything, 0, targets));
            start = range.End.Value + 1;
        }

        return [.. windows];
    }

    private static ValueList<uint> Targets(
        SortedDictionary<string, string> settings,
        string prefix,
        SortedDictionary<string, uint> bridges)
    {
        var targets = new List<uint>();
        while (settings.TryGetValue($"{prefix}{targets.Count}", out var bridge))
            targets.Add(bridges.GetValueOrDefault(bridge));
        return [.. targets];
    }
}
