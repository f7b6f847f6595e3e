using SoftReserve.Addresses;
using SoftReserve.Diagnosis.Rules;

namespace SoftReserve.Diagnosis;

/// <summary>Finds out what is wrong with the Soft Reserved memory of a running machine.</summary>
/// <remarks>A rule reads what was seen, and asks the model where a reason is needed: text of the
/// log may be missing, the model's decisions never are.</remarks>
public static class Diagnoser
{
    /// <summary>Findings of one rule that are listed; the rest are counted.</summary>
    public const int MostFindings = 20;

    // a hostile recording has no end of them
    private const int MostCounted = 100;

    /// <summary>Every rule, in the order of their ids.</summary>
    public static ValueList<DiagnosisRule> AllRules { get; } =
    [
        PlainSystemRam.Rule, HmemOwnsWindow.Rule, TwoClaims.Rule, RegionNotAssembled.Rule,
        NoCards.Rule, StuckOnline.Rule, TeardownHurts.Rule, NodesDisagree.Rule, OneTier.Rule,
        CapacityLost.Rule, UnbackedMemory.Rule, UnlikeModel.Rule, KernelTrouble.Rule,
        NothingSeen.Rule,
    ];

    /// <summary>Applies every rule.</summary>
    public static DiagnosisReport Check(DiagnosisSubject subject)
    {
        var view = new DiagnosisView(subject);
        var findings = new List<Finding>();
        var omitted = 0;
        foreach (var rule in AllRules.OrderByDescending(rule => rule.Severity))
        {
            var found = rule.Find(view).Take(MostFindings + MostCounted).ToList();
            findings.AddRange(found.Take(MostFindings));
            omitted += Math.Max(0, found.Count - MostFindings);
        }

        return new DiagnosisReport(view.Rows, [.. findings], omitted);
    }
}

/// <summary>What a diagnosis has to say about a machine.</summary>
/// <param name="Rows">Who was seen to have what, in address order.</param>
/// <param name="Findings">The worst first, then by rule.</param>
/// <param name="Omitted">How many findings are not listed.</param>
public sealed record DiagnosisReport(
    ValueList<SeenRange> Rows, ValueList<Finding> Findings, int Omitted)
{
    /// <summary>How many listed findings have a severity.</summary>
    public int Count(FindingSeverity severity) =>
        Findings.Count(finding => finding.Rule.Severity == severity);
}
