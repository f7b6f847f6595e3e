using SoftReserve.Addresses;

namespace SoftReserve.Resources;

/// <summary>One node of the search tree that holds the children of a resource.</summary>
/// <remarks>
/// Persistent, ordered by start. Balanced by priorities that are a one-to-one function of the
/// start, the highest on top: the same siblings make the same tree whatever came first, so
/// equality compares node with node. The expected depth for n siblings is below 2 ln n; every
/// recursion here is as deep as that and no deeper.
/// </remarks>
internal sealed class SiblingNode
{
    private SiblingNode(Resource item, SiblingNode? below, SiblingNode? above)
    {
        (Item, Below, Above) = (item, below, above);
        Count = CountOf(below) + CountOf(above) + 1;
        Hash = unchecked(HashOf(below) + HashOf(above) + item.Hash);
        Start = below?.Start ?? item.Range.Start;
        End = above?.End ?? item.Range.End;
        Gap = Math.Max(
            below is null ? 0 : Math.Max(below.Gap, FreeBytes(below.End, item.Range.Start)),
            above is null ? 0 : Math.Max(above.Gap, FreeBytes(item.Range.End, above.Start)));
    }

    public Resource Item { get; }

    public SiblingNode? Below { get; }

    public SiblingNode? Above { get; }

    public int Count { get; }

    public ulong Hash { get; }

    /// <summary>First byte of the lowest resource in this tree.</summary>
    private Hpa Start { get; }

    /// <summary>Last byte of the highest resource in this tree.</summary>
    private Hpa End { get; }

    /// <summary>Bytes in the largest gap between two neighbours in this tree.</summary>
    private ulong Gap { get; }

    private ulong Priority => PriorityOf(Item);

    public static int CountOf(SiblingNode? tree) => tree?.Count ?? 0;

    public static ulong HashOf(SiblingNode? tree) => tree?.Hash ?? 0;

    /// <summary>The tree with a resource that overlaps none in it.</summary>
    public static SiblingNode Add(SiblingNode? tree, Resource added)
    {
        if (tree is null || PriorityOf(added) > tree.Priority)
        {
            var (below, above) = Split(tree, added.Range.Start);
            return new SiblingNode(added, below, above);
        }

        return added.Range.Start < tree.Item.Range.Start
            ? new SiblingNode(tree.Item, Add(tree.Below, added), tree.Above)
            : new SiblingNode(tree.Item, tree.Below, Add(tree.Above, added));
    }

    /// <summary>The tree with the resource that starts where <paramref name="item"/> does
    /// exchanged for it.</summary>
    public static SiblingNode Replace(SiblingNode? tree, Resource item)
    {
        Invariant.Holds(tree is not null);
        var order = item.Range.Start.CompareTo(tree!.Item.Range.Start);
        return order == 0 ? new SiblingNode(item, tree.Below, tree.Above)
            : order < 0 ? new SiblingNode(tree.Item, Replace(tree.Below, item), tree.Above)
            : new SiblingNode(tree.Item, tree.Below, Replace(tree.Above, item));
    }

    /// <summary>Parts the resources that start before <paramref name="address"/> from those that
    /// start there or later.</summary>
    public static (SiblingNode? Below, SiblingNode? Above) Split(
        SiblingNode? tree, Hpa address)
    {
        if (tree is null)
            return (null, null);
        if (tree.Item.Range.Start < address)
        {
            var (near, far) = Split(tree.Above, address);
            return (new SiblingNode(tree.Item, tree.Below, near), far);
        }

        var (lower, upper) = Split(tree.Below, address);
        return (lower, new SiblingNode(tree.Item, upper, tree.Above));
    }

    /// <summary>One tree of two; all of <paramref name="below"/> lies below
    /// <paramref name="above"/>.</summary>
    public static SiblingNode? Join(SiblingNode? below, SiblingNode? above)
    {
        if (below is null || above is null)
            return below ?? above;
        return below.Priority > above.Priority
            ? new SiblingNode(below.Item, below.Below, Join(below.Above, above))
            : new SiblingNode(above.Item, Join(below, above.Below), above.Above);
    }

    /// <summary>The lowest resource that ends at <paramref name="from"/> or later and has
    /// <paramref name="size"/> free bytes behind it. What comes after the tree begins at
    /// <paramref name="next"/>; null: nothing comes, and all is free.</summary>
    public static Resource? BeforeGap(SiblingNode? tree, Hpa from, ulong size, Hpa? next = null)
    {
        if (tree is null || tree.End < from
            || (tree.Gap < size && FreeBytes(tree.End, next) < size))
            return null;
        var item = tree.Item.Range;
        if (BeforeGap(tree.Below, from, size, item.Start) is { } lower)
            return lower;
        return item.End >= from && FreeBytes(item.End, tree.Above?.Start ?? next) >= size
            ? tree.Item
            : BeforeGap(tree.Above, from, size, next);
    }

    private static ulong FreeBytes(Hpa end, Hpa? next) =>
        next is { } start ? start.Value - end.Value - 1 : ulong.MaxValue;

    private static ulong PriorityOf(Resource item) => ResourceHash.Mix(item.Range.Start.Value);
}
