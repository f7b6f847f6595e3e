namespace SoftReserve.Exploration;

/// <summary>What some neighbouring states lead to, in the order of states and steps.</summary>
internal sealed class CandidateBlock(int width, int stepCount)
{
    private const int RecentBits = 12;

    private readonly int[] _recent = new int[1 << RecentBits];
    private readonly int[] _steps = new int[stepCount];
    private readonly int[] _successors = new int[stepCount * width];
    private readonly int[] _starts = new int[RowStore.Partitions + 1];
    private int[] _rows = new int[1024 * width];
    private ulong[] _hashes = new ulong[1024];
    private int[] _parents = new int[1024];
    private ushort[] _stepsTaken = new ushort[1024];
    private int[] _slots = new int[1024];
    private int[] _byPartition = new int[1024];

    /// <summary>How many candidates there are.</summary>
    public int Count { get; private set; }

    /// <summary>Steps taken.</summary>
    public long Transitions { get; private set; }

    /// <summary>States in which nothing is left to do.</summary>
    public List<int> Ends { get; } = [];

    /// <summary>The row of a candidate.</summary>
    public ReadOnlySpan<int> RowOf(int candidate) => _rows.AsSpan(candidate * width, width);

    /// <summary>Candidates whose hash belongs to a partition, in order.</summary>
    public ReadOnlySpan<int> Of(int partition) =>
        _byPartition.AsSpan(_starts[partition].._starts[partition + 1]);

    /// <summary>The hash of a candidate.</summary>
    public ulong HashOf(int candidate) => _hashes[candidate];

    /// <summary>Notes where in the table a candidate is; -1 when it is no new state.</summary>
    public void Place(int candidate, int slot) => _slots[candidate] = slot;

    /// <summary>How many candidates are new states.</summary>
    public int CountFresh() => Count - _slots.AsSpan(0, Count).Count(-1);

    /// <summary>Takes every step of some states.</summary>
    public void Fill(
        RowModel model, ExplorerOptions options, RowStore states, int from, int until,
        Predicate<int> isOwn)
    {
        (Count, Transitions) = (0, 0);
        Ends.Clear();
        for (var index = from; index < until; index++)
        {
            if (!isOwn(index))
                continue;
            var count = model.Successors(
                states[index], options.IsReduced, options.IsSymmetric, _steps, _successors);
            Transitions += count;
            if (count == 0)
                Ends.Add(index);
            for (var at = 0; at < count; at++)
                Add(_successors.AsSpan(at * width, width), states, index, _steps[at]);
        }

        Sort();
    }

    /// <summary>Hands the new states over to the store.</summary>
    /// <param name="states">The store.</param>
    /// <param name="index">The number of the first.</param>
    public void Store(RowStore states, int index)
    {
        for (var candidate = 0; candidate < Count; candidate++)
        {
            if (_slots[candidate] < 0)
                continue;
            states.Set(index, RowOf(candidate), _parents[candidate], _stepsTaken[candidate]);
            states.Number(_hashes[candidate], _slots[candidate], index++);
        }
    }

    private void Add(ReadOnlySpan<int> row, RowStore states, int parent, int step)
    {
        var hash = RowStore.HashOf(row);
        ref var recent = ref _recent[(int)hash & (_recent.Length - 1)];
        if ((recent < Count && _hashes[recent] == hash && row.SequenceEqual(RowOf(recent)))
            || states.IndexOf(row, hash) >= 0)
            return;
        recent = Count;
        if (Count == _hashes.Length)
            Grow();
        row.CopyTo(_rows.AsSpan(Count * width));
        (_hashes[Count], _parents[Count], _stepsTaken[Count]) = (hash, parent, (ushort)step);
        Count++;
    }

    private void Grow()
    {
        Array.Resize(ref _rows, _rows.Length * 2);
        Array.Resize(ref _hashes, Count * 2);
        Array.Resize(ref _parents, Count * 2);
        Array.Resize(ref _stepsTaken, Count * 2);
        Array.Resize(ref _slots, Count * 2);
        Array.Resize(ref _byPartition, Count * 2);
    }

    // by counting, so that candidates of one partition keep their order
    private void Sort()
    {
        Array.Clear(_starts);
        for (var candidate = 0; candidate < Count; candidate++)
            _starts[RowStore.PartitionOf(_hashes[candidate]) + 1]++;
        for (var partition = 0; partition < RowStore.Partitions; partition++)
            _starts[partition + 1] += _starts[partition];
        Span<int> next = stackalloc int[RowStore.Partitions];
        _starts.AsSpan(0, RowStore.Partitions).CopyTo(next);
        for (var candidate = 0; candidate < Count; candidate++)
            _byPartition[next[RowStore.PartitionOf(_hashes[candidate])]++] = candidate;
    }
}
