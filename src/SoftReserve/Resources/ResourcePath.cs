using SoftReserve.Addresses;

namespace SoftReserve.Resources;

/// <summary>A node of a tree and the way down to it: what stands in for parent
/// pointers.</summary>
/// <param name="Node">The node.</param>
/// <param name="Outer">Its parent; null for the node at which the way begins.</param>
internal sealed record ResourcePath(Resource Node, ResourcePath? Outer)
{
    /// <summary>Nodes between the one where the way begins and this one, ends not
    /// counted.</summary>
    public int Depth { get; } = Outer is null ? -1 : Outer.Depth + 1;

    public ResourcePath Into(Resource child) => new(child, this);

    /// <summary>The outermost node again, after this one got other children.</summary>
    public Resource Rebuild(SiblingSet children)
    {
        var changed = Node.WithChildren(children);
        for (var outer = Outer; outer is not null; outer = outer.Outer)
            changed = outer.Node.WithChildren(outer.Node.Children.Replace(changed));
        return changed;
    }

    /// <summary>The next node in pre-order that shares a byte with <paramref name="range"/>;
    /// null after the last. Branches outside the range are not entered.</summary>
    public ResourcePath? NextOverlapping(AddressRange range)
    {
        if (Node.Children.FirstOverlapping(range) is { } child)
            return Into(child);
        for (var at = this; at.Outer is { } outer; at = outer)
            if (outer.Node.Children.NextOverlapping(at.Node, range) is { } sibling)
                return outer.Into(sibling);
        return null;
    }
}
