namespace SoftReserve.Exploration;

/// <summary>Visits every state that some order of steps reaches, nearest first.</summary>
/// <remarks>Breadth first, so that the way to each state is one of the shortest; of several, the
/// one whose steps come first in the default order. States are numbered by the state and the step
/// that first led to them, however many threads there are.</remarks>
public sealed class Explorer
{
    private const int StatesAtATime = 256;

    private readonly RowModel _model;
    private readonly ExplorerOptions _options;
    private readonly RowStore _states;
    private readonly MemoryGauge _memory;
    private readonly List<int> _ends = [];
    private readonly int[] _steps, _rows;
    private Batch? _batch;
    private Layer _shared = new(0, 0);
    private int _next;
    private long _transitions;
    private Bound _bound;

    private Explorer(RowModel model, ExplorerOptions options)
    {
        (_model, _options) = (model, options);
        _states = new RowStore(model.Width);
        _memory = new MemoryGauge(options.MostBytes);
        _steps = new int[model.StepCount];
        _rows = new int[model.StepCount * model.Width];
    }

    /// <summary>Explores until every reachable state is known, or a bound is hit.</summary>
    public static Explored Explore(RowModel model, ExplorerOptions options)
    {
        var explorer = new Explorer(model, options);
        var row = new int[model.Width];
        model.Start(row);
        if (options.IsSymmetric)
            model.Sort(row);
        explorer._states.Add(row, RowStore.HashOf(row), -1, 0);
        return explorer.Run();
    }

    /// <summary>Goes on where <see cref="ExplorerProgress.Save"/> or <see cref="Explored.Save"/>
    /// stopped; the result is that of an exploration that nobody stopped.</summary>
    /// <param name="model">The same model.</param>
    /// <param name="options">The same reductions and shard; bounds and threads may differ.</param>
    /// <param name="file">What was saved.</param>
    /// <param name="identity">The number of the model that it was saved with.</param>
    public static Resumption Resume(
        RowModel model, ExplorerOptions options, Stream file, ulong identity)
    {
        var explorer = new Explorer(model, options);
        var reader = new CheckpointReader(model, options, explorer._states, explorer._ends);
        if (reader.Read(file, identity) is { } refusal)
            return new Resumption.Refused(refusal);
        (explorer._next, explorer._transitions) = (reader.Next, reader.Transitions);
        return new Resumption.Finished(explorer.Run());
    }

    private Explored Run()
    {
        using (_batch = _options.Threads > 1 ? new Batch(_model, _options, _states) : null)
        {
            if (_options.Shard is { } shard)
                FindSharedLayer(shard);
            ExploreUntil(int.MaxValue);
        }

        return new Explored(_model, _options, _states, _ends, _next, _transitions, _bound)
        {
            SharedLayer = _shared,
        };
    }

    // every shard explores the same first layers, then goes its own way
    private void FindSharedLayer(Shard shard)
    {
        var layer = new Layer(0, 1);
        while (layer.Count > 0 && layer.Count < (long)_options.StatesPerShard * shard.Count)
        {
            ExploreUntil(layer.End);
            if (_next < layer.End)
                return;
            layer = new Layer(layer.End, EndOfLayerAfter(layer));
        }

        _shared = layer;
    }

    private int EndOfLayerAfter(Layer layer)
    {
        var end = layer.End;
        while (end < _states.Count && _states.ParentOf(end) < layer.End)
            end++;
        return end;
    }

    private bool IsOwn(int state) =>
        _options.Shard is not { } shard || shard.Owns(state, _shared);

    private void ExploreUntil(int end)
    {
        while (_next < Math.Min(end, _states.Count)
            && (_bound = BoundThatIsHit) == Bound.None)
        {
            var until = (int)Math.Min(_next + (long)StatesAtOnce, Math.Min(end, _states.Count));
            if (_batch is { } batch && until - _next >= _options.FewStates)
            {
                _next = batch.Run(_next, until, IsOwn, _ends);
                _transitions += batch.Transitions;
            }
            else
            {
                ExploreOneByOne(Math.Min(until, _next + StatesAtATime));
            }

            _options.Progress?.Invoke(new ExplorerProgress(
                _states.Count, _next, _transitions, _states.Bytes + _model.Bytes, Save));
        }
    }

    private void ExploreOneByOne(int until)
    {
        var width = _model.Width;
        while (_next < until && !_options.Stop.IsCancellationRequested)
        {
            var index = _next++;
            if (!IsOwn(index))
                continue;
            var count = _model.Successors(
                _states[index], _options.IsReduced, _options.IsSymmetric, _steps, _rows);
            _transitions += count;
            if (count == 0)
                _ends.Add(index);
            for (var at = 0; at < count; at++)
            {
                var row = _rows.AsSpan(at * width, width);
                _states.Add(row, RowStore.HashOf(row), index, _steps[at]);
            }
        }
    }

    // so few that the bound on states is not passed before the last of them
    private int StatesAtOnce => Math.Clamp(
        (_options.MostStates - _states.Count) / Math.Max(1, _model.StepCount),
        1, Batch.MostStates);

    private Bound BoundThatIsHit =>
        _options.Stop.IsCancellationRequested ? Bound.Stopped
        : _states.Count > _options.MostStates ? Bound.States
        : _memory.IsFull(_states.Bytes + _model.Bytes) ? Bound.Memory
        : Bound.None;

    private void Save(Stream file, ulong identity) => Checkpoint.Write(
        file, identity, _model, _options, _states, _ends, _next, _transitions);
}

/// <summary>What became of going on.</summary>
public abstract record Resumption
{
    private Resumption()
    {
    }

    /// <summary>It went on, to the end or to a bound.</summary>
    /// <param name="Explored">What was found, before and after.</param>
    public sealed record Finished(Explored Explored) : Resumption;

    /// <summary>What was saved cannot be used.</summary>
    /// <param name="Reason">Why, in a few words.</param>
    public sealed record Refused(string Reason) : Resumption;
}
