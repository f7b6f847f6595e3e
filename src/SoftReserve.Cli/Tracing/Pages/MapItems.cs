using SoftReserve.Addresses;
using SoftReserve.Dax;
using SoftReserve.Firmware;
using SoftReserve.Resources;

namespace SoftReserve.Cli.Tracing.Pages;

/// <summary>A bar of the address map.</summary>
/// <param name="Layer">The line it stands on, an index of <see cref="MapItems.Layers"/>.</param>
/// <param name="Range">Its addresses.</param>
/// <param name="Label">What is written on it.</param>
/// <param name="Look">Its class in the style sheet.</param>
internal sealed record MapItem(int Layer, AddressRange Range, string Label, string Look);

/// <summary>What of a kernel the address map shows.</summary>
internal static class MapItems
{
    private const string Window = "CXL Window ";

    /// <summary>Names of the lines, from firmware to the page allocator.</summary>
    public static readonly string[] Layers =
    [
        "Specific Purpose (firmware)", "Soft Reserved, kept apart", "CXL windows in iomem",
        "Soft Reserved in iomem", "CXL regions", "hmem devices", "dax devices",
        "System RAM (kmem)",
    ];

    /// <summary>The bars of one state.</summary>
    public static IReadOnlyList<MapItem> Of(Kernel kernel) =>
    [
        .. Firmware(kernel)
            .Concat(Kept(kernel))
            .Concat(Iomem(kernel))
            .Concat(CxlRegions(kernel))
            .Concat(kernel.Hmem.Devices.Select(device => new MapItem(
                5, device.Range, FormattableString.Invariant($"hmem.{device.Id}"), "hmem")))
            .Concat(DaxDevices(kernel))
            .Concat(kernel.Memory.Added.Select(memory => new MapItem(
                7, memory.Range, memory.IsOnline ? "online" : "offline", "ram")))
            .Distinct(),
    ];

    private static IEnumerable<MapItem> Firmware(Kernel kernel) =>
        from entry in kernel.Boot.MemoryMap.Entries
        where entry.Type == MemoryType.SoftReserved
        select new MapItem(0, entry.Range, $"{entry.Range.Size}", "firmware");

    private static IEnumerable<MapItem> Kept(Kernel kernel) =>
        from node in kernel.Resources.SoftReserved.Preorder()
        where node.Resource.Name == IomemLabels.SoftReserved
            && node.Resource.Range != AddressRange.Everything
        select new MapItem(1, node.Resource.Range, $"{node.Resource.Range.Size}", "kept");

    private static IEnumerable<MapItem> Iomem(Kernel kernel)
    {
        foreach (var (_, resource) in kernel.Resources.Iomem.Preorder())
            if (resource.Name is IomemLabels.SoftReserved)
                yield return new MapItem(3, resource.Range, $"{resource.Range.Size}", "soft");
            else if (resource.Name?.StartsWith(Window, StringComparison.Ordinal) == true)
                yield return new MapItem(
                    2, resource.Range, resource.Name[Window.Length..], "window");
    }

    private static IEnumerable<MapItem> CxlRegions(Kernel kernel)
    {
        foreach (var region in kernel.Cxl.Regions)
            if (region.Range is { } range)
                yield return new MapItem(
                    4, range,
                    region.IsCommitted
                        ? IomemLabels.CxlRegion(region.Id)
                        : IomemLabels.CxlRegion(region.Id) + " not committed",
                    region.IsCommitted ? "region" : "region unfinished");
    }

    private static IEnumerable<MapItem> DaxDevices(Kernel kernel) =>
        from region in kernel.Dax.Regions
        from device in region.Devices
        from range in device.Ranges
        select new MapItem(
            6, range, IomemLabels.DaxDevice(region.Id, device.Instance) + " " + Use(device),
            (region.Owner == DaxOwner.Cxl ? "dax-cxl" : "dax-hmem")
                + (device.Binding is DaxBinding.Failed ? " failed" : "")
                + (device.Binding is DaxBinding.Unbound ? " unfinished" : ""));

    private static string Use(DaxDevice device) => device.Binding switch
    {
        DaxBinding.Unbound => "unbound",
        DaxBinding.Kmem => "kmem",
        DaxBinding.DeviceDax => "device_dax",
        _ => "failed",
    };
}
