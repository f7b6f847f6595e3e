namespace SoftReserve.Exploration;

/// <summary>What an exploration found.</summary>
public sealed class Explored
{
    private readonly RowModel _model;
    private readonly ExplorerOptions _options;
    private readonly RowStore _states;
    private readonly List<int> _ends;
    private readonly int _next;

    internal Explored(
        RowModel model, ExplorerOptions options, RowStore states, List<int> ends, int next,
        long transitions, Bound bound)
    {
        (_model, _options, _states, _ends, _next) = (model, options, states, ends, next);
        (Transitions, Bound) = (transitions, bound);
        States = states.Count;
    }

    /// <summary>Distinct states seen; for the sum of several shards more than are kept
    /// here.</summary>
    public long States { get; internal init; }

    /// <summary>Steps taken.</summary>
    public long Transitions { get; }

    /// <summary>What ended it early.</summary>
    public Bound Bound { get; }

    /// <summary>True when every reachable state has been seen.</summary>
    public bool IsComplete => Bound == Bound.None;

    /// <summary>States in which nothing is left to do, nearest first.</summary>
    public IReadOnlyList<int> Ends => _ends;

    /// <summary>The states from which each shard explores some; empty when all are
    /// explored.</summary>
    internal Layer SharedLayer { get; init; }

    /// <summary>The row of a state.</summary>
    public ReadOnlySpan<int> this[int state] => _states[state];

    /// <summary>A shortest way to a state: steps that a model can run from its start, one after
    /// another.</summary>
    /// <param name="state">A state of <see cref="Ends"/>, or any other.</param>
    /// <param name="row">Gets where the way leads: the state, its exchangeable places perhaps
    /// exchanged.</param>
    public int[] WayTo(int state, out int[] row)
    {
        var chain = new List<int>();
        for (var at = state; at >= 0; at = _states.ParentOf(at))
            chain.Add(at);
        chain.Reverse();
        row = new int[_model.Width];
        _model.Start(row);
        var next = new int[_model.Width];
        var way = new int[chain.Count - 1];
        for (var index = 0; index < way.Length; index++)
        {
            var step = _states.StepOf(chain[index + 1]);
            way[index] = _options.IsSymmetric
                ? _model.Counterpart(_states[chain[index]], step, row)
                : step;
            _model.Run(row, way[index], next);
            (row, next) = (next, row);
        }

        return way;
    }

    /// <summary>Writes down what <see cref="Explorer.Resume"/> needs to go on from here.</summary>
    /// <param name="file">Gets two or three bytes a state.</param>
    /// <param name="identity">A number that says which model this is.</param>
    public void Save(Stream file, ulong identity) => Checkpoint.Write(
        file, identity, _model, _options, _states, _ends, _next, Transitions);

    /// <summary>Writes down what this shard found, for <see cref="ShardMerge"/>.</summary>
    /// <param name="file">Gets 17 bytes a state.</param>
    /// <param name="identity">A number that says which model this is.</param>
    /// <param name="arguments">What says how to get the same model again.</param>
    public void SaveShard(Stream file, ulong identity, IReadOnlyList<string> arguments) =>
        new ShardContent(_model, _options, _states, _ends, state => IsExplored(state)).Write(
            file, new ShardHeader(identity, _options.Shard ?? new Shard(0, 1), arguments, Bound));

    private bool IsExplored(int state) =>
        state < _next && (_options.Shard is not { } shard || shard.Owns(state, SharedLayer));

    /// <summary>The steps that led to a state first, each as a step of the sorted state before
    /// it.</summary>
    internal static int[] ChainTo(RowStore states, int state)
    {
        var steps = new List<int>();
        for (var at = state; at > 0; at = states.ParentOf(at))
            steps.Add(states.StepOf(at));
        steps.Reverse();
        return [.. steps];
    }
}
