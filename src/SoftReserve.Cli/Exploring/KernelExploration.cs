using SoftReserve.Addresses;
using SoftReserve.Exploration;
using SoftReserve.Slots;

namespace SoftReserve.Cli.Exploring;

/// <summary>Every order of a boot, explored.</summary>
internal sealed class KernelExploration
{
    private readonly Kernel _start;
    private readonly KernelModel _model;
    private readonly InternedModel<SharedKernel, SlotState> _rows;

    private KernelExploration(
        Kernel start, KernelModel model, InternedModel<SharedKernel, SlotState> rows,
        Explored explored)
    {
        (_start, _model, _rows) = (start, model, rows);
        Explored = explored;
    }

    /// <summary>The states and the ways to them.</summary>
    public Explored Explored { get; }

    /// <summary>Explores from a kernel, usually at power-on.</summary>
    /// <param name="kernel">Where to begin.</param>
    /// <param name="options">How.</param>
    /// <param name="keepsNumbers">True tells states apart in which devices have other numbers: many
    /// more.</param>
    /// <param name="order">Steps that may only come in this order; null for any.</param>
    public static KernelExploration Run(
        Kernel kernel, ExplorerOptions options, bool keepsNumbers = false,
        StepOrder? order = null) =>
        Run(kernel, model => Explorer.Explore(model, options), keepsNumbers, order)!;

    /// <summary>Explores in a way of the caller's; null when that gives nothing.</summary>
    public static KernelExploration? Run(
        Kernel kernel, Func<RowModel, Explored?> explore, bool keepsNumbers = false,
        StepOrder? order = null)
    {
        var model = new KernelModel(kernel, keepsNumbers, order ?? StepOrder.Any);
        var rows = new InternedModel<SharedKernel, SlotState>(model);
        return explore(rows) is { } explored
            ? new KernelExploration(kernel, model, rows, explored)
            : null;
    }

    /// <summary>The parts of the machine that were told apart.</summary>
    public ValueList<Slot> Slots => _model.Slots;

    /// <summary>True when no order was asked for.</summary>
    public bool AllowsAnyOrder => _model.AllowsAnyOrder;

    /// <summary>A shortest order that leads to a state.</summary>
    public IReadOnlyList<KernelStep> WayTo(int state) =>
        [.. Explored.WayTo(state, out _).Select(_model.StepOf)];

    /// <summary>The kernels in which nothing is left to do.</summary>
    public IEnumerable<Kernel> Ends() => Settled.Select(KernelOf);

    /// <summary>The states in which nothing is left to do, nearest first.</summary>
    /// <remarks>Not those in which only an order that was asked for forbids to go on.</remarks>
    public IEnumerable<int> Settled => Explored.Ends.Where(end =>
        _model.AllowsAnyOrder || !Schedule.Enabled(KernelOf(end)).Any());

    /// <summary>The kernel of a state, with an empty journal and numbers of its own.</summary>
    public Kernel KernelOf(int state) => KernelOf(Explored[state]);

    /// <summary>The kernels in which nothing is left to do, with journal and numbers: a shortest
    /// order to each, taken again.</summary>
    public IEnumerable<Kernel> ReplayedEnds() => Settled.Select(end =>
        Explored.WayTo(end, out _).Aggregate(
            _start, (kernel, step) => Schedule.Take(kernel, _model.StepOf(step))));

    /// <summary>The steps that can happen in a state.</summary>
    public IReadOnlyList<KernelStep> Enabled(int state)
    {
        var steps = new int[_rows.StepCount];
        var count = _rows.Enabled(Explored[state], false, steps);
        return [.. steps.Take(count).Select(_model.StepOf)];
    }

    /// <summary>The kernel after a step of a state.</summary>
    public Kernel After(int state, KernelStep step)
    {
        var row = new int[_rows.Width];
        _rows.Run(Explored[state], _model.NumberOf(step), row);
        return KernelOf(row);
    }

    private Kernel KernelOf(ReadOnlySpan<int> row)
    {
        var parts = new SlotState[_model.Kinds.Count];
        return _model.Join(_rows.Open(row, parts), parts);
    }
}
