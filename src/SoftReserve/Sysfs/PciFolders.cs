using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Drivers;
using SoftReserve.Firmware;
using SoftReserve.Userspace;

namespace SoftReserve.Sysfs;

/// <summary>Host bridges, ports and cards as PCI has them, as far as the description goes:
/// configuration space is not in it.</summary>
/// <remarks>Kernel: <c>pci_dev_attrs[]</c>, drivers/pci/pci-sysfs.c.</remarks>
internal static class PciFolders
{
    public static void Add(FolderBuilder root, Kernel kernel)
    {
        var names = new CxlNames(kernel);
        root.In("/sys/bus/pci").WriteOnly("rescan", Rescan);
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
                root.In(names.Card(card.Name)!)
                    .WriteOnly("remove", text => Remove(card.Name, text));
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

    // what is in its slot comes back
    private static KernelWrite Rescan(string text) => WrittenText.Number(text) switch
    {
        null => KernelWrite.Refused(text, Errno.Invalid),
        0 => KernelWrite.Ignored(text),
        _ => KernelWrite.Of(text, kernel =>
        {
            foreach (var card in kernel.Boot.Machine.Cxl.Memdevs)
                if (!kernel.HasCard(card.Name))
                    kernel = kernel.PlugIn(card.Name);
            return (kernel, 0);
        }),
    };

    private static UserCommand Remove(string card, string text) => WrittenText.Number(text) switch
    {
        null => KernelWrite.Refused(text, Errno.Invalid),
        0 => KernelWrite.Ignored(text),
        _ => new RemoveCard(card) { Line = text },
    };

    private static string? DriverOf(Kernel kernel, string card) =>
        kernel.Drivers.Live.Has(KernelModule.CxlPci) && kernel.Cxl.FindMemdev(card) is not null
            ? "cxl_pci"
            : null;
}
