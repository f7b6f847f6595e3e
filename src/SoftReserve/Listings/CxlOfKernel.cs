using SoftReserve.Addresses;
using SoftReserve.Cxl;

namespace SoftReserve.Listings;

/// <summary>The CXL hierarchy of a modelled kernel, as cxl sees it.</summary>
/// <remarks>What only a card's mailbox knows (health, alerts, partitions, firmware, the class that
/// it wants) is not modelled and left out. PCI addresses are those of
/// <see cref="PciNames"/>.</remarks>
public static class CxlOfKernel
{
    /// <summary>Everything that <c>cxl list</c> can show of this kernel.</summary>
    public static CxlView View(Kernel kernel)
    {
        var names = new PciNames(kernel.Boot.Machine.Cxl);
        return new CxlView(
            [
                .. kernel.Cxl.Memdevs
                    .Where(memdev => memdev.Attachment != MemdevAttachment.Attached)
                    .Select(memdev => MemdevView(kernel, names, memdev)),
            ],
            kernel.Cxl.HasRoot ? [Bus(kernel, names)] : []);
    }

    /// <summary>A card. Errors can be injected while cxl_mem has it.</summary>
    internal static CxlMemdevView MemdevView(Kernel kernel, PciNames names, CxlMemdev memdev)
    {
        var card = kernel.Boot.Machine.Cxl.FindMemdev(memdev.Name)!;
        var isAttached = memdev.Attachment == MemdevAttachment.Attached;
        return new CxlMemdevView(
            card.Name,
            PersistentSize: card.Persistent,
            PersistentQosClass: null,
            VolatileSize: card.Volatile,
            VolatileQosClass: null,
            card.Serial,
            NumaNode: null,
            Host: names.Card(card.Name),
            FirmwareVersion: null,
            IsDisabled: !isAttached,
            IsPoisonInjectable: isAttached,
            CxlMemdevDetails.None);
    }

    private static CxlBusView Bus(Kernel kernel, PciNames names)
    {
        var bridges = kernel.Cxl.Ports.Where(port => port.Path.IsEmpty).ToArray();
        return new CxlBusView(
            "root0",
            "ACPI.CXL",
            [.. bridges.Select(bridge => Dport(kernel, names, bridge.HostBridgeUid))],
            [.. bridges.Select(bridge => CxlPortsOfKernel.PortView(kernel, names, bridge))],
            [
                .. kernel.Cxl.RootDecoders
                    .Select(decoder => CxlRootDecodersOfKernel.View(kernel, names, decoder)),
            ]);
    }

    private static CxlDportView Dport(Kernel kernel, PciNames names, uint uid) => new(
        names.HostBridge(uid),
        CxlRootDecodersOfKernel.AcpiName(kernel, uid),
        uid,
        IsProtocolInjectable: false);
}
