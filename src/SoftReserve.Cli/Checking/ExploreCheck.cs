using SoftReserve.Addresses;
using SoftReserve.Cli.Exploring;
using SoftReserve.Cli.Output;
using SoftReserve.Exploration;
using SoftReserve.Machines.Cases;
using SoftReserve.Owners;
using SoftReserve.Owners.Properties;

namespace SoftReserve.Cli.Checking;

/// <summary>Compares what all orders lead to with what a case expects.</summary>
internal static class ExploreCheck
{
    private const int MostStates = 2_000_000;
    private const string OwnerIndependentOfOrder = "owner-independent-of-order";

    public static IEnumerable<string> Differences(
        ExploreExpectation expectation, Kernel kernel, StepOrder order)
    {
        var options = new ExplorerOptions { IsSymmetric = false, MostStates = MostStates };
        var found = KernelExploration.Run(
            kernel, options, NamesDevices(expectation), order);
        if (!found.Explored.IsComplete)
            return [$"explore: more than {MostStates} states"];
        var ends = found.Ends().ToList();
        return
        [
            .. OutcomeDifferences(expectation, ends),
            .. PropertyDifferences(expectation, ends, new(() => [.. found.ReplayedEnds()])),
        ];
    }

    private static bool NamesDevices(ExploreExpectation expectation) =>
        (expectation.Outcomes ?? []).Concat(expectation.Includes)
            .SelectMany(outcome => outcome.Owners)
            .Any(owner => owner.Device is not null);

    private static IEnumerable<string> OutcomeDifferences(
        ExploreExpectation expectation, List<Kernel> ends)
    {
        var listed = expectation.Outcomes ?? [];
        foreach (var outcome in listed.Concat(expectation.Includes))
            if (!ends.Exists(end => Fits(outcome, end)))
                yield return $"explore: no order leads to {outcome.Owners}";
        if (expectation.Outcomes is not null)
            foreach (var end in ends)
                if (!listed.Any(outcome => Fits(outcome, end)))
                    yield return $"explore: another outcome: {Outcome(end)}";
        if (expectation.OutcomeCount is { } count && DistinctOutcomes(ends) is var actual
            && actual != count)
            yield return $"explore: {actual} outcomes, expected {count}";
    }

    private static bool Fits(OutcomeExpectation outcome, Kernel end) =>
        outcome.Owners.All(owner => !ExpectationCheck.OwnerDifferences(owner, end).Any());

    private static int DistinctOutcomes(List<Kernel> ends) => ends
        .Select(Outcome)
        .Distinct()
        .Count();

    private static string Outcome(Kernel end) => string.Join("; ", OwnersTable.Of(end)
        .Select(row => $"{row.Range} {OwnerWords.Of(row.Owner)} {OwnerWords.Of(row.Use)}"));

    /// <summary>The first property that the case asks for and that nothing here judges; null when
    /// there is none.</summary>
    public static string? FirstUnjudged(ExploreExpectation expectation) =>
        expectation.Violates.Concat(expectation.Holds).FirstOrDefault(name =>
            name != OwnerIndependentOfOrder && KernelProperties.Find(name) is null);

    private static IEnumerable<string> PropertyDifferences(
        ExploreExpectation expectation, List<Kernel> ends, Lazy<List<Kernel>> replayed)
    {
        foreach (var name in expectation.Violates)
            if (!IsBroken(name, ends, replayed))
                yield return $"explore: no order breaks {name}";
        foreach (var name in expectation.Holds)
            if (IsBroken(name, ends, replayed))
                yield return $"explore: some order breaks {name}";
    }

    private static bool IsBroken(string name, List<Kernel> ends, Lazy<List<Kernel>> replayed)
    {
        if (name == OwnerIndependentOfOrder)
            return DistinctOutcomes(ends) > 1;
        var property = KernelProperties.Find(name)!;
        return (property.NeedsReplay ? replayed.Value : ends).Exists(property.IsBroken);
    }
}
