using SoftReserve.Exploration;
using SoftReserve.Orders;
using SoftReserve.Owners.Properties;

namespace SoftReserve.Cli.Exploring;

/// <summary>What all orders of a boot come to.</summary>
/// <param name="Start">The kernel that they begin with.</param>
/// <param name="Explored">The states behind it.</param>
/// <param name="Outcomes">Every ownership, the nearest first.</param>
/// <param name="Findings">Every property that some order breaks, the worst first.</param>
/// <param name="Held">Properties that no order breaks, though some order shows that it
/// could.</param>
/// <param name="Untried">Properties about which no order says anything.</param>
internal sealed record Verdict(
    Kernel Start,
    Explored Explored,
    IReadOnlyList<Outcome> Outcomes,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<string> Held,
    IReadOnlyList<string> Untried)
{
    /// <summary>The property that is not about one kernel but about all.</summary>
    public const string OwnerIndependentOfOrder = "owner-independent-of-order";

    /// <summary>Ownerships, those included that differ by exchanging windows.</summary>
    public long DistinctOwnerships => Outcomes.Sum(outcome => outcome.Arrangements);
}

/// <summary>A property that some order breaks.</summary>
/// <param name="Property">As case files spell it.</param>
/// <param name="Order">A minimal order: what follows is what a quiet machine does, and no step of
/// it can be left out or come at its usual time.</param>
/// <param name="Token">That order in one word.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Detail">What is wrong there, in one line.</param>
internal sealed record Finding(
    string Property, IReadOnlyList<KernelStep> Order, string Token, Kernel End, string Detail);

/// <summary>Judges every end of an exploration.</summary>
internal sealed class Judge
{
    private readonly Kernel _start;
    private readonly BegunOrder _begun;
    private readonly KernelExploration _found;
    private readonly OutcomeKeys _keys;
    private readonly Dictionary<string, (int End, Kernel Kernel)> _outcomes = [];
    private readonly Dictionary<KernelProperty, int> _broken = [];
    private readonly HashSet<KernelProperty> _shown = [];

    private Judge(BegunOrder begun, KernelExploration found, bool isSymmetric)
    {
        (_begun, _start, _found) = (begun, begun.Kernel, found);
        _keys = new OutcomeKeys(found.Slots, isSymmetric);
    }

    /// <summary>Looks at every end.</summary>
    /// <param name="begun">The kernel that was explored.</param>
    /// <param name="found">What was found.</param>
    /// <param name="isSymmetric">Whether like slots counted as one.</param>
    public static Verdict Of(BegunOrder begun, KernelExploration found, bool isSymmetric)
    {
        var judge = new Judge(begun, found, isSymmetric);
        foreach (var end in found.Settled)
            judge.Look(end);
        return judge.Verdict();
    }

    private void Look(int end)
    {
        var kernel = _found.KernelOf(end);
        _outcomes.TryAdd(_keys.Of(kernel), (end, kernel));
        Kernel? told = null;
        foreach (var property in KernelProperties.All)
        {
            var isBrokenBefore = _broken.ContainsKey(property);
            if (isBrokenBefore && _shown.Contains(property))
                continue;
            var judged = property.NeedsReplay ? told ??= Follow(_found.WayTo(end)) : kernel;
            if (!isBrokenBefore && property.IsBroken(judged))
                _broken.Add(property, end);
            else if (!_shown.Contains(property) && property.IsShown(judged))
                _shown.Add(property);
        }
    }

    private Verdict Verdict()
    {
        var quiet = Schedule.RunToEnd(_start);
        var usual = _keys.Of(quiet);
        List<Outcome> outcomes =
        [
            .. _outcomes.Select(each => OutcomeOf(each.Key, each.Value.End, each.Key == usual)),
        ];
        var findings = _broken
            .OrderBy(each => KernelProperties.All.IndexOf(each.Key))
            .Select(each => FindingOf(each.Key, each.Value))
            .ToList();
        if (outcomes.Sum(outcome => outcome.Arrangements) > 1)
            findings.Add(DependsOnOrder(usual));
        var (held, untried) = (new List<string>(), new List<string>());
        foreach (var property in KernelProperties.All)
            if (!_broken.ContainsKey(property))
                (_shown.Contains(property) ? held : untried).Add(property.Name);
        if (outcomes.Sum(outcome => outcome.Arrangements) == 1)
            held.Add(Exploring.Verdict.OwnerIndependentOfOrder);
        return new Verdict(_start, _found.Explored, outcomes, findings, held, untried);
    }

    private Outcome OutcomeOf(string key, int end, bool isDefault)
    {
        var order = _found.WayTo(end);
        var kernel = Follow(order);
        return new Outcome(
            key, Owners.OwnersTable.Of(kernel), order, _begun.TokenOf(order),
            _keys.ArrangementsOf(kernel), isDefault);
    }

    private Finding FindingOf(KernelProperty property, int end)
    {
        var order = Minimal(_found.WayTo(end), property.IsBroken);
        var kernel = Schedule.RunToEnd(Follow(order));
        return new Finding(
            property.Name, order, _begun.TokenOf(order), kernel, OwnersLine.Of(kernel));
    }

    // against what a quiet machine does: the nearest other ownership
    private Finding DependsOnOrder(string usual)
    {
        var other = _outcomes.Where(each => each.Key != usual).Select(each => each.Value.End)
            .DefaultIfEmpty(_outcomes.First().Value.End)
            .First();
        var exact = new OutcomeKeys(_found.Slots, isSymmetric: false);
        var quiet = Schedule.RunToEnd(_start);
        var order = Minimal(
            _found.WayTo(other), kernel => exact.Of(kernel) != exact.Of(quiet));
        var kernel = Schedule.RunToEnd(Follow(order));
        return new Finding(
            Exploring.Verdict.OwnerIndependentOfOrder, order, _begun.TokenOf(order), kernel,
            $"{OwnersLine.Of(kernel)}; a quiet machine: {OwnersLine.Of(quiet)}");
    }

    // where an order was asked for, nothing is left to choose
    private IReadOnlyList<KernelStep> Minimal(
        IReadOnlyList<KernelStep> order, Func<Kernel, bool> isBad) =>
        _found.AllowsAnyOrder ? MinimalOrder.Of(_start, order, isBad) : order;

    private Kernel Follow(IReadOnlyList<KernelStep> order) => order.Aggregate(_start, Schedule.Take);
}

/// <summary>A boot that has begun: what is explored goes on from there.</summary>
/// <param name="PowerOn">Before the first step.</param>
/// <param name="Steps">Taken so far.</param>
/// <param name="Kernel">After them.</param>
internal sealed record BegunOrder(
    Kernel PowerOn, IReadOnlyList<KernelStep> Steps, Kernel Kernel)
{
    /// <summary>A boot that has not begun.</summary>
    public static BegunOrder At(Kernel powerOn) => new(powerOn, [], powerOn);

    /// <summary>The whole order, with what comes after, in one word.</summary>
    public string TokenOf(IReadOnlyList<KernelStep> rest) =>
        OrderToken.Of(PowerOn, [.. Steps, .. rest]);
}
