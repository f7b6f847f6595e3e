using SoftReserve.Addresses;
using static System.FormattableString;

namespace SoftReserve.Lint;

/// <summary>What HMEM asks about against the regions that firmware's decoders make.</summary>
/// <remarks>Kernels differ most here: v4 wants regions that tile the range to the byte, later
/// ones a single region that contains it.</remarks>
internal static class ArbitrationRules
{
    private const int MostListed = 4;

    public static ValueList<LintRule> All { get; } =
    [
        new("L60", "several-regions-in-range", LintSeverity.Warning,
            "Several regions lie in one range that HMEM asks about.")
        {
            Find = Several,
        },
        new("L61", "region-beyond-range", LintSeverity.Warning,
            "A region begins or ends outside the range that HMEM asks about.")
        {
            Find = Beyond,
        },
    ];

    private static IEnumerable<Contradiction> Several(LintView view) =>
        from each in view.Candidates()
        let sets = view.SetsByAddress.Over(each.Range)
        where sets.Count > 1
        select new Contradiction(
            [each.Field, .. sets.Take(MostListed).Select(set => set.Field)],
            Invariant($"{sets.Count} regions lie in {each.Range}, and HMEM asks about it as a ")
            + "whole",
            Outcome.Memory(each.Range));

    private static IEnumerable<Contradiction> Beyond(LintView view) =>
        from each in view.Candidates()
        from set in view.SetsByAddress.Over(each.Range)
        where !each.Range.Contains(set.Range)
        select new Contradiction(
            [set.Field, each.Field],
            $"the region {set.Range} does not end with the range {each.Range}",
            Outcome.Memory(set.Range));
}
