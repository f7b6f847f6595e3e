using SoftReserve.Owners.Properties;

namespace SoftReserve.Cli.Exploring;

/// <summary>Judges every end of an exploration.</summary>
internal sealed class Judge
{
    private readonly Kernel _start;
    private readonly BegunOrder _begun;
    private readonly KernelExploration _found;
    private readonly OutcomeKeys _keys;
    private readonly OrderedDictionary<string, int> _outcomes = [];
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
        _outcomes.TryAdd(_keys.Of(kernel), end);
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
            .. _outcomes.Select(each => OutcomeOf(each.Key, each.Value, each.Key == usual)),
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
        var other = _outcomes.Where(each => each.Key != usual).Select(each => each.Value)
            .DefaultIfEmpty(_outcomes.First().Value)
            .First();
        var exact = new OutcomeKeys(_found.Slots, isSymmetric: false);
        var quiet = Schedule.RunToEnd(_start);
        var order = Minimal(
            _found.WayTo(other), kernel => exact.Of(kernel) != exact.Of(quiet));
        var kernel = Schedule.RunToEnd(Follow(order));
        return new Finding(
            Exploring.Verdict.OwnerIndependentOfOrder, order, _begun.TokenOf(order), kernel,
            $"{OwnersLine.Of(kernel)}; on a quiet machine: {OwnersLine.Of(quiet)}");
    }

    // where an order was asked for, nothing is left to choose
    private IReadOnlyList<KernelStep> Minimal(
        IReadOnlyList<KernelStep> order, Func<Kernel, bool> isBad) =>
        _found.AllowsAnyOrder ? MinimalOrder.Of(_start, order, isBad) : order;

    private Kernel Follow(IReadOnlyList<KernelStep> order) =>
        order.Aggregate(_start, Schedule.Take);
}
