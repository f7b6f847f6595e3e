using SoftReserve.Addresses;

namespace SoftReserve.Owners.Comparison;

/// <summary>Finds what differs between two states of a range.</summary>
internal static class RangeChanges
{
    /// <summary>The changes, gravest kind first.</summary>
    public static ValueList<RangeChange> Between(RangeState from, RangeState to) =>
        [.. OfCapacity(from, to), .. OfDevice(from, to), .. OfNode(from, to), .. OfIomem(from, to)];

    private static IEnumerable<RangeChange> OfCapacity(RangeState from, RangeState to)
    {
        if (from.Usable.Without(to.Usable) is { IsEmpty: false } lost)
            yield return new RangeChange.Lost(lost);
        if (to.Usable.Without(from.Usable) is { IsEmpty: false } gained)
            yield return new RangeChange.Gained(gained);
        if (to.Unbacked.Without(from.Unbacked) is { IsEmpty: false } bare)
            yield return new RangeChange.BackingLost(bare);
        if (from.Unbacked.Without(to.Unbacked) is { IsEmpty: false } left)
            yield return new RangeChange.BackingRegained(left);
    }

    private static IEnumerable<RangeChange> OfDevice(RangeState from, RangeState to)
    {
        if (from.Owner != to.Owner)
            yield return new RangeChange.OwnerChanged(from.Owner, to.Owner, to.Use);
        if (from.Use != to.Use)
            yield return new RangeChange.UseChanged(
                from.Use, to.Use, to.Device ?? from.Device, to.HasKmem);
        if (from.Device != to.Device)
            yield return new RangeChange.DeviceChanged(from.Device, to.Device);
        if (from.Path is { } before && to.Path is { } after && before != after)
            yield return new RangeChange.PathChanged(before, after);
        if (!from.CxlRegions.Equals(to.CxlRegions))
            yield return new RangeChange.CxlRegionsChanged(
                from.CxlRegions.Without(each => to.CxlRegions.Contains(each)),
                to.CxlRegions.Without(each => from.CxlRegions.Contains(each)));
    }

    private static IEnumerable<RangeChange> OfNode(RangeState from, RangeState to)
    {
        if (from.Node != to.Node)
            yield return new RangeChange.NodeChanged(from.Node, to.Node);
        if (from.Tier != to.Tier)
            yield return new RangeChange.TierChanged(from.Tier, to.Tier);
        if (from.IsOnline != to.IsOnline
            && (from.Use, to.Use) == (RangeUse.SystemRam, RangeUse.SystemRam))
            yield return new RangeChange.OnlineChanged(to.IsOnline, to.Device);
    }

    private static IEnumerable<RangeChange> OfIomem(RangeState from, RangeState to)
    {
        var isShown = to.Iomem.Any(line => line.IsSoftReserved);
        var onlyOneShows = isShown != from.Iomem.Any(line => line.IsSoftReserved);
        if (onlyOneShows)
            yield return new RangeChange.SoftReservedLine(isShown, to.IsSoftReserved);
        var (gone, added) = (Missing(from, to), Missing(to, from));
        var (goneLines, newLines) = onlyOneShows
            ? (gone.Without(line => line.IsSoftReserved),
                added.Without(line => line.IsSoftReserved))
            : (gone, added);
        if (!goneLines.IsEmpty || !newLines.IsEmpty)
            yield return new RangeChange.IomemLines(goneLines, newLines);
        var (before, after) = (
            from.Iomem.Without(line => gone.Contains(line)),
            to.Iomem.Without(line => added.Contains(line)));
        if (!before.Equals(after))
            yield return new RangeChange.IomemNesting(before, after);
    }

    private static ValueList<IomemLine> Missing(RangeState one, RangeState other) =>
        one.Iomem.Without(line => other.Iomem.Contains(line));
}
