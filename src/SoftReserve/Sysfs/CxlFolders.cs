using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Sysfs;

/// <summary>The CXL root, its windows and its cards.</summary>
/// <remarks>Kernel: <c>cxl_decoder_root_attribute_groups[]</c>, drivers/cxl/core/port.c;
/// <c>cxl_memdev_attribute_groups[]</c>, drivers/cxl/core/memdev.c.</remarks>
internal static class CxlFolders
{
    private const int MemdevMajor = 249;

    /// <summary>The largest message to a card's mailbox, as emulated cards have it; a description
    /// does not say.</summary>
    private const int LargestMessage = 2048;

    public static void Add(FolderBuilder root, Kernel kernel)
    {
        if (kernel.Boot.Machine.Cedt is null)
            return;
        var names = new CxlNames(kernel);
        var acpi = root.In(CxlNames.Acpi)
            .Device("platform", kernel.Cxl.HasRoot ? "cxl_acpi" : null, "MODALIAS=acpi:ACPI0017:")
            .Text("modalias", "acpi:ACPI0017:")
            .Writable("driver_override", "(null)", KernelWrite.NotModelled)
            .Link("firmware_node", CxlNames.AcpiRoot);
        root.In(CxlNames.AcpiRoot).Text("hid", "ACPI0017").Link("physical_node", acpi.Path)
            .Link("subsystem", "/sys/bus/acpi");
        for (var index = 0; index < kernel.Cxl.Memdevs.Count; index++)
            Memdev(root, names, kernel.Cxl.Memdevs[index], index);
        if (!kernel.Cxl.HasRoot)
            return;
        RootPort(root, kernel, names);
        foreach (var decoder in kernel.Cxl.RootDecoders)
            Window(root, kernel, decoder);
        foreach (var port in kernel.Cxl.Ports)
            CxlPortFolders.Port(root, kernel, names, port);
        foreach (var memdev in kernel.Cxl.Memdevs)
            if (memdev.Attachment == MemdevAttachment.Attached)
                CxlPortFolders.Endpoint(root, kernel, names, memdev);
        foreach (var region in kernel.Cxl.Regions)
            CxlRegionFolders.Add(root, kernel, region);
    }

    /// <summary>What every device of the bus has.</summary>
    public static FolderBuilder CxlDevice(
        this FolderBuilder folder, string type, int number, string? driver)
    {
        var alias = string.Create(CultureInfo.InvariantCulture, $"cxl:t{number}");
        return folder.Device("cxl", driver, "DEVTYPE=" + type, "MODALIAS=" + alias)
            .Text("devtype", type)
            .Text("modalias", alias);
    }

    private static void RootPort(FolderBuilder root, Kernel kernel, CxlNames names)
    {
        var folder = root.In(CxlNames.Root)
            .CxlDevice("cxl_port", 4, null)
            .Link("uport", CxlNames.Acpi)
            .Number("decoders_committed", 0);
        foreach (var port in kernel.Cxl.Ports)
            if (port.Path.IsEmpty)
                folder.Link(
                    FormattableString.Invariant($"dport{port.HostBridgeUid}"),
                    names.HostBridge(port.HostBridgeUid));
    }

    private static void Window(FolderBuilder root, Kernel kernel, RootDecoder decoder)
    {
        var next = FormattableString.Invariant($"region{decoder.NextRegionId}");
        var index = decoder.Index;
        var folder = CxlPortFolders.Decoder(
            root.In(CxlNames.RootDecoder(index)), "cxl_decoder_root", decoder.Range,
            decoder.Ways, decoder.Granularity,
            decoder.Restrictions.HasFlag(WindowRestrictions.Fixed));
        foreach (var (name, bit) in Capabilities)
            folder.Text(name, decoder.Restrictions.HasFlag(bit) ? "1" : "0");
        folder.Number("qos_class", decoder.QosClass)
            .Text("target_list", string.Join(',', decoder.Targets
                .TakeWhile(uid => kernel.Cxl.FindPort(uid, []) is not null)));
        var (hasRam, hasPmem) = (
            decoder.Restrictions.HasFlag(WindowRestrictions.Volatile),
            decoder.Restrictions.HasFlag(WindowRestrictions.Persistent));
        if (hasRam)
            folder.Writable(
                "create_ram_region", next, text => CxlWrites.CreateRamRegion(index, text));
        if (hasPmem)
            folder.Writable("create_pmem_region", next, KernelWrite.NotModelled);
        if (hasRam || hasPmem)
            folder.WriteOnly("delete_region", text => CxlWrites.DeleteRegion(index, text));
    }

    private static readonly (string Name, WindowRestrictions Bit)[] Capabilities =
    [
        ("cap_type2", WindowRestrictions.Type2), ("cap_type3", WindowRestrictions.Type3),
        ("cap_ram", WindowRestrictions.Volatile), ("cap_pmem", WindowRestrictions.Persistent),
    ];

    private static void Memdev(
        FolderBuilder root, CxlNames names, CxlMemdev memdev, int minor)
    {
        var card = names.Topology.FindMemdev(memdev.Name)!;
        var isAttached = memdev.Attachment == MemdevAttachment.Attached;
        var number = string.Create(CultureInfo.InvariantCulture, $"{minor}");
        var folder = root.In(names.Memdev(memdev.Name))
            .Device(
                "cxl", isAttached ? "cxl_mem" : null,
                $"MAJOR={MemdevMajor}", $"MINOR={number}", $"DEVNAME=cxl/{memdev.Name}",
                "DEVTYPE=cxl_memdev", "MODALIAS=cxl:t5")
            .Node("cxl/" + memdev.Name, MemdevMajor, minor)
            .Hex("serial", card.Serial)
            .Text("numa_node", "-1")
            .Text("firmware_version", "")
            .Number("payload_max", LargestMessage)
            .Number("label_storage_size", 0);
        folder.In("ram").Hex("size", card.Volatile.ToUInt64());
        folder.In("pmem").Hex("size", card.Persistent.ToUInt64());
        folder.In("security").Text("state", "disabled")
            .WriteOnly("erase", KernelWrite.NotModelled)
            .WriteOnly("sanitize", KernelWrite.NotModelled);
        if (isAttached)
            root.In("/sys/kernel/debug/cxl/" + memdev.Name)
                .WriteOnly("inject_poison", KernelWrite.NotModelled)
                .WriteOnly("clear_poison", KernelWrite.NotModelled);
    }
}
