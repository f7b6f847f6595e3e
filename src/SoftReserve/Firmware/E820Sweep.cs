using SoftReserve.Addresses;

namespace SoftReserve.Firmware;

/// <summary>Makes a list of overlapping entries into a proper map.</summary>
/// <remarks>Kernel: <c>e820__update_table()</c>, arch/x86/kernel/e820.c. Sweeps over the addresses
/// where entries begin and end; costs n log n.</remarks>
public static class E820Sweep
{
    /// <summary>The map in which every address has the numerically highest type that any entry
    /// gives it.</summary>
    /// <param name="entries">In any order, overlapping at will; left as they are.</param>
    /// <returns>Ascending. A Soft Reserved stretch is cut wherever any entry begins or
    /// ends.</returns>
    public static ValueList<E820Entry> Sanitise(ReadOnlySpan<E820Entry> entries)
    {
        var sorted = entries.ToArray();
        Array.Sort(sorted, (left, right) => left.Range.CompareTo(right.Range));
        var active = new PriorityQueue<ulong, uint>();
        var map = new MapUnderConstruction(entries.Length);
        var next = 0;
        foreach (var address in ChangePoints(sorted))
        {
            while (next < sorted.Length && sorted[next].Range.Start.Value == address)
            {
                // the queue yields the smallest key first: the highest type
                active.Enqueue(sorted[next].Range.End.Value, ~(uint)sorted[next].Type);
                next++;
            }

            while (active.TryPeek(out var end, out _) && end < address)
                active.Dequeue();
            map.Reach(address, active.TryPeek(out _, out var key) ? (MemoryType)~key : null);
        }

        return map.Finish();
    }

    private static ulong[] ChangePoints(E820Entry[] entries)
    {
        var points = new ulong[entries.Length * 2];
        var count = 0;
        foreach (var entry in entries)
        {
            points[count++] = entry.Range.Start.Value;
            if (entry.Range.End != Hpa.Max)
                points[count++] = entry.Range.End.Value + 1;
        }

        Array.Sort(points, 0, count);
        return WithoutRepeats(points, count);
    }

    private static ulong[] WithoutRepeats(ulong[] sorted, int count)
    {
        var kept = 0;
        for (var index = 0; index < count; index++)
            if (kept == 0 || sorted[index] != sorted[kept - 1])
                sorted[kept++] = sorted[index];
        return sorted[..kept];
    }

    /// <summary>The part of the map below the sweep.</summary>
    private sealed class MapUnderConstruction(int capacity)
    {
        private readonly List<E820Entry> _entries = new(capacity);
        private MemoryType? _type;
        private ulong _start;

        public void Reach(ulong address, MemoryType? type)
        {
            if (type == _type && !StaysApart(type))
                return;
            if (address > 0)
                Close(address - 1);
            (_type, _start) = (type, address);
        }

        public ValueList<E820Entry> Finish()
        {
            Close(ulong.MaxValue);
            return [.. _entries];
        }

        private void Close(ulong end)
        {
            if (_type is { } type)
                _entries.Add(new E820Entry(new AddressRange(_start, end), type));
        }

        private static bool StaysApart(MemoryType? type) =>
            type is MemoryType.Pram or MemoryType.SoftReserved;
    }
}
