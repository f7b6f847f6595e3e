namespace SoftReserve.Exploration;

/// <summary>Every state seen, as a row of numbers, with the step that first led there.</summary>
/// <remarks>Grows in blocks, so that growing copies little; a state is found again by its place in
/// the order of discovery.</remarks>
internal sealed class RowStore
{
    private const int BlockBits = 14, BlockSize = 1 << BlockBits;
    private const uint IndexMask = (1u << IndexBits) - 1;
    private const int IndexBits = 31;

    private readonly int _width;
    private readonly List<int[]> _rows = [];
    private readonly List<int[]> _parents = [];
    private readonly List<ushort[]> _steps = [];
    private ulong[] _table = new ulong[1 << 12];

    /// <summary>A store for rows of one width.</summary>
    public RowStore(int width) => _width = width;

    /// <summary>States seen.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes in use, roughly.</summary>
    public long Bytes =>
        (_rows.Count * (long)BlockSize * ((sizeof(int) * _width) + sizeof(int) + sizeof(ushort)))
        + (_table.Length * (long)sizeof(ulong));

    /// <summary>The row of a state.</summary>
    public ReadOnlySpan<int> this[int index] => _rows[index >> BlockBits].AsSpan(
        (index & (BlockSize - 1)) * _width, _width);

    /// <summary>The state that it was reached from; -1 for the first.</summary>
    public int ParentOf(int index) => _parents[index >> BlockBits][index & (BlockSize - 1)];

    /// <summary>The step that led from there.</summary>
    public int StepOf(int index) => _steps[index >> BlockBits][index & (BlockSize - 1)];

    /// <summary>True when the state has been seen.</summary>
    public bool Has(ReadOnlySpan<int> row) => _table[Find(row, HashOf(row))] != 0;

    /// <summary>Adds a state; false when it has been seen.</summary>
    public bool Add(ReadOnlySpan<int> row, int parent, int step)
    {
        var hash = HashOf(row);
        var slot = Find(row, hash);
        if (_table[slot] != 0)
            return false;
        if ((Count & (BlockSize - 1)) == 0)
            AddBlock();
        var (block, at) = (Count >> BlockBits, Count & (BlockSize - 1));
        row.CopyTo(_rows[block].AsSpan(at * _width, _width));
        _parents[block][at] = parent;
        _steps[block][at] = (ushort)step;
        _table[slot] = Entry(hash, Count++);
        if (Count * 3L > _table.Length * 2L)
            Grow();
        return true;
    }

    private void AddBlock()
    {
        _rows.Add(new int[BlockSize * _width]);
        _parents.Add(new int[BlockSize]);
        _steps.Add(new ushort[BlockSize]);
    }

    // an entry is the upper half of the hash and the index plus one; 0 is free
    private int Find(ReadOnlySpan<int> row, ulong hash)
    {
        var mask = _table.Length - 1;
        for (var slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            var entry = _table[slot];
            if (entry == 0)
                return slot;
            if (entry >> IndexBits == hash >> IndexBits
                && row.SequenceEqual(this[(int)(entry & IndexMask) - 1]))
                return slot;
        }
    }

    private void Grow()
    {
        var old = _table;
        _table = new ulong[old.Length * 2];
        var mask = _table.Length - 1;
        for (var index = 0; index < Count; index++)
        {
            var hash = HashOf(this[index]);
            var slot = (int)hash & mask;
            while (_table[slot] != 0)
                slot = (slot + 1) & mask;
            _table[slot] = Entry(hash, index);
        }
    }

    private static ulong Entry(ulong hash, int index) =>
        (hash & ~(ulong)IndexMask) | (uint)(index + 1);

    private static ulong HashOf(ReadOnlySpan<int> row)
    {
        unchecked
        {
            var hash = 0x9E37_79B9_7F4A_7C15UL;
            foreach (var number in row)
            {
                hash = (hash ^ (uint)number) * 0xD6E8_FEB8_6659_FD93;
                hash ^= hash >> 32;
            }

            return hash;
        }
    }
}
