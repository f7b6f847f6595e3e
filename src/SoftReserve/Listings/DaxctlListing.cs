using System.Diagnostics;
using SoftReserve.Addresses;

namespace SoftReserve.Listings;

/// <summary>The output of <c>daxctl list</c>.</summary>
/// <remarks>ndctl: <c>cmd_list()</c>, daxctl/list.c, and daxctl/json.c. As version 85 prints
/// it.</remarks>
public static class DaxctlListing
{
    /// <summary>What the tool writes, byte for byte; where there is nothing to list, not even an
    /// empty list.</summary>
    /// <param name="regions">All dax regions, in any order.</param>
    /// <param name="options">What was asked for.</param>
    public static string Text(IEnumerable<DaxRegionView> regions, DaxctlOptions options)
    {
        var seen = InOrder(
            regions.Where(region => !region.Devices.IsEmpty),
            region => region.Devices.Select(device => device.Chardev));
        ValueList<NdctlJson> found = options.Regions
            ? [.. seen.Select(region => Region(region, options))]
            : [.. seen.SelectMany(region => Devices(region, options))];
        return found.IsEmpty ? "" : NdctlJson.Print(found, options.Human);
    }

    /// <summary>Dax regions in the order in which the library meets them. It meets devices, and a
    /// region with the first device that it meets of it. It reads by ascending hash and prepends,
    /// so a region's place is that of its lowest hash.</summary>
    /// <param name="regions">Each with at least one device.</param>
    /// <param name="devices">Names of a region's devices.</param>
    internal static IEnumerable<T> InOrder<T>(
        IEnumerable<T> regions, Func<T, IEnumerable<string>> devices) =>
        regions.OrderByDescending(region => devices(region).Min(KernfsOrder.Hash));

    /// <summary>One device, as the commands that change it print it.</summary>
    internal static NdctlJson Device(DaxDeviceView device) => Device(device, mappings: false);

    /// <summary>The region as <c>cxl list -X</c> nests it: without its path, with its devices. A
    /// region without devices shows its number only.</summary>
    internal static NdctlJson UnderCxlRegion(DaxRegionView region, bool idle) =>
        region.Devices.IsEmpty
            ? new NdctlObject().Number("id", region.Id).Build()
            : Fields(region)
                .ListIfAny("devices", Devices(region, new DaxctlOptions(Idle: idle)))
                .Build();

    private static NdctlJson Region(DaxRegionView region, DaxctlOptions options) =>
        new NdctlObject()
            .Text("path", region.Path)
            .All(Fields(region))
            .ListIfAny("devices", options.Devices ? Devices(region, options) : [])
            .Build();

    private static NdctlObject Fields(DaxRegionView region) => new NdctlObject()
        .Number("id", region.Id)
        .Size("size", region.Size)
        .SizeIfAny("available_size", region.AvailableSize)
        .Number("align", checked((int)region.Align.Bytes));

    private static IEnumerable<NdctlJson> Devices(DaxRegionView region, DaxctlOptions options) =>
        KernfsOrder.Sort(region.Devices, device => device.Chardev)
            .Where(device => options.ShowsDevice(device.Chardev)
                && (options.Idle || device.Size.Bytes > 0))
            .Select(device => Device(device, options.Mappings));

    private static NdctlJson Device(DaxDeviceView device, bool mappings) => new NdctlObject()
        .Text("chardev", device.Chardev)
        .Size("size", device.Size)
        .Number("target_node", device.TargetNode >= 0 ? device.TargetNode : null)
        .Size("align", device.Align)
        .Text("mode", ModeName(device.Mode))
        .Number("online_memblocks", device.OnlineMemblocks)
        .Number("total_memblocks", device.TotalMemblocks)
        .Flag("movable", device.IsMovable)
        .Text("state", device.IsDisabled ? "disabled" : null)
        .ListIfAny("mappings", mappings ? InOrder(device.Mappings).Select(Mapping) : [])
        .Build();

    // unlike devices they are put behind the ones that the library has
    private static IEnumerable<DaxMappingView> InOrder(ValueList<DaxMappingView> mappings) =>
        KernfsOrder.Sort(
            mappings, mapping => FormattableString.Invariant($"mapping{mapping.Number}"))
            .Reverse();

    private static NdctlJson Mapping(DaxMappingView mapping) => new NdctlObject()
        .Hex("page_offset", mapping.PageOffset)
        .Hex("start", mapping.Range.Start.Value)
        .Hex("end", mapping.Range.End.Value)
        .Size("size", mapping.Range.Size)
        .Build();

    private static string ModeName(DaxctlMode mode) => mode switch
    {
        DaxctlMode.SystemRam => "system-ram",
        DaxctlMode.Devdax => "devdax",
        DaxctlMode.Famfs => "famfs",
        DaxctlMode.Unknown => "unknown",
        _ => throw new UnreachableException(),
    };
}
