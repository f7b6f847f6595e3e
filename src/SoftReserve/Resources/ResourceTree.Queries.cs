using SoftReserve.Addresses;

namespace SoftReserve.Resources;

public sealed partial record ResourceTree
{
    /// <summary>How a range lies to the resources of one kind. Addresses that no resource holds
    /// count as nothing: one match and only holes beside it is
    /// <see cref="Intersection.Intersects"/>.</summary>
    /// <param name="range">The addresses asked for.</param>
    /// <param name="flags">All of these bits must be set.</param>
    /// <param name="description">The kind asked for; <see cref="ResourceDescription.None"/>: any.
    /// </param>
    /// <remarks>Looks inside a child of the root that is of another kind: the child counts as a
    /// match when matching descendants cover its part of the range from its first byte on.
    /// Kernel: <c>region_intersects()</c>, kernel/resource.c.</remarks>
    public Intersection Intersects(
        AddressRange range, ResourceFlags flags, ResourceDescription description)
    {
        var (touches, hasOther) = (false, false);
        var top = Root.Children.FirstOverlapping(range);
        for (; top is not null; top = Root.Children.NextOverlapping(top, range))
        {
            var cover = top.Matches(flags, description)
                ? Cover.Full
                : CoverInside(top, range, flags, description);
            touches |= cover != Cover.None;
            hasOther |= cover != Cover.Full;
            if (touches && hasOther)
                return Intersection.Mixed;
        }

        return touches ? Intersection.Intersects : Intersection.Disjoint;
    }

    /// <summary>The parts of a range that lie in resources of one kind, ascending; of nested
    /// matches the outermost counts.</summary>
    /// <remarks>Kernel: <c>walk_iomem_res_desc()</c> with a callback that never stops it,
    /// kernel/resource.c.</remarks>
    public ValueList<AddressRange> Walk(
        AddressRange range, ResourceFlags flags, ResourceDescription description)
    {
        var found = new List<AddressRange>();
        while (FirstMatching(range, flags, description) is { } match)
        {
            var part = match.Range.Intersect(range)!.Value;
            found.Add(part);
            if (part.End == range.End)
                break;
            range = new AddressRange(part.End.Plus(1), range.End);
        }

        return [.. found];
    }

    /// <summary>The first resource, parents before children, that shares a byte with the range and
    /// has all of the flags; null when there is none.</summary>
    public Resource? FirstOverlapping(AddressRange range, ResourceFlags flags) =>
        FirstOverlapping(range, flags, ResourceDescription.None);

    /// <summary>The first resource of one kind, parents before children, that shares a byte with
    /// the range; null when there is none.</summary>
    public Resource? FirstOverlapping(
        AddressRange range, ResourceFlags flags, ResourceDescription description) =>
        FirstMatching(range, flags, description);

    private Resource? FirstMatching(
        AddressRange range, ResourceFlags flags, ResourceDescription description)
    {
        var at = new ResourcePath(Root, null).NextOverlapping(range);
        for (; at is not null; at = at.NextOverlapping(range))
            if (at.Node.Matches(flags, description))
                return at.Node;
        return null;
    }

    private enum Cover
    {
        None,
        Partial,
        Full,
    }

    private static Cover CoverInside(
        Resource top, AddressRange range, ResourceFlags flags, ResourceDescription description)
    {
        var part = top.Range.Intersect(range)!.Value;
        var (cover, uncovered) = (Cover.None, part.Start);
        var at = new ResourcePath(top, null).NextOverlapping(range);
        for (; at is not null; at = at.NextOverlapping(range))
        {
            var node = at.Node.Range;
            if (!at.Node.Matches(flags, description))
                continue;
            if (node.Start <= uncovered && node.End >= part.End)
                return Cover.Full;
            cover = Cover.Partial;
            if (node.Start > uncovered)
                return cover;
            if (node.End >= uncovered)
                uncovered = node.End.Plus(1);
        }

        return cover;
    }
}
