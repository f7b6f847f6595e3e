namespace SoftReserve.Exploration;

/// <summary>Joins what shards found into what one exploration of everything finds.</summary>
/// <remarks>States are the union, told apart by their fingerprints of 128 bits. The shards are read
/// side by side, so that memory is needed for ends only.</remarks>
public sealed class ShardMerge
{
    private readonly RowModel _model;
    private readonly ExplorerOptions _options;
    private readonly ShardReader[] _readers;
    private readonly SortedDictionary<UInt128, int[]> _ends = [];
    private long _states, _transitions, _unexplored;

    private ShardMerge(RowModel model, ExplorerOptions options, IReadOnlyList<Stream> files)
    {
        (_model, _options) = (model, options);
        _readers = [.. files.Select(file => new ShardReader(file, model.StepCount))];
    }

    /// <summary>Joins the files of all shards.</summary>
    /// <param name="model">The same model.</param>
    /// <param name="options">The same reductions.</param>
    /// <param name="identity">The number of the model that they were saved with.</param>
    /// <param name="files">One of each shard, in any order.</param>
    public static Resumption Merge(
        RowModel model, ExplorerOptions options, ulong identity, IReadOnlyList<Stream> files)
    {
        var merge = new ShardMerge(model, options, files);
        foreach (var reader in merge._readers)
            reader.Begin();
        if (merge.RefusalOfHeaders(identity) is { } refusal)
            return new Resumption.Refused(refusal);
        merge.CountStates();
        if (merge.ReadEnds() is { } damage)
            return new Resumption.Refused(damage);
        return merge.Join();
    }

    private string? RefusalOfHeaders(ulong identity)
    {
        if (_readers.Length == 0)
            return "there are no files";
        for (var file = 0; file < _readers.Length; file++)
            if (_readers[file].IsBroken)
                return $"file {file + 1} is no result of a shard, or damaged";
            else if (_readers[file].Header!.Identity != identity)
                return $"file {file + 1} is of another machine, kernel or program version";
            else if (_readers[file].Reductions != (_options.IsReduced, _options.IsSymmetric))
                return $"file {file + 1} was made with other reductions";
        return RefusalOfShards([.. _readers.Select(reader => reader.Header!.Shard)]);
    }

    private static string? RefusalOfShards(Shard[] shards)
    {
        var count = shards[0].Count;
        if (shards.FirstOrDefault(shard => shard.Count != count) is { Count: > 0 } other)
            return $"shard {other} is of another division than shard {shards[0]}";
        if (shards.CountBy(shard => shard).FirstOrDefault(each => each.Value > 1) is
            { Value: > 1 } twice)
            return $"shard {twice.Key} is there twice";
        var missing = Enumerable.Range(0, count).Select(index => new Shard(index, count))
            .Except(shards).ToList();
        return missing.Count == 0 ? null : $"missing: shard {string.Join(", ", missing)}";
    }

    private void CountStates()
    {
        var queue = new PriorityQueue<ShardReader, UInt128>();
        foreach (var reader in _readers)
            queue.Enqueue(reader, reader.Fingerprint);
        while (queue.TryPeek(out _, out var fingerprint))
        {
            var stepsOn = -1;
            while (queue.TryPeek(out var reader, out var same) && same == fingerprint)
            {
                stepsOn = Math.Max(stepsOn, reader.StepsOn);
                if (reader.Next())
                    queue.DequeueEnqueue(reader, reader.Fingerprint);
                else
                    queue.Dequeue();
            }

            _states++;
            _transitions += Math.Max(0, stepsOn);
            _unexplored += stepsOn < 0 ? 1 : 0;
        }
    }

    private string? ReadEnds()
    {
        for (var file = 0; file < _readers.Length; file++)
        {
            foreach (var (fingerprint, chain) in _readers[file].Ends())
                if (!_ends.TryGetValue(fingerprint, out var best) || Compare(chain, best) < 0)
                    _ends[fingerprint] = chain;
            if (_readers[file].IsBroken)
                return $"file {file + 1} is cut short or damaged";
        }

        return null;
    }

    private Resumption Join()
    {
        var bound = _readers.Select(reader => reader.Header!.Bound).Max();
        if (bound == Bound.None && _unexplored > 0)
            return new Resumption.Refused("the files do not belong together");
        var ways = new WayStore(_model, _options);
        var ends = new List<int>();
        foreach (var (fingerprint, chain) in _ends.OrderBy(
            each => each.Value, Comparer<int[]>.Create(Compare)))
            if (ways.TryAdd(chain, fingerprint) is { } end)
                ends.Add(end);
            else
                return new Resumption.Refused("an order in the files cannot happen");
        return new Resumption.Finished(
            new Explored(_model, _options, ways.States, ends, 0, _transitions, bound)
            {
                States = _states,
            });
    }

    // nearest first; of equally near ones the one whose steps come first
    private static int Compare(int[] one, int[] other) => one.Length != other.Length
        ? one.Length.CompareTo(other.Length)
        : one.AsSpan().SequenceCompareTo(other);
}

/// <summary>States along some ways, and how they were reached.</summary>
internal sealed class WayStore
{
    private readonly RowModel _model;
    private readonly ExplorerOptions _options;
    private readonly int[] _row, _steps;

    public WayStore(RowModel model, ExplorerOptions options)
    {
        (_model, _options) = (model, options);
        (_row, _steps) = (new int[model.Width], new int[model.StepCount]);
        States = new RowStore(model.Width);
        model.Start(_row);
        Add(-1, 0);
    }

    /// <summary>The states.</summary>
    public RowStore States { get; }

    /// <summary>Runs a way from the start.</summary>
    /// <returns>Where it ends; null when a step of it is not enabled, the end has another
    /// fingerprint, or it is no end.</returns>
    public int? TryAdd(int[] chain, UInt128 fingerprint)
    {
        var state = 0;
        foreach (var step in chain)
        {
            var count = _model.Enabled(States[state], _options.IsReduced, _steps);
            if (!_steps.AsSpan(0, count).Contains(step))
                return null;
            _model.Run(States[state], step, _row);
            state = Add(state, step);
        }

        return _model.FingerprintOf(States[state]) == fingerprint
            && _model.Enabled(States[state], _options.IsReduced, _steps) == 0 ? state : null;
    }

    private int Add(int parent, int step)
    {
        if (_options.IsSymmetric)
            _model.Sort(_row);
        var hash = RowStore.HashOf(_row);
        return States.Add(_row, hash, parent, step)
            ? States.Count - 1
            : States.IndexOf(_row, hash);
    }
}
