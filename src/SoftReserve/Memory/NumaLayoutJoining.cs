using SoftReserve.Addresses;

namespace SoftReserve.Memory;

/// <summary>Makes blocks grow: over a whole CXL window, and over the gaps between blocks of one
/// node.</summary>
internal static class NumaLayoutJoining
{
    /// <summary>Stretches the blocks that touch a window until they cover it.</summary>
    /// <remarks>Kernel: <c>numa_fill_memblks()</c>, mm/numa_memblks.c. The lowest block grows down
    /// to the window's start, each other one down to the end of the one before, the highest up to
    /// the window's end.</remarks>
    /// <returns>False when no block touches the window.</returns>
    public static bool TryFill(List<NumaBlock> blocks, AddressRange window)
    {
        List<int>? touching = null;
        for (var index = 0; index < blocks.Count; index++)
            if (blocks[index].Range.Overlaps(window))
                (touching ??= []).Add(index);
        if (touching is null)
            return false;

        touching.Sort((left, right) =>
            (blocks[left].Range.Start, left).CompareTo((blocks[right].Range.Start, right)));
        Stretch(blocks, touching[0], range => range.Start < window.Start
            ? range : new AddressRange(window.Start, range.End));
        Stretch(blocks, touching[^1], range => range.End > window.End
            ? range : new AddressRange(range.Start, window.End));
        var end = blocks[touching[0]].Range.End;
        foreach (var index in touching.Skip(1))
        {
            if (blocks[index].Range.Start > end)
                Stretch(blocks, index, range => new AddressRange(end.Plus(1), range.End));
            end = end > blocks[index].Range.End ? end : blocks[index].Range.End;
        }

        return true;
    }

    /// <summary>Sorts the blocks and joins neighbours of one node, with what lies between
    /// them.</summary>
    /// <remarks>Kernel: <c>numa_cleanup_meminfo()</c>, mm/numa_memblks.c.</remarks>
    /// <param name="blocks">Replaced by the result.</param>
    /// <param name="fallback">Set when two nodes claim the same bytes.</param>
    public static ValueList<NumaJoin> Join(ref List<NumaBlock> blocks, ref NumaFallback? fallback)
    {
        List<NumaBlock> joined = [];
        List<NumaJoin> joins = [];
        blocks.Sort((left, right) => left.Range.CompareTo(right.Range));
        foreach (var block in blocks)
        {
            if (joined is not [.., var last] || last.Node != block.Node)
            {
                if (joined is [.., var below] && below.Range.Overlaps(block.Range))
                    fallback ??= new NumaFallback.NodesOverlap(below, block);
                joined.Add(block);
                continue;
            }

            joins.Add(new NumaJoin(last, block));
            joined[^1] = last with { Range = last.Range.Union(block.Range) };
        }

        blocks = joined;
        return [.. joins];
    }

    private static void Stretch(
        List<NumaBlock> blocks, int index, Func<AddressRange, AddressRange> change) =>
        blocks[index] = blocks[index] with { Range = change(blocks[index].Range) };
}
