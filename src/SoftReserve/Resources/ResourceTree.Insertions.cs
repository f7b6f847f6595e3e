using SoftReserve.Addresses;

namespace SoftReserve.Resources;

public sealed partial record ResourceTree
{
    private const ResourceFlags TypeBits = (ResourceFlags)0x1f00 | ResourceFlags.SysRam;

    // x86-64 with five-level page tables: 52 bits of physical addresses
    private const ulong PhysicalMemoryEnd = (1UL << 52) - 1;

    /// <summary>Places a resource directly below the root. Never descends.</summary>
    /// <returns>Refused by the root when the range lies outside it, else by the lowest child in the
    /// way.</returns>
    /// <remarks>Kernel: <c>request_resource()</c>, kernel/resource.c.</remarks>
    public Insertion Request(Resource added)
    {
        var root = new ResourcePath(Root, null);
        return ConflictIn(Root, added) is { } conflict
            ? new Insertion.Refused(conflict)
            : Place(root, added);
    }

    /// <summary>Places a resource as deep as it fits; it becomes the parent of every resource that
    /// it covers at that level, one with the very same range included. Never cuts one in two.
    /// </summary>
    /// <param name="added">The new node. Without children, when it covers others.</param>
    /// <param name="parent">The node to begin at; the root when null.</param>
    /// <returns>Refused by <paramref name="parent"/> when the range lies outside it, else by the
    /// lowest resource that is only partly covered.</returns>
    /// <exception cref="InvalidOperationException">There is no such parent.</exception>
    /// <remarks>Kernel: <c>insert_resource()</c>, kernel/resource.c.</remarks>
    public Insertion Insert(Resource added, ResourceRef? parent = null)
    {
        var at = parent is { } given ? PathTo(given) : new ResourcePath(Root, null);
        Invariant.Holds(at is not null);
        while (true)
        {
            var conflict = ConflictIn(at!.Node, added);
            if (conflict is null)
                return Place(at, added);
            if (ReferenceEquals(conflict, at.Node))
                return new Insertion.Refused(conflict);
            if (!conflict.Range.Encloses(added.Range))
                return PlaceAround(at, added, conflict);
            at = at.Into(conflict);
        }
    }

    /// <summary>Inserts a resource and, as long as others cut it, grows it until it covers
    /// them.</summary>
    /// <remarks>Kernel: <c>insert_resource_expand_to_fit()</c>, kernel/resource.c.</remarks>
    public Expansion InsertExpandingToFit(Resource added)
    {
        ValueList<Growth> growths = [];
        while (true)
        {
            var insertion = Insert(added);
            if (insertion is Insertion.Placed placed)
                return new Expansion(placed.Tree, added.Range, true, growths);
            var conflict = ((Insertion.Refused)insertion).Conflict;
            if (ReferenceEquals(conflict, Root))
                return new Expansion(this, added.Range, false, growths);
            growths = growths.Add(new Growth(added.Range, conflict));
            added = added.WithRange(added.Range.Union(conflict.Range));
        }
    }

    /// <summary>Claims a range for a driver: the new node is busy, takes its type from its parent
    /// and stands inside the innermost resource that is not busy and contains the range.</summary>
    /// <returns>Refused by a busy resource in the way, or by one that is not busy but contains only
    /// a part of the range.</returns>
    /// <remarks>Kernel: <c>__request_region()</c>, kernel/resource.c.</remarks>
    public Insertion RequestRegion(Resource added)
    {
        var at = new ResourcePath(Root, null);
        while (ConflictIn(at.Node, added) is { } conflict)
        {
            if (conflict.IsBusy || ReferenceEquals(conflict, at.Node))
                return new Insertion.Refused(conflict);
            at = at.Into(conflict);
        }

        return Place(
            at, added.WithFlags(added.Flags | (at.Node.Flags & TypeBits) | ResourceFlags.Busy));
    }

    /// <summary>Finds the lowest free place in a container and puts a memory resource
    /// there.</summary>
    /// <param name="container">Only its direct children count as occupied, busy or not.</param>
    /// <param name="size">Rounded up to the alignment; not 0.</param>
    /// <param name="alignment">In bytes, not 0. The place is a multiple, and never at
    /// address 0.</param>
    /// <param name="name">Of the new node.</param>
    /// <exception cref="InvalidOperationException">There is no such container, or the size or
    /// the alignment is 0.</exception>
    /// <remarks>Kernel: <c>alloc_free_mem_region()</c>, kernel/resource.c.</remarks>
    public Allocation AllocateFree(
        ResourceRef container, ByteSize size, ulong alignment, string name)
    {
        var at = PathTo(container);
        Invariant.Holds(at is not null && size.Bytes > 0 && alignment > 0);
        size = new ByteSize(AlignUp(size.Bytes, alignment));
        if (FreeRange(at!.Node, size, alignment) is not { } free)
            return new Allocation.NoSpace();
        var children = at.Node.Children.Add(new Resource(free, name, ResourceFlags.Mem));
        return new Allocation.Placed(new ResourceTree(at.Rebuild(children)), free);
    }

    private static Resource? ConflictIn(Resource parent, Resource added) =>
        parent.Range.Contains(added.Range)
            ? parent.Children.FirstOverlapping(added.Range)
            : parent;

    private static Insertion.Placed Place(ResourcePath parent, Resource added) =>
        new(new ResourceTree(parent.Rebuild(parent.Node.Children.Add(added))));

    private static Insertion PlaceAround(ResourcePath parent, Resource added, Resource first)
    {
        var siblings = parent.Node.Children;
        if (!added.Range.Contains(first.Range))
            return new Insertion.Refused(first);
        var last = siblings.LastOverlapping(added.Range)!;
        if (!added.Range.Contains(last.Range))
            return new Insertion.Refused(last);

        Invariant.Holds(added.Children.IsEmpty);
        var adopting = added.WithChildren(siblings.StartingIn(added.Range));
        return new Insertion.Placed(new ResourceTree(parent.Rebuild(
            siblings.Exchange(added.Range, default(SiblingSet).Add(adopting)))));
    }

    private static AddressRange? FreeRange(Resource container, ByteSize size, ulong alignment)
    {
        var limit = Math.Min(container.Range.End.Value, PhysicalMemoryEnd);
        var start = AlignUp(Math.Max(container.Range.Start.Value, alignment), alignment);
        while (start <= limit
            && AddressRange.TryMakeSized((ulong)start, size, out var candidate)
            && container.Range.Contains(candidate))
        {
            if (container.Children.FirstOverlapping(candidate) is not { } occupied)
                return candidate;
            var below = container.Children.BeforeGap(occupied.Range.Start, size)!;
            start = AlignUp((UInt128)below.Range.End.Value + 1, alignment);
        }

        return null;
    }

    private static UInt128 AlignUp(UInt128 value, ulong alignment) =>
        (value + alignment - 1) / alignment * alignment;
}
