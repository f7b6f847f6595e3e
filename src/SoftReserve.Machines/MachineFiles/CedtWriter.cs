using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Machines.MachineFiles;

/// <summary>Writes <c>cedt</c>; values that the reader would choose itself are not
/// written.</summary>
internal static class CedtWriter
{
    public static void Write(YamlText yaml, Cedt? cedt)
    {
        if (cedt is null)
            return;
        yaml.Section("cedt");
        WriteBridges(yaml, cedt.HostBridges);
        var windows = cedt.Windows.Where(window => CanRead(yaml, window)).ToList();
        yaml.Line(windows.Count == 0 ? "  windows: []" : "  windows:");
        foreach (var window in windows)
            WriteWindow(yaml, window);
        WriteXorMath(yaml, cedt.XorMath, XorMaps.For(windows));
    }

    private static void WriteBridges(YamlText yaml, ValueList<CxlHostBridgeStructure> bridges)
    {
        yaml.Line(bridges.IsEmpty ? "  host-bridges: []" : "  host-bridges:");
        for (var index = 0; index < bridges.Count; index++)
        {
            var bridge = bridges[index];
            if (bridge.Version > 1)
                yaml.LeaveOut($"version {bridge.Version} of host bridge {bridge.Uid}");
            var usual = CedtSection.DefaultBridge(index, bridge.Uid, Math.Min(bridge.Version, 1));
            yaml.Line($"    - {{uid: {bridge.Uid}"
                + (bridge.Version == 0 ? ", version: 1.1" : "")
                + (bridge.Base == usual.Base ? "" : $", base: {bridge.Base}")
                + (bridge.Length == usual.Length ? "}" : $", length: 0x{bridge.Length:x}}}"));
        }
    }

    private static void WriteWindow(YamlText yaml, FixedMemoryWindow window)
    {
        var ways = InterleaveCode.ToWays(window.EncodedWays);
        var unknown = window.Restrictions & ~CedtSection.Known;
        if (unknown != WindowRestrictions.None)
            yaml.LeaveOut($"restrictions 0x{(ushort)unknown:x} of the window at {window.Base}");
        var restrictions = CedtSection.Restrictions
            .Where(pair => window.Restrictions.HasFlag(pair.Flag))
            .Select(pair => pair.Word);
        yaml.Line($"    - {{range: {RangeOf(window)}, targets: {YamlText.List(window.Targets)}"
            + (ways == window.Targets.Count ? "" : $", ways: {ways}")
            + $", granularity: {InterleaveCode.ToGranularity(window.EncodedGranularity)}"
            + (window.Arithmetic == 1 ? ", arithmetic: xor" : "")
            + (window.Restrictions == CedtSection.Unrestricted
                ? ""
                : $", restrictions: {YamlText.List(restrictions)}")
            + (window.QtgId == 0 ? "}" : $", qtg: {window.QtgId}}}"));
    }

    private static void WriteXorMath(
        YamlText yaml, ValueList<XorInterleaveMath> maths, ValueList<XorInterleaveMath> usual)
    {
        if (maths == usual)
            return;
        yaml.Line(maths.IsEmpty ? "  cxims: []" : "  cxims:");
        foreach (var math in maths)
            if (InterleaveCode.ToGranularity(math.EncodedGranularity) is { } granularity)
                yaml.Line($"    - {{granularity: {granularity}, maps: "
                    + YamlText.List(math.Maps.Select(map => $"0x{map:x}")) + "}");
            else
                yaml.LeaveOut($"cxims of encoded granularity {math.EncodedGranularity}");
    }

    private static bool CanRead(YamlText yaml, FixedMemoryWindow window)
    {
        if (RangeOf(window) is { } range && window.Arithmetic <= 1
            && InterleaveCode.ToWays(window.EncodedWays) is not null
            && InterleaveCode.ToGranularity(window.EncodedGranularity) is not null)
            return yaml.CanRead(range, "window");
        yaml.LeaveOut($"window of {window.Size} bytes at {window.Base}, encoded ways "
            + $"{window.EncodedWays}, granularity {window.EncodedGranularity}, arithmetic "
            + $"{window.Arithmetic}");
        return false;
    }

    private static AddressRange? RangeOf(FixedMemoryWindow window) =>
        AddressRange.TryMakeSized(window.Base.Value, new ByteSize(window.Size), out var range)
            ? range
            : null;
}
