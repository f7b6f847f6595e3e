using SoftReserve.Addresses;
using SoftReserve.Resources;

namespace SoftReserve.Tests.Resources;

/// <summary>The questions to the reference model.</summary>
internal static class NaiveQueries
{
    /// <summary>A.2-9, counting.</summary>
    public static Intersection Intersects(
        this NaiveResourceTree tree, ulong start, ulong end, ResourceFlags flags,
        ResourceDescription description)
    {
        var (matches, others) = (0, 0);
        foreach (var top in tree.Root.Children.Where(child => child.Overlaps(start, end)))
        {
            if (top.Is(flags, description))
            {
                matches++;
                continue;
            }

            UInt128 next = Math.Max(start, top.Start);
            var last = Math.Min(end, top.End);
            foreach (var (_, node) in top.Preorder())
            {
                if (!node.Overlaps(start, end) || !node.Is(flags, description))
                    continue;
                matches++;
                if (node.Start > next)
                    break;
                next = UInt128.Max(next, (UInt128)node.End + 1);
            }

            if (next <= last)
                others++;
        }

        return matches == 0 ? Intersection.Disjoint
            : others == 0 ? Intersection.Intersects : Intersection.Mixed;
    }

    /// <summary>A.2-11: what is reported does not depend on how the lowest node is found.</summary>
    public static List<AddressRange> Walk(
        this NaiveResourceTree tree, ulong start, ulong end, ResourceFlags flags,
        ResourceDescription description)
    {
        var found = new List<AddressRange>();
        while (start <= end)
        {
            var match = tree.Nodes.FirstOrDefault(
                node => node.Overlaps(start, end) && node.Is(flags, description));
            if (match is null)
                break;
            found.Add(new AddressRange(Math.Max(start, match.Start), Math.Min(end, match.End)));
            if (match.End >= end)
                break;
            start = match.End + 1;
        }

        return found;
    }

    /// <summary>A.2-12: every multiple of the alignment in turn.</summary>
    public static AddressRange? FreeRange(NaiveNode container, ulong size, ulong alignment)
    {
        var rounded = ((UInt128)size + alignment - 1) / alignment * alignment;
        var limit = Math.Min(container.End, (1UL << 52) - 1);
        var first = (UInt128)Math.Max(container.Start, alignment);
        first = (first + alignment - 1) / alignment * alignment;
        for (var start = first; start <= limit; start += alignment)
        {
            var end = start + rounded - 1;
            if (end > container.End)
                return null;
            if (!container.Children.Exists(child => child.Overlaps((ulong)start, (ulong)end)))
                return new AddressRange((ulong)start, (ulong)end);
        }

        return null;
    }
}
