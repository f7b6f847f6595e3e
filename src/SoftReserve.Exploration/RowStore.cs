using System.Runtime.CompilerServices;

namespace SoftReserve.Exploration;

/// <summary>Every state seen, as a row of numbers, with the step that first led there.</summary>
/// <remarks>Rows lie in blocks and the hash table in partitions, so that growing copies little at a
/// time. A table entry holds the upper bits of the hash, from which its place follows: a partition
/// grows without a look at the rows.</remarks>
internal sealed class RowStore
{
    /// <summary>How many partitions the table has; one thread at a time may change one.</summary>
    public const int Partitions = 1 << PartitionBits;

    private const int PartitionBits = 6, FirstBits = 2;
    private const int BlockBits = 10, BlockSize = 1 << BlockBits;
    private const int IndexBits = 31;
    private const uint IndexMask = (1u << IndexBits) - 1;

    private readonly int _width;
    private readonly List<int[]> _rows = [];
    private readonly List<int[]> _parents = [];
    private readonly List<ushort[]> _steps = [];
    private readonly Partition[] _table = new Partition[Partitions];

    /// <summary>A store for rows of one width.</summary>
    public RowStore(int width)
    {
        _width = width;
        for (var partition = 0; partition < Partitions; partition++)
            _table[partition] = new Partition(FirstBits);
    }

    /// <summary>States seen.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes in use.</summary>
    public long Bytes
    {
        get
        {
            var bytes = _rows.Count * (long)BlockSize
                * ((sizeof(int) * _width) + sizeof(int) + sizeof(ushort));
            foreach (var partition in _table)
                bytes += partition.Entries.Length * (long)sizeof(ulong);
            return bytes;
        }
    }

    /// <summary>The row of a state.</summary>
    public ReadOnlySpan<int> this[int index] => _rows[index >> BlockBits].AsSpan(
        (index & (BlockSize - 1)) * _width, _width);

    /// <summary>The state that it was reached from; -1 for the first.</summary>
    public int ParentOf(int index) => _parents[index >> BlockBits][index & (BlockSize - 1)];

    /// <summary>The step that led from there.</summary>
    public int StepOf(int index) => _steps[index >> BlockBits][index & (BlockSize - 1)];

    /// <summary>The number of a state; -1 when it has not been seen.</summary>
    public int IndexOf(ReadOnlySpan<int> row, ulong hash)
    {
        var partition = _table[PartitionOf(hash)];
        var entry = partition.Entries[Find(partition, row, hash, null)];
        return (int)(entry & IndexMask) - 1;
    }

    /// <summary>Brings the table's entry for a hash into the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Touch(ulong hash)
    {
        var partition = _table[PartitionOf(hash)];
        return partition.Entries[partition.SlotOf(hash)];
    }

    /// <summary>Adds a state; false when it has been seen.</summary>
    public bool Add(ReadOnlySpan<int> row, ulong hash, int parent, int step)
    {
        var partition = _table[PartitionOf(hash)];
        var slot = Find(partition, row, hash, null);
        if (partition.Entries[slot] != 0)
            return false;
        partition.Entries[slot] = Entry(hash, Count);
        partition.Added();
        Set(Extend(1), row, parent, step);
        return true;
    }

    /// <summary>Makes room for a number of states more, which are <see cref="Set"/>
    /// afterwards.</summary>
    /// <returns>The first of them.</returns>
    public int Extend(int count)
    {
        var first = Count;
        Count = checked(Count + count);
        while (_rows.Count * (long)BlockSize < Count)
        {
            _rows.Add(new int[BlockSize * _width]);
            _parents.Add(new int[BlockSize]);
            _steps.Add(new ushort[BlockSize]);
        }

        return first;
    }

    /// <summary>Says what a state is.</summary>
    public void Set(int index, ReadOnlySpan<int> row, int parent, int step)
    {
        var (block, at) = (index >> BlockBits, index & (BlockSize - 1));
        row.CopyTo(_rows[block].AsSpan(at * _width, _width));
        _parents[block][at] = parent;
        _steps[block][at] = (ushort)step;
    }

    /// <summary>Makes sure that a partition need not grow for a while.</summary>
    public void Reserve(int partition, int count) => _table[partition].Reserve(count);

    /// <summary>Takes a place in the table for a candidate, which has no number yet.</summary>
    /// <param name="batch">Where it lies.</param>
    /// <param name="candidate">Which one it is there.</param>
    /// <param name="row">Its row.</param>
    /// <param name="hash">The hash of the row.</param>
    /// <returns>The place; -1 when the state has been seen, be it in the batch.</returns>
    public int Claim(Batch batch, int candidate, ReadOnlySpan<int> row, ulong hash)
    {
        var partition = _table[PartitionOf(hash)];
        var slot = Find(partition, row, hash, batch);
        if (partition.Entries[slot] != 0)
            return -1;
        partition.Entries[slot] = Entry(hash, Count + candidate);
        partition.Added();
        return slot;
    }

    /// <summary>Gives the candidate in a place its number.</summary>
    public void Number(ulong hash, int slot, int index) =>
        _table[PartitionOf(hash)].Entries[slot] = Entry(hash, index);

    /// <summary>The partition that a hash belongs to.</summary>
    public static int PartitionOf(ulong hash) => (int)(hash >> (64 - PartitionBits));

    /// <summary>The hash of a row; differs between runs as the numbers in rows do.</summary>
    public static ulong HashOf(ReadOnlySpan<int> row)
    {
        var hash = 0x9E37_79B9_7F4A_7C15UL;
        foreach (var number in row)
        {
            hash = (hash ^ (uint)number) * 0xD6E8_FEB8_6659_FD93;
            hash ^= hash >> 32;
        }

        return hash * 0x9E37_79B9_7F4A_7C15UL;
    }

    // an entry is the upper part of the hash and the index plus one; 0 is free
    private int Find(Partition partition, ReadOnlySpan<int> row, ulong hash, Batch? batch)
    {
        var entries = partition.Entries;
        var mask = entries.Length - 1;
        for (var slot = partition.SlotOf(hash); ; slot = (slot + 1) & mask)
        {
            var entry = entries[slot];
            if (entry == 0)
                return slot;
            if (entry >> IndexBits != hash >> IndexBits)
                continue;
            var index = (int)(entry & IndexMask) - 1;
            if (row.SequenceEqual(index < Count ? this[index] : batch!.RowOf(index - Count)))
                return slot;
        }
    }

    private static ulong Entry(ulong hash, int index) =>
        (hash & ~(ulong)IndexMask) | (uint)(index + 1);

    private sealed class Partition(int bits)
    {
        private int _shift = 64 - PartitionBits - bits, _count;

        public ulong[] Entries { get; private set; } = new ulong[1 << bits];

        public int SlotOf(ulong hash) => (int)(hash >> _shift) & (Entries.Length - 1);

        public void Added()
        {
            _count++;
            Reserve(0);
        }

        public void Reserve(int count)
        {
            while ((_count + count) * 3L > Entries.Length * 2L)
                Grow();
        }

        private void Grow()
        {
            var old = Entries;
            Entries = new ulong[old.Length * 2];
            _shift--;
            foreach (var entry in old)
            {
                if (entry == 0)
                    continue;
                var slot = SlotOf(entry);
                while (Entries[slot] != 0)
                    slot = (slot + 1) & (Entries.Length - 1);
                Entries[slot] = entry;
            }
        }
    }
}
