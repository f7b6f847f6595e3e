namespace SoftReserve.Cli.Exploring;

/// <summary>Takes away from an order whatever is not needed to end badly.</summary>
/// <remarks>An order is a prefix; after it a quiet machine goes on by itself. What is left is
/// minimal: its last step matters, no step that is out of turn can be left out, and none can wait
/// for the step whose turn it is.</remarks>
internal sealed class MinimalOrder
{
    private const int MostUsual = 200;

    private readonly Kernel _start;
    private readonly Func<Kernel, bool> _isBad;
    private List<KernelStep> _best;
    private Cost _cost;

    private MinimalOrder(Kernel start, List<KernelStep> order, Func<Kernel, bool> isBad)
    {
        (_start, _best, _isBad) = (start, order, isBad);
        _cost = CostOf(order) ?? throw new InvalidOperationException("an impossible order");
    }

    /// <summary>The minimal order.</summary>
    /// <param name="start">The kernel before the first step.</param>
    /// <param name="order">Steps that end badly.</param>
    /// <param name="isBad">Judges a kernel that has settled.</param>
    public static IReadOnlyList<KernelStep> Of(
        Kernel start, IReadOnlyList<KernelStep> order, Func<Kernel, bool> isBad)
    {
        var minimal = new MinimalOrder(start, [.. order], isBad);
        while (minimal.Shrink())
        {
        }

        return minimal._best;
    }

    private bool Shrink()
    {
        if (_best.Count > 0 && Try(_best[..^1]))
            return true;
        var kernel = _start;
        for (var index = 0; index < _best.Count; index++)
        {
            var step = _best[index];
            if (step != Schedule.QuietChoice(kernel)
                && (Try(Without(index)) || TryLater(kernel, index)))
                return true;
            kernel = step.Run(kernel);
        }

        return false;
    }

    private List<KernelStep> Without(int index) => [.. _best.Where((_, at) => at != index)];

    // after one usual step, or several
    private bool TryLater(Kernel kernel, int index)
    {
        var first = new List<KernelStep>();
        while (Schedule.QuietChoice(kernel) is { } usual
            && usual != _best[index] && first.Count < MostUsual)
        {
            first.Add(usual);
            kernel = usual.Run(kernel);
            if (Try([.. _best[..index], .. first, .. _best.Skip(index).Except(first)]))
                return true;
        }

        return false;
    }

    private bool Try(List<KernelStep> order)
    {
        if (CostOf(order) is not { } cost || cost.CompareTo(_cost) >= 0
            || !_isBad(Schedule.RunToEnd(order.Aggregate(_start, Schedule.Take))))
            return false;
        (_best, _cost) = (order, cost);
        return true;
    }

    private Cost? CostOf(List<KernelStep> order)
    {
        var (kernel, outOfTurn, places) = (_start, 0, 0);
        foreach (var step in order)
        {
            if (!step.IsEnabled(kernel))
                return null;
            if (step != Schedule.QuietChoice(kernel))
            {
                outOfTurn++;
                places += Schedule.Enabled(kernel).TakeWhile(each => each != step).Count() + 1;
            }

            kernel = step.Run(kernel);
        }

        return new Cost(outOfTurn, places, order.Count);
    }

    private readonly record struct Cost(int OutOfTurn, int Places, int Steps) : IComparable<Cost>
    {
        public int CompareTo(Cost other) =>
            (OutOfTurn, Places, Steps).CompareTo((other.OutOfTurn, other.Places, other.Steps));
    }
}
