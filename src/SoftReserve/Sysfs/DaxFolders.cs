using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Dax;
using SoftReserve.Listings;
using SoftReserve.Owners;
using SoftReserve.Resources;

namespace SoftReserve.Sysfs;

/// <summary>Dax regions and dax devices.</summary>
/// <remarks>Kernel: <c>dax_region_attributes[]</c>, <c>dev_dax_attributes[]</c>,
/// <c>dax_mapping_attributes[]</c>, drivers/dax/bus.c.</remarks>
internal static class DaxFolders
{
    private const int DaxMajor = 251;

    public static void Add(FolderBuilder root, Kernel kernel)
    {
        var minor = 0;
        foreach (var region in kernel.Dax.Regions)
        {
            var folder = root.In("/sys/devices" + DaxPaths.Of(kernel, region));
            Attributes(folder.In("dax_region"), region);
            foreach (var device in region.Devices)
                Device(folder, kernel, region, device, minor++);
        }
    }

    private static void Attributes(FolderBuilder folder, DaxRegion region)
    {
        var (owner, id) = (region.Owner, region.Id);
        var youngest = region.Devices.Count > 1 ? region.Devices[^1] : null;
        folder.Number("id", id)
            .Number("size", (long)region.Range.Size.Bytes)
            .Number("available_size", (long)Sum(region.Free))
            .Number("align", (long)DaxRegionCreation.Alignment, FileModes.RootReadOnly)
            .Text("seed", "")
            .Writable(
                "create", youngest is null ? "" : IomemLabels.DaxDevice(id, youngest.Instance),
                text => DaxWrites.Create(owner, id, text))
            .WriteOnly("delete", text => DaxWrites.Delete(owner, id, text));
    }

    private static void Device(
        FolderBuilder parent, Kernel kernel, DaxRegion region, DaxDevice device, int minor)
    {
        var name = IomemLabels.DaxDevice(region.Id, device.Instance);
        var number = minor.ToString(CultureInfo.InvariantCulture);
        var start = device.Ranges.IsEmpty ? region.Range.Start : device.Ranges[0].Start;
        var folder = parent.In(name)
            .Device(
                "dax", DriverOf(device.Binding), $"MAJOR={DaxMajor}", $"MINOR={number}",
                $"DEVNAME={name}", "MODALIAS=dax:t0")
            .Node(name, DaxMajor, minor)
            .Text("modalias", "dax:t0")
            .Number("target_node", region.TargetNode)
            .Number("numa_node", region.Owner == DaxOwner.Hmem
                ? HmemFolders.NodeOf(kernel, region.TargetNode)
                : Memory.NumaLayout.NoNode)
            .Hex("resource", start.Value, FileModes.RootReadOnly)
            .Writable(
                "size", ((long)Sum(device.Ranges)).ToString(CultureInfo.InvariantCulture),
                text => DaxWrites.Size(name, text))
            .Writable(
                "align", DaxRegionCreation.Alignment.ToString(CultureInfo.InvariantCulture),
                text => DaxWrites.Align(name, text))
            .Writable(
                "memmap_on_memory", region.Owner == DaxOwner.Cxl ? "1" : "0",
                KernelWrite.NotModelled)
            .WriteOnly("mapping", text => DaxWrites.Mapping(name, text));
        Mappings(folder, device.Ranges);
    }

    private static void Mappings(FolderBuilder folder, ValueList<AddressRange> ranges)
    {
        foreach (var mapping in DaxctlOfKernel.Mappings(ranges))
            folder.In(string.Create(CultureInfo.InvariantCulture, $"mapping{mapping.Number}"))
                .Uevent()
                .Hex("start", mapping.Range.Start.Value, FileModes.RootReadOnly)
                .Hex("end", mapping.Range.End.Value, FileModes.RootReadOnly)
                .Hex("page_offset", mapping.PageOffset, FileModes.RootReadOnly);
    }

    private static string? DriverOf(DaxBinding binding) => binding switch
    {
        DaxBinding.Kmem => "kmem",
        DaxBinding.DeviceDax => "device_dax",
        DaxBinding.Unbound or DaxBinding.Failed => null,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    internal static UInt128 Sum(ValueList<AddressRange> ranges)
    {
        UInt128 bytes = 0;
        foreach (var range in ranges)
            bytes += range.Size.Bytes;
        return bytes;
    }
}
