using SoftReserve.Addresses;

namespace SoftReserve.Resources;

public sealed partial record ResourceTree
{
    /// <summary>Takes a node out together with everything inside it.</summary>
    /// <remarks>Kernel: <c>release_resource()</c>, kernel/resource.c.</remarks>
    public Removal Release(ResourceRef node) =>
        PathTo(node) is { Outer: not null } path ? Exchange(path, default) : new Removal.NotFound();

    /// <summary>Takes a node out and puts what is inside it in its place.</summary>
    /// <remarks>Kernel: <c>remove_resource()</c>, kernel/resource.c.</remarks>
    public Removal Remove(ResourceRef node) => PathTo(node) is { Outer: not null } path
        ? Exchange(path, path.Node.Children)
        : new Removal.NotFound();

    /// <summary>Gives a claimed range back: the busy node with exactly this range leaves,
    /// with everything inside it.</summary>
    /// <returns>Not found when only a part of a busy node is named; the kernel logs
    /// <c>Trying to free nonexistent resource</c> then.</returns>
    /// <remarks>Kernel: <c>__release_region()</c>, kernel/resource.c.</remarks>
    public Removal ReleaseRegion(AddressRange range)
    {
        var path = BusyAround(range);
        return path is not null && path.Node.Range == range
            ? Exchange(path, default)
            : new Removal.NotFound();
    }

    /// <summary>Gives a part of a claimed range back: the busy memory node around it leaves,
    /// shrinks or is split in two nodes of the same name.</summary>
    /// <returns>Not found when there is no such node, and when one of its children would no longer
    /// lie inside the part that keeps it.</returns>
    /// <remarks>Kernel: <c>release_mem_region_adjustable()</c>, kernel/resource.c.</remarks>
    public Removal ReleaseAdjustable(AddressRange range, ChildrenOnSplit split)
    {
        if (BusyAround(range, ResourceFlags.Mem) is not { } path)
            return new Removal.NotFound();
        var (low, high) = Cut(path.Node, range, split);
        if (low is { } lower && !HoldsItsChildren(lower))
            return new Removal.NotFound();
        if (high is { } upper && !HoldsItsChildren(upper))
            return new Removal.NotFound();
        var left = low is null ? default : default(SiblingSet).Add(low);
        return Exchange(path, high is null ? left : left.Add(high));
    }

    private static Removal.Done Exchange(ResourcePath path, SiblingSet successors)
    {
        var parent = path.Outer!;
        var children = parent.Node.Children.Exchange(path.Node.Range, successors);
        return new Removal.Done(new ResourceTree(parent.Rebuild(children)), path.Node);
    }

    /// <summary>The outermost busy node that contains the range. Nodes on the way contain it too
    /// and have all of <paramref name="flags"/>.</summary>
    private ResourcePath? BusyAround(
        AddressRange range, ResourceFlags flags = ResourceFlags.None)
    {
        var at = new ResourcePath(Root, null);
        while (at.Node.Children.FirstOverlapping(range) is { } child
            && child.Range.Contains(range)
            && (child.Flags & flags) == flags)
        {
            at = at.Into(child);
            if (child.IsBusy)
                return at;
        }

        return null;
    }

    private static (Resource? Low, Resource? High) Cut(
        Resource node, AddressRange hole, ChildrenOnSplit split)
    {
        var whole = node.Range;
        var low = whole.Start < hole.Start
            ? node.WithRange(new AddressRange(whole.Start, hole.Start.Minus(1)))
            : null;
        var high = hole.End < whole.End
            ? node.WithRange(new AddressRange(hole.End.Plus(1), whole.End))
            : null;
        if (low is null || high is null)
            return (low, high);
        var (below, above) = split == ChildrenOnSplit.StayLow
            ? (node.Children, default)
            : node.Children.SplitAt(high.Range.Start);
        return (low.WithChildren(below), high.WithChildren(above));
    }

    private static bool HoldsItsChildren(Resource node)
    {
        var first = node.Children.FirstOverlapping(AddressRange.Everything);
        var last = node.Children.LastOverlapping(AddressRange.Everything);
        return first is null
            || (node.Range.Contains(first.Range) && node.Range.Contains(last!.Range));
    }
}
