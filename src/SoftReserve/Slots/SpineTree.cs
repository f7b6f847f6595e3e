using SoftReserve.Addresses;
using SoftReserve.Resources;

namespace SoftReserve.Slots;

/// <summary>Takes the resources of slots out of a tree, and puts them back.</summary>
internal static class SpineTree
{
    /// <summary>What is left of a tree without everything that lies inside slots.</summary>
    /// <param name="node">The root of the tree.</param>
    /// <param name="slots">The slots.</param>
    /// <param name="pieces">Gets the outermost resources of each slot, ascending.</param>
    public static Resource Carve(
        Resource node, ValueList<Slot> slots, List<Resource>[] pieces)
    {
        SiblingSet kept = default;
        foreach (var child in node.Children)
            if (IndexOf(slots, child.Range) is var slot and >= 0)
                pieces[slot].Add(child);
            else
                kept = kept.Add(child.Children.IsEmpty ? child : Carve(child, slots, pieces));
        return kept.Count == node.Children.Count && kept.Equals(node.Children)
            ? node
            : node.WithChildren(kept);
    }

    /// <summary>The tree with a piece back in its place.</summary>
    public static Resource Graft(Resource node, Resource piece) =>
        node.Children.FirstOverlapping(piece.Range) is { } inner
        && inner.Range.Contains(piece.Range)
            ? node.WithChildren(node.Children.Replace(Graft(inner, piece)))
            : node.WithChildren(node.Children.Add(piece));

    private static int IndexOf(ValueList<Slot> slots, AddressRange range)
    {
        foreach (var slot in slots)
            if (slot.Holds(range))
                return slot.Index;
        return -1;
    }
}
