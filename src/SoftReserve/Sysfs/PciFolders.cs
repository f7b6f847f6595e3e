using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Drivers;
using SoftReserve.Firmware;

namespace SoftReserve.Sysfs;

/// <summary>Host bridges, ports and cards as PCI has them, as far as the description goes:
/// configuration space is not in it.</summary>
/// <remarks>Kernel: <c>pci_dev_attrs[]</c>, drivers/pci/pci-sysfs.c.</remarks>
internal static class PciFolders
{
    public static void Add(FolderBuilder root, Kernel kernel)
    {
        var names = new CxlNames(kernel);
        root.In("/sys/bus/pci").WriteOnly("rescan", KernelWrite.NotModelled);
        foreach (var bridge in names.Topology.HostBridges)
        {
            var acpi = names.AcpiHostBridge(bridge.Uid);
            root.In(names.HostBridge(bridge.Uid)).Uevent().Link("firmware_node", acpi);
            root.In(acpi).Text("hid", "ACPI0016").Number("uid", bridge.Uid)
                .Link("physical_node", names.HostBridge(bridge.Uid))
                .Link("subsystem", "/sys/bus/acpi");
            Below(root, kernel, names, bridge.Uid, [], bridge.Ports);
        }
    }

    private static void Below(
        FolderBuilder root, Kernel kernel, CxlNames names, uint uid, ValueList<int> above,
        ValueList<DownstreamPort> ports)
    {
        for (var number = 0; number < ports.Count; number++)
        {
            var path = above.Add(number);
            Function(
                root, names.Dport(uid, path),
                above.IsEmpty ? PciPart.RootPort : PciPart.SwitchDownstream, "pcieport");
            if (ports[number] is DownstreamPort.Switch inner)
            {
                Function(root, names.Upstream(uid, path), PciPart.SwitchUpstream, "pcieport");
                Below(root, kernel, names, uid, path, inner.Ports);
            }
            else if (ports[number] is DownstreamPort.Card card && kernel.HasCard(card.Name))
            {
                Function(root, names.Card(card.Name)!, PciPart.Card, DriverOf(kernel, card.Name));
            }
        }
    }

    private static void Function(FolderBuilder root, string path, PciPart part, string? driver) =>
        root.In(path)
            .Device("pci", driver, "PCI_CLASS=" + part.Class[2..].TrimStart('0'))
            .Text("class", part.Class)
            .Text("vendor", part.Vendor)
            .Text("device", part.Device)
            .Text("revision", part.Revision)
            .WriteOnly("remove", KernelWrite.NotModelled)
            .Text("numa_node", "-1");

    private static string? DriverOf(Kernel kernel, string card) =>
        kernel.Drivers.Live.Has(KernelModule.CxlPci) && kernel.Cxl.FindMemdev(card) is not null
            ? "cxl_pci"
            : null;
}
