namespace SoftReserve.Sysfs;

/// <summary>What a PCI function says of itself.</summary>
/// <remarks>A description of a machine does not name vendors. These are QEMU's emulated parts
/// (hw/mem, hw/pci-bridge), of which the recorded machines are made.</remarks>
/// <param name="Class">Class, subclass and programming interface.</param>
/// <param name="Vendor">Vendor number.</param>
/// <param name="Device">Device number.</param>
/// <param name="Revision">Revision.</param>
internal sealed record PciPart(string Class, string Vendor, string Device, string Revision)
{
    private const string Bridge = "0x060400", NoRevision = "0x00";

    public static readonly PciPart RootPort = new(Bridge, "0x8086", "0x7075", NoRevision);

    public static readonly PciPart SwitchUpstream = new(Bridge, "0x19e5", "0xa128", NoRevision);

    public static readonly PciPart SwitchDownstream = SwitchUpstream with { Device = "0xa129" };

    public static readonly PciPart Card = new("0x050210", "0x8086", "0x0d93", "0x01");
}
