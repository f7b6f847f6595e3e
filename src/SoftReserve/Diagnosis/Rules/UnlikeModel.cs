using SoftReserve.Addresses;
using SoftReserve.Owners;

namespace SoftReserve.Diagnosis.Rules;

/// <summary>The machine and the model differ.</summary>
internal static class UnlikeModel
{
    public static DiagnosisRule Rule { get; } = new(
        "D12", "unlike-model", FindingSeverity.Warning,
        "A range has another owner or use than the model of this kernel gives it.")
    {
        Find = Find,
    };

    private static IEnumerable<Finding> Find(DiagnosisView view)
    {
        if (view.Subject.Typed > 0 || view.Subject.Doubt is not null)
            yield break;
        foreach (var row in view.Rows)
            if (!row.IsAsPredicted)
                yield return new Finding(
                    Rule, row.Range,
                    $"Seen: {DiagnosisView.OwnerOf(row)}. Predicted: {Predicted(row)}.",
                    DiagnosisView.OwnerOf(row),
                    "Drivers probed in another order than on a quiet machine, somebody changed it "
                        + "since boot, or the model is wrong."
                        + (row.Predicted is { Because.Length: > 0 } told
                            ? $" The model's reason: {told.Because}." : ""),
                    DiagnosisView.Some(
                        [row.At, .. view.LoggedOver(row.Range, LogWords.Decisions)]),
                    "softreserve explore, with this capture, lists the orders and where each "
                        + "ends; one that ends as seen is the explanation.");
    }

    private static string Predicted(SeenRange row) => row.Predicted switch
    {
        { Owner: RangeOwner.None, Use: RangeUse.SystemRam } => "ordinary RAM",
        null or { Owner: RangeOwner.None } => "nobody",
        { } told => (told.Owner == RangeOwner.Cxl ? "CXL" : told.Owner == RangeOwner.Hmem
            ? "HMEM" : "CXL and HMEM both")
            + (told.Use == RangeUse.Failed ? ", whose device no driver took"
                : told.Use == RangeUse.SystemRam ? ", as system-ram" : ", as devdax"),
    };
}
