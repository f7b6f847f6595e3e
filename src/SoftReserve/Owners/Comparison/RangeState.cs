using SoftReserve.Addresses;
using SoftReserve.Drivers;
using SoftReserve.Firmware;
using SoftReserve.Memory;
using SoftReserve.Resources;

namespace SoftReserve.Owners.Comparison;

/// <summary>What one kernel makes of a range, every byte of which it treats alike.</summary>
/// <param name="Owner">Who has it.</param>
/// <param name="Use">What it is good for.</param>
/// <param name="Device">The dax device, as <c>dax0.0</c>; null when there is none.</param>
/// <param name="Path">The dax region's path below /sys/devices; null when there is none.</param>
/// <param name="Node">The memory's node; -1 when it has none.</param>
/// <param name="Tier">The number of the node's memory tier; null while the node has no memory in
/// use.</param>
/// <param name="IsOnline">The page allocator uses memory of the range.</param>
/// <param name="Usable">As <see cref="UsableMemory.Of"/> gives it.</param>
/// <param name="Unbacked">As <see cref="UsableMemory.Unbacked"/> gives it.</param>
/// <param name="IsSoftReserved">The kernel's memory map says so of some of it, wherever that is
/// shown.</param>
/// <param name="HasKmem">The driver that makes System RAM of dax devices is there.</param>
/// <param name="CxlRegions">Names of the CXL regions that overlap it, by number.</param>
/// <param name="Iomem">Lines that overlap it, in the order of the listing.</param>
/// <param name="Because">One sentence.</param>
public sealed record RangeState(
    RangeOwner Owner,
    RangeUse Use,
    string? Device,
    string? Path,
    int Node,
    int? Tier,
    bool IsOnline,
    ValueList<AddressRange> Usable,
    ValueList<AddressRange> Unbacked,
    bool IsSoftReserved,
    bool HasKmem,
    ValueList<string> CxlRegions,
    ValueList<IomemLine> Iomem,
    string Because)
{
    /// <summary>What a kernel makes of a range that lies in <paramref name="row"/>; null where its
    /// table has no row, because the range is neither Soft Reserved nor a CXL region's.</summary>
    internal static RangeState Of(Kernel kernel, AddressRange range, OwnedRange? row)
    {
        var inside = row ?? Unlisted(kernel, range);
        return new RangeState(
            inside.Owner, inside.Use, inside.Device, inside.Path, inside.Node,
            TierOf(kernel, inside.Node),
            kernel.HasOnlineMemory(range) || inside is { Device: null, Use: RangeUse.SystemRam },
            UsableMemory.Of(kernel, range),
            UsableMemory.Unbacked(kernel, range),
            kernel.Boot.MemoryMap.Entries.Any(entry =>
                entry.Type == MemoryType.SoftReserved && entry.Range.Overlaps(range)),
            kernel.Drivers.Live.Has(KernelModule.Kmem),
            [
                .. kernel.Cxl.Regions
                    .Where(region => region.Range?.Overlaps(range) == true)
                    .OrderBy(region => region.Id)
                    .Select(region => IomemLabels.CxlRegion(region.Id)),
            ],
            IomemLine.Over(kernel, range),
            inside.Because);
    }

    private static OwnedRange Unlisted(Kernel kernel, AddressRange range)
    {
        var isRam = kernel.Resources.Iomem.FirstOverlapping(
            range, ResourceFlags.SystemRam | ResourceFlags.Busy) is not null;
        return new OwnedRange(
            range, RangeOwner.None, isRam ? RangeUse.SystemRam : RangeUse.None, null, null,
            kernel.Boot.Numa.TargetNode(range.Start),
            isRam ? "ordinary RAM to this kernel"
                : "neither Soft Reserved nor covered by a CXL region");
    }

    private static int? TierOf(Kernel kernel, int node) =>
        kernel.Memory.History?.Nodes.Distances.FirstOrDefault(each => each.Node == node)
            is { } distance
            ? MemoryTiers.TierOf(distance.AbstractDistance)
            : null;
}
