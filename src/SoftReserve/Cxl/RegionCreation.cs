using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Cxl;

/// <summary>A CXL region gets its number.</summary>
/// <remarks>Kernel: <c>__create_region()</c>, <c>cxl_region_alloc()</c>,
/// drivers/cxl/core/region.c.</remarks>
internal static class RegionCreation
{
    /// <summary>Makes an empty region under a root decoder: it takes the number that the decoder
    /// holds, and the decoder draws a new one.</summary>
    public static Kernel AddRegion(
        this Kernel kernel, RootDecoder root, PartitionMode mode, bool isAuto,
        out CxlRegion region)
    {
        var memregions = kernel.Memregions.Take(out var fresh);
        var id = root.NextRegionId;
        var isLocked = (root.Restrictions & WindowRestrictions.Fixed) != 0;
        region = new CxlRegion(
            id, null, root.Index, CxlRegionState.Idle, 0, 0, mode, [], isAuto,
            IsInIomem: false, IsBound: false, isLocked, HasDaxRegionDevice: false);
        return (kernel with
        {
            Memregions = memregions,
            Cxl = kernel.Cxl.WithRootDecoder(root with { NextRegionId = fresh }) with
            {
                Regions = kernel.Cxl.Regions.Add(region),
            },
        }).LogBlock(() => RegionText.Created(id, root.Index));
    }
}
