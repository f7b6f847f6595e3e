using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Dax;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Resources;

namespace SoftReserve.Listings;

/// <summary>CXL windows of a modelled kernel, with the CXL regions inside.</summary>
internal static class CxlRootDecodersOfKernel
{
    /// <summary>A window.</summary>
    public static CxlDecoderView.Root View(Kernel kernel, PciNames names, RootDecoder decoder)
    {
        var regions = kernel.Cxl.Regions
            .Where(region => region.RootDecoder == decoder.Index)
            .ToArray();
        return new CxlDecoderView.Root(
            FormattableString.Invariant($"decoder0.{decoder.Index}"),
            decoder.Range,
            decoder.Ways,
            decoder.Granularity,
            MaxAvailableExtent(kernel, decoder),
            decoder.Restrictions.HasFlag(WindowRestrictions.Persistent),
            decoder.Restrictions.HasFlag(WindowRestrictions.Volatile),
            decoder.Restrictions.HasFlag(WindowRestrictions.Type2),
            decoder.QosClass,
            [.. Targets(kernel, names, decoder)],
            [.. regions.Select(region => RegionView(kernel, region))]);
    }

    /// <summary>The ACPI device of a host bridge, numbered by uid; null for one that the machine
    /// does not have.</summary>
    public static string? AcpiName(Kernel kernel, uint uid)
    {
        var number = kernel.Boot.Machine.Cxl.HostBridges.FindIndex(each => each.Uid == uid);
        return number < 0 ? null : FormattableString.Invariant($"ACPI0016:{number:x2}");
    }

    private static IEnumerable<CxlTargetView> Targets(
        Kernel kernel, PciNames names, RootDecoder decoder) => decoder.Targets
        .TakeWhile(uid => kernel.Cxl.FindPort(uid, []) is not null)
        .Select((uid, position) => new CxlTargetView(
            names.HostBridge(uid), AcpiName(kernel, uid), position, uid));

    /// <summary>The largest gap between the window's CXL regions; the tool overlooks those that are
    /// not committed.</summary>
    public static ByteSize MaxAvailableExtent(Kernel kernel, RootDecoder decoder) =>
        decoder.Range.Except(
            [
                .. kernel.Cxl.Regions
                    .Where(region => region.RootDecoder == decoder.Index && region.IsCommitted)
                    .Select(region => region.Range!.Value),
            ])
            .Select(gap => gap.Size).DefaultIfEmpty().Max();

    private static CxlRegionView RegionView(Kernel kernel, CxlRegion region) => new(
        IomemLabels.CxlRegion(region.Id),
        region.Range,
        ExtendedLinearCacheSize: default,
        region.Mode == PartitionMode.Ram ? "ram" : "pmem",
        region.Ways,
        region.Granularity,
        region.IsCommitted,
        IsDisabled: !region.IsBound,
        IsLocked: HasLockAttribute(kernel) ? region.IsLocked : null,
        [.. region.Targets.Select((target, index) => Mapping(kernel, target, index))],
        DaxRegionOf(kernel, region),
        HasQosClassMismatch: !region.Targets.IsEmpty);

    // a set that is not complete keeps its cards in the order in which they came
    private static CxlMappingView Mapping(Kernel kernel, CxlRegionTarget target, int index)
    {
        var endpoint = kernel.Cxl.FindMemdev(target.Memdev)?.EndpointId ?? 0;
        return new CxlMappingView(
            target.Position ?? index,
            target.Memdev,
            FormattableString.Invariant($"decoder{endpoint}.{target.Decoder}"));
    }

    private static DaxRegionView? DaxRegionOf(Kernel kernel, CxlRegion region) =>
        kernel.Dax.Regions.FirstOrDefault(
            dax => dax.Owner == DaxOwner.Cxl && dax.Id == region.Id) is { } dax
            ? DaxctlOfKernel.RegionView(kernel, dax)
            : region.HasDaxRegionDevice ? Unbound(region.Id) : null;

    // dax_regionN is there, but dax_cxl has not made a dax region of it
    private static DaxRegionView Unbound(int id) => new("", id, default, default, default, []);

    // Linux 7.0 brought the attribute together with what it tells of
    private static bool HasLockAttribute(Kernel kernel) => kernel.Boot.Generation.HonoursLocks;
}
