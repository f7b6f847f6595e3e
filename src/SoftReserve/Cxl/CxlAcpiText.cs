using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Cxl;

/// <summary>Every line that drivers/cxl/acpi.c logs, and those about the root's and the host
/// bridges' ports.</summary>
public static class CxlAcpiText
{
    private const string Device = "cxl_acpi ACPI0017:00";

    /// <summary>The root port is there.</summary>
    public static KernelMessage RootAdded { get; } = Debug(
        "devm_cxl_add_root", Device, $"root0 added (root port)");

    /// <summary>A host bridge became a downstream port of the root.</summary>
    public static IEnumerable<KernelMessage> DportAdded(int index, uint uid, string bridge)
    {
        yield return UidFound(index, uid);
        yield return Debug("__devm_cxl_add_dport", " " + bridge, $"dport added to root0");
    }

    /// <summary>CEDT lists host bridges of both versions.</summary>
    public static KernelMessage MixedVersions(int index) => new(
        LogLevel.Error, null, Bridge(index),
        $"Unsupported platform config, mixed Virtual Host and Restricted CXL Host hierarchy.");

    /// <summary>CEDT lacks the host bridge.</summary>
    public static KernelMessage NoStructure(int index, uint uid) => new(
        LogLevel.Warning, null, Bridge(index), $"No CHBS found for Host Bridge (UID {uid})");

    /// <summary>Why a window was skipped.</summary>
    public static IEnumerable<KernelMessage> Skipped(WindowVerdict.Skipped verdict)
    {
        var window = verdict.Window;
        if (Reason(window, verdict.Fault) is { } reason)
            yield return new(LogLevel.Error, null, Device, reason);
        var end = unchecked(window.Base.Value + window.Size - 1);
        yield return new(
            LogLevel.Error, null, Device,
            $"Failed to add decode range: [{window.Base} - 0x{end:x}] (-{verdict.Errno})");
    }

    /// <summary>A window became a root decoder.</summary>
    public static IEnumerable<KernelMessage> DecoderAdded(RootDecoder decoder, int node)
    {
        var range = decoder.Range;
        yield return Debug(
            "devm_cxl_add_decoder", Device, $"decoder0.{decoder.Index} added to root0");
        yield return Debug(
            "cxl_parse_cfmws", Device,
            $"decode range: node: {node} range [{range.Start} - {range.End}]");
    }

    /// <summary>A window grew because something in iomem cut it.</summary>
    public static KernelMessage Expanded(string name, string? conflict) => new(
        LogLevel.Info, null, "resource",
        $"Expanded resource {name} due to conflict with {conflict}");

    /// <summary>A host bridge has its port.</summary>
    public static IEnumerable<KernelMessage> PortAdded(
        int index, HostBridgeMatch.Found match, string bridge, int port)
    {
        yield return UidFound(index, match.Uid);
        yield return Debug(
            "add_host_bridge_uport", Bridge(index),
            $"CHBCR found for UID {match.Uid}: 0x{match.Base.Value:x16}");
        yield return Debug("cxl_port_alloc", " " + bridge, $"host-bridge: {bridge}");
        yield return PortText.Probed(port);
        yield return Debug("__devm_cxl_add_port", " " + bridge, $"port{port} added to root0");
        yield return new(LogLevel.Info, null, " " + bridge, $"host supports CXL");
    }

    private static KernelMessage UidFound(int index, uint uid) =>
        Debug("cxl_get_chbs", Bridge(index), $"UID found: {uid}");

    private static FormattableString? Reason(FixedMemoryWindow window, WindowFault fault) =>
        fault switch
        {
            WindowFault.UnknownArithmetic =>
                $"CFMWS Unknown Interleave Arithmetic: {window.Arithmetic}",
            WindowFault.MisalignedBase => $"CFMWS Base HPA not 256MB aligned",
            WindowFault.MisalignedSize => $"CFMWS Window Size not 256MB aligned",
            WindowFault.InvalidWays => $"CFMWS Interleave Ways ({window.EncodedWays}) invalid",
            WindowFault.TooShort =>
                $"CFMWS length {Actual(window)} less than expected {Expected(window)}",
            WindowFault.NoXorMaps or WindowFault.TooFewXorMaps =>
                $"No CXIMS for HBIG {InterleaveCode.ToGranularity(window.EncodedGranularity)}",
            _ => null,
        };

    private static int Actual(FixedMemoryWindow window) => Length(window.Targets.Count);

    private static int Expected(FixedMemoryWindow window) =>
        Length(InterleaveCode.ToWays(window.EncodedWays)!.Value);

    private static int Length(int targets) =>
        WindowVerification.HeaderLength + targets * sizeof(uint);

    private static string Bridge(int index) => $"acpi ACPI0016:{index:x2}";

    private static KernelMessage Debug(string function, string device, FormattableString text) =>
        new(LogLevel.Debug, function, device, text);
}
