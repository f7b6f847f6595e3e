using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Machines.Captures;

/// <summary>What QEMU's q35 firmware hands over, computed from the command line, for recordings
/// of machines that died before anything could be saved.</summary>
/// <seealso cref="QemuMemory"/>
internal static class QemuFirmware
{
    /// <summary>The e820 table; null when the line does not say how much RAM there is, or says
    /// too much.</summary>
    public static ValueList<MemoryMapEntry>? MemoryMap(QemuLine line) =>
        Ram(line) is { } size ? QemuMemory.Map(size) : null;

    /// <summary>CEDT and SRAT.</summary>
    public static AcpiTables Tables(QemuLine line) => new(Cedt(line), Srat(line), null, null);

    private static ByteSize? Ram(QemuLine line) =>
        QemuLine.Size(line.All("m").FirstOrDefault()?.Driver, "MiB");

    private static Srat? Srat(QemuLine line) =>
        MemoryMap(line) is not null && line.All("numa").Any()
            ? QemuMemory.OneNode(Ram(line)!.Value)
            : null;

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
                QemuMemory.HostBridgeRegisters.Plus(QemuMemory.RegistersOfOne * (ulong)index),
                QemuMemory.RegistersOfOne)),
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
        var start = QemuMemory.FirstWindow.Value;
        while (settings.TryGetValue($"cxl-fmw.{windows.Count}.size", out var text)
            && QemuLine.Size(text) is { } size
            && AddressRange.TryMakeSized(start, size, out var range)
            && range.End < Hpa.Max)
        {
            var targets = Targets(settings, $"cxl-fmw.{windows.Count}.targets.", bridges);
            windows.Add(new FixedMemoryWindow(
                range.Start, size.ToUInt64(), InterleaveCode.FromWays(targets.Count) ?? 0, 0, 0,
                QemuMemory.Restrictions, 0, targets));
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
