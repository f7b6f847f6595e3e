using SoftReserve.Addresses;
using SoftReserve.Exploration;
using SoftReserve.Machines.Cases;
using SoftReserve.Owners.Properties;

namespace SoftReserve.Cli.Checking;

/// <summary>Compares what all orders lead to with what a case expects.</summary>
internal static class ExploreCheck
{
    private const int MostStates = 200_000;

    public static IEnumerable<string> Differences(ExploreExpectation expectation, Kernel kernel)
    {
        var found = Explorer.Explore(new KernelModel(), kernel, MostStates);
        if (!found.IsComplete)
            return [$"explore: more than {MostStates} states"];
        var ends = found.Ends.Select(end => end.State).ToList();
        return
        [
            .. OutcomeDifferences(expectation, ends),
            .. PropertyDifferences(expectation, ends),
        ];
    }

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
                    yield return "explore: another outcome: "
                        + string.Join("; ", Owners.OwnersTable.Of(end));
        if (expectation.OutcomeCount is { } count && DistinctOutcomes(ends) is var actual
            && actual != count)
            yield return $"explore: {actual} outcomes, expected {count}";
    }

    private static bool Fits(OutcomeExpectation outcome, Kernel end) =>
        outcome.Owners.All(owner => !ExpectationCheck.OwnerDifferences(owner, end).Any());

    private static int DistinctOutcomes(List<Kernel> ends) => ends
        .Select(end => string.Join(';', Owners.OwnersTable.Of(end)
            .Select(row => $"{row.Range} {row.Owner} {row.Use}")))
        .Distinct()
        .Count();

    private static IEnumerable<string> PropertyDifferences(
        ExploreExpectation expectation, List<Kernel> ends)
    {
        foreach (var name in expectation.Violates)
            if (Judge(name, ends) is not { } broken)
                yield return $"explore: {name} is not judged yet";
            else if (!broken)
                yield return $"explore: no order breaks {name}";
        foreach (var name in expectation.Holds)
            if (Judge(name, ends) is not { } broken)
                yield return $"explore: {name} is not judged yet";
            else if (broken)
                yield return $"explore: some order breaks {name}";
    }

    /// <summary>True when some end breaks the property; null for one that is not
    /// known.</summary>
    private static bool? Judge(string name, List<Kernel> ends) => name switch
    {
        "owner-independent-of-order" => DistinctOutcomes(ends) > 1,
        _ when KernelProperties.Find(name) is { } property => ends.Exists(property.IsBroken),
        _ => null,
    };
}
