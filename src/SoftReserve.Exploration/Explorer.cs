namespace SoftReserve.Exploration;

/// <summary>Visits every state that some order of steps reaches, nearest first.</summary>
/// <remarks>Breadth first, so that the way to each state is one of the shortest; of several, the
/// one whose steps come first in the default order.</remarks>
public sealed class Explorer
{
    private readonly RowModel _model;
    private readonly ExplorerOptions _options;
    private readonly RowStore _states;
    private readonly List<int> _ends = [];
    private int _next;

    private Explorer(RowModel model, ExplorerOptions options)
    {
        (_model, _options) = (model, options);
        _states = new RowStore(model.Width);
    }

    /// <summary>Explores until every reachable state is known, or a bound is hit.</summary>
    public static Explored Explore(RowModel model, ExplorerOptions options)
    {
        var explorer = new Explorer(model, options);
        var row = new int[model.Width];
        model.Start(row);
        explorer.Sort(row);
        explorer._states.Add(row, -1, 0);
        return explorer.Run();
    }

    private Explored Run()
    {
        long transitions = 0;
        var steps = new int[_model.StepCount];
        var row = new int[_model.Width];
        while (_next < _states.Count && !IsFull)
        {
            var index = _next++;
            var count = _model.Enabled(_states[index], _options.IsReduced, steps);
            if (count == 0)
                _ends.Add(index);
            transitions += count;
            foreach (var step in steps.AsSpan(0, count))
            {
                _model.Run(_states[index], step, row);
                Sort(row);
                _states.Add(row, index, step);
            }
        }

        var bound = _next < _states.Count ? BoundThatWasHit : Bound.None;
        return new Explored(_model, _options, _states, _ends, transitions, bound);
    }

    private bool IsFull => BoundThatWasHit != Bound.None;

    private Bound BoundThatWasHit =>
        _states.Count > _options.MostStates ? Bound.States
        : _states.Bytes > _options.MostBytes ? Bound.Memory
        : Bound.None;

    private void Sort(int[] row)
    {
        if (_options.IsSymmetric)
            _model.Sort(row);
    }
}

/// <summary>How to explore.</summary>
public sealed record ExplorerOptions
{
    /// <summary>Takes a step that loses nothing before all others.</summary>
    public bool IsReduced { get; init; } = true;

    /// <summary>Counts states that differ by exchanging places of one kind once.</summary>
    public bool IsSymmetric { get; init; } = true;

    /// <summary>Stops beyond this many states.</summary>
    public int MostStates { get; init; } = 500_000_000;

    /// <summary>Stops when states take more memory than this.</summary>
    public long MostBytes { get; init; } = long.MaxValue;
}

/// <summary>What ended an exploration early.</summary>
public enum Bound
{
    /// <summary>Nothing: it is complete.</summary>
    None,

    /// <summary>The number of states.</summary>
    States,

    /// <summary>The memory that they take.</summary>
    Memory,

    /// <summary>Somebody stopped it.</summary>
    Stopped,
}
