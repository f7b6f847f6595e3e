using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;
using static System.FormattableString;

namespace SoftReserve.Lint;

/// <summary>SLIT by itself and against SRAT.</summary>
internal static class SlitRules
{
    public static ValueList<LintRule> All { get; } =
    [
        new("L56", "slit-missing", LintSeverity.Note,
            "There are several proximity domains with memory and no SLIT.")
        {
            Find = Missing,
        },
        new("L57", "slit-too-small", LintSeverity.Warning,
            "SLIT has no row for a proximity domain of SRAT.")
        {
            Find = TooSmall,
        },
        new("L58", "slit-invalid", LintSeverity.Error,
            "SLIT has a diagonal that is not 10, or another distance of 10 or less.")
        {
            Find = Invalid,
        },
        new("L59", "slit-asymmetric", LintSeverity.Note,
            "SLIT gives a way and the way back different distances.")
        {
            Find = Asymmetric,
        },
    ];

    private static IEnumerable<Contradiction> Missing(LintView view)
    {
        var domains = view.Srat.Select(each => each.Memory.ProximityDomain).Distinct().ToList();
        if (view.Machine.Slit is null && domains.Count > 1)
            yield return new Contradiction(
                [new LintField(LintTable.Slit, null, "localities", "no table")],
                Invariant($"{domains.Count} domains have memory, and all count as equally far"),
                Outcome.Distance(domains[0], domains[1]));
    }

    private static IEnumerable<Contradiction> TooSmall(LintView view)
    {
        if (view.Machine.Slit is not { } slit)
            return [];
        return
            from each in view.Srat.DistinctBy(each => each.Memory.ProximityDomain)
            where each.Memory.ProximityDomain >= slit.Localities
            select new Contradiction(
                [
                    new LintField(LintTable.Slit, null, "localities",
                        Invariant($"{slit.Localities}")),
                    each.Field,
                ],
                Invariant($"domain {each.Memory.ProximityDomain} has no row in SLIT"),
                Outcome.Distance(view.Srat[0].Memory.ProximityDomain,
                    each.Memory.ProximityDomain));
    }

    private static IEnumerable<Contradiction> Invalid(LintView view) =>
        from cell in Cells(view.Machine.Slit)
        where cell.From == cell.To
            ? cell.Distance != Slit.LocalDistance
            : cell.Distance <= Slit.LocalDistance
        select new Contradiction(
            [Field(cell.From, cell.To, cell.Distance)],
            cell.From == cell.To
                ? Invariant($"a domain is 10 from itself, not {cell.Distance}")
                : Invariant($"{cell.Distance} between two domains is not farther than local"),
            Outcome.Distance((uint)cell.From, (uint)cell.To));

    private static IEnumerable<Contradiction> Asymmetric(LintView view) =>
        from cell in Cells(view.Machine.Slit)
        where cell.From < cell.To
        let back = view.Machine.Slit!.Distances[cell.To * view.Machine.Slit.Localities + cell.From]
        where back != cell.Distance
        select new Contradiction(
            [Field(cell.From, cell.To, cell.Distance), Field(cell.To, cell.From, back)],
            Invariant($"{cell.Distance} there and {back} back"),
            Outcome.Distance((uint)cell.From, (uint)cell.To));

    private static LintField Field(int from, int to, byte distance) => new(
        LintTable.Slit, from, Invariant($"distance to {to}"), Invariant($"{distance}"));

    private static IEnumerable<(int From, int To, byte Distance)> Cells(Slit? slit)
    {
        if (slit is null || (long)slit.Localities * slit.Localities != slit.Distances.Count)
            yield break;
        for (var index = 0; index < slit.Distances.Count; index++)
            yield return (
                index / slit.Localities, index % slit.Localities, slit.Distances[index]);
    }
}
