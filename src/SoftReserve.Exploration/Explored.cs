namespace SoftReserve.Exploration;

/// <summary>What an exploration found.</summary>
public sealed class Explored
{
    private readonly RowModel _model;
    private readonly ExplorerOptions _options;
    private readonly RowStore _states;

    internal Explored(
        RowModel model, ExplorerOptions options, RowStore states, IReadOnlyList<int> ends,
        long transitions, Bound bound)
    {
        (_model, _options, _states) = (model, options, states);
        (Ends, Transitions, Bound) = (ends, transitions, bound);
    }

    /// <summary>Distinct states seen.</summary>
    public int States => _states.Count;

    /// <summary>Steps taken.</summary>
    public long Transitions { get; }

    /// <summary>What ended it early.</summary>
    public Bound Bound { get; }

    /// <summary>True when every reachable state has been seen.</summary>
    public bool IsComplete => Bound == Bound.None;

    /// <summary>States in which nothing is left to do, nearest first.</summary>
    public IReadOnlyList<int> Ends { get; }

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
}
