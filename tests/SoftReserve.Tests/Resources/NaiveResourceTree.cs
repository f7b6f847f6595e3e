using SoftReserve.Addresses;
using SoftReserve.Resources;

namespace SoftReserve.Tests.Resources;

/// <summary>The operations written down as the kernel's are described, step by step, over lists
/// that are scanned from end to end. Slow and mutable on purpose.</summary>
internal sealed class NaiveResourceTree(string name, AddressRange range)
{
    public NaiveNode Root { get; } =
        new(range.Start.Value, range.End.Value, name, ResourceFlags.Mem, 0);

    public IEnumerable<NaiveNode> Nodes => Root.Preorder().Select(item => item.Node);

    public NaiveNode? Find(ResourceRef node) => Nodes.Prepend(Root).FirstOrDefault(
        item => new AddressRange(item.Start, item.End) == node.Range && item.Name == node.Name);

    /// <summary>A.2-2.</summary>
    public static NaiveNode? Insert(NaiveNode parent, NaiveNode added)
    {
        NaiveNode first;
        while (true)
        {
            if (parent.Request(added) is not { } conflict)
                return null;
            if (conflict == parent)
                return parent;
            first = conflict;
            var isEqual = first.Start == added.Start && first.End == added.End;
            if (!first.Contains(added) || isEqual)
                break;
            parent = first;
        }

        var inTheWay = parent.Children
            .Where(child => child.Overlaps(added.Start, added.End)).ToList();
        if (inTheWay.Find(child => !added.Contains(child)) is { } cut)
            return cut;
        inTheWay.ForEach(parent.Disown);
        added.Adopt(inTheWay);
        parent.Adopt([added]);
        return null;
    }

    /// <summary>A.2-3.</summary>
    public bool Expand(NaiveNode added, List<(ulong Start, ulong End, NaiveNode)> growths)
    {
        while (Insert(Root, added) is { } conflict)
        {
            if (conflict == Root)
                return false;
            growths.Add((added.Start, added.End, conflict));
            added.Start = Math.Min(added.Start, conflict.Start);
            added.End = Math.Max(added.End, conflict.End);
        }

        return true;
    }

    /// <summary>A.2-5; A.2-4 when the children go along.</summary>
    public static void TakeOut(NaiveNode node, bool withChildren)
    {
        var parent = node.Parent!;
        parent.Disown(node);
        if (withChildren)
            return;
        parent.Adopt(node.Children);
    }

    /// <summary>A.2-6.</summary>
    public NaiveNode? RequestRegion(NaiveNode added)
    {
        var parent = Root;
        added.Flags |= ResourceFlags.Busy;
        while (parent.Request(added) is { } conflict)
        {
            if (conflict == parent || conflict.IsBusy)
                return conflict;
            parent = conflict;
        }

        added.Flags |= parent.Flags & (ResourceFlags)0x01001f00;
        return null;
    }

    /// <summary>A.2-7: the node to free, if it is there.</summary>
    public NaiveNode? BusyExactly(ulong start, ulong end)
    {
        var busy = BusyAround(start, end, 0);
        return busy?.Start == start && busy.End == end ? busy : null;
    }

    /// <summary>A.2-8.</summary>
    public bool ReleaseAdjustable(ulong start, ulong end, ChildrenOnSplit split)
    {
        if (BusyAround(start, end, ResourceFlags.Mem) is not { } node)
            return false;
        List<NaiveNode> parts = [];
        if (node.Start < start)
            parts.Add(Part(node, node.Start, start - 1));
        if (node.End > end)
            parts.Add(Part(node, end + 1, node.End));
        foreach (var child in parts.Count == 0 ? [] : node.Children)
        {
            var high = split == ChildrenOnSplit.FollowTheirStart && child.Start > end;
            var keeper = high ? parts[^1] : parts[0];
            if (!keeper.Contains(child))
                return false;
            keeper.Children.Add(child);
        }

        var parent = node.Parent!;
        parent.Disown(node);
        foreach (var part in parts)
            part.Children.ForEach(child => child.Parent = part);
        parent.Adopt(parts);
        return true;
    }

    private static NaiveNode Part(NaiveNode node, ulong start, ulong end) =>
        new(start, end, node.Name, node.Flags, node.Description);

    private NaiveNode? BusyAround(ulong start, ulong end, ResourceFlags flags)
    {
        var at = Root;
        while (at.Children.Find(child => child.Contains(start, end)) is { } child)
        {
            if ((child.Flags & flags) != flags)
                return null;
            if (child.IsBusy)
                return child;
            at = child;
        }

        return null;
    }
}
