using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Firmware;

namespace SoftReserve.Sysfs;

/// <summary>Where the CXL devices of a kernel stand in sysfs.</summary>
internal sealed class CxlNames
{
    public const string Acpi = "/sys/devices/platform/ACPI0017:00";
    public const string Root = Acpi + "/root0";

    private const string AcpiBus = "/sys/devices/LNXSYSTM:00/LNXSYBUS:00/";

    private readonly PciNames _pci;

    public CxlNames(Kernel kernel)
    {
        Topology = kernel.Boot.Machine.Cxl;
        _pci = new PciNames(Topology);
    }

    public CxlTopology Topology { get; }

    /// <summary>The root bus of a host bridge.</summary>
    public string HostBridge(uint uid) => "/sys/devices/" + _pci.HostBridge(uid);

    /// <summary>The device of a port: a host bridge, or a switch's upstream port.</summary>
    /// <param name="uid">The host bridge.</param>
    /// <param name="path">Port numbers down to the switch; empty for the bridge.</param>
    public string Upstream(uint uid, ValueList<int> path) => path.IsEmpty
        ? HostBridge(uid)
        : Dport(uid, path) + "/" + _pci.Upstream(PortAt(uid, path));

    /// <summary>A root port or a switch's downstream port.</summary>
    /// <param name="uid">The host bridge.</param>
    /// <param name="path">Port numbers down to it, its own the last; not empty.</param>
    public string Dport(uint uid, ValueList<int> path)
    {
        ValueList<int> above = [.. path.Take(path.Count - 1)];
        return Upstream(uid, above) + "/" + _pci.Dport(PortAt(uid, above), path[^1]);
    }

    /// <summary>The PCI function of a card that is plugged in somewhere; null for
    /// another.</summary>
    public string? Card(string memdev) => CxlPath.Find(Topology, memdev) is { } path
        ? Dport(path.Bridge.Uid, path.Ports) + "/" + _pci.Card(memdev)
        : null;

    /// <summary>A card as memN.</summary>
    public string Memdev(string memdev) => (Card(memdev) ?? "/sys/devices/virtual") + "/" + memdev;

    /// <summary>A host bridge as firmware names it.</summary>
    public string AcpiHostBridge(uint uid)
    {
        var number = Topology.HostBridges.FindIndex(each => each.Uid == uid);
        return AcpiBus + FormattableString.Invariant($"ACPI0016:{number:x2}");
    }

    /// <summary>The CXL root as firmware names it.</summary>
    public static string AcpiRoot => AcpiBus + "ACPI0017:00";

    /// <summary>A CXL port.</summary>
    public static string Port(Kernel kernel, CxlPort port) =>
        Parent(kernel, port.HostBridgeUid, port.Path) + Text($"/port{port.Id}");

    /// <summary>The endpoint of an attached card.</summary>
    public static string Endpoint(Kernel kernel, CxlMemdev memdev)
    {
        var path = kernel.Boot.Paths.To(memdev.Name)!;
        return Parent(kernel, path.Bridge.Uid, path.Ports) + Text($"/endpoint{memdev.EndpointId}");
    }

    /// <summary>A window.</summary>
    public static string RootDecoder(int index) => Root + Text($"/decoder0.{index}");

    /// <summary>A CXL region.</summary>
    public static string CxlRegion(CxlRegion region) =>
        RootDecoder(region.RootDecoder) + Text($"/region{region.Id}");

    // what stands at a place below a host bridge is a child of the port right above
    private static string Parent(Kernel kernel, uint uid, ValueList<int> path) => path.IsEmpty
        ? Root
        : kernel.Cxl.FindPort(uid, path.AsSpan()[..^1]) is { } parent
            ? Port(kernel, parent)
            : Root;

    private static CxlPort PortAt(uint uid, ValueList<int> path) => new(0, uid, path, [], []);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
