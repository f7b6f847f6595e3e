using SoftReserve.Addresses;

namespace SoftReserve.Diagnosis.Rules;

/// <summary>The capture does not show what there is to see.</summary>
internal static class NothingSeen
{
    public static DiagnosisRule Rule { get; } = new(
        "D14", "nothing-seen", FindingSeverity.Error,
        "The capture has no iomem, or one without addresses.")
    {
        Find = Find,
    };

    private static IEnumerable<Finding> Find(DiagnosisView view)
    {
        if (view.Seen.HasHiddenAddresses)
            yield return new Finding(
                Rule, null, "Every address in iomem is zero.", "not known",
                "The kernel shows addresses to root only.",
                DiagnosisView.Some(view.Seen.Iomem.Select(line => line.At), most: 1),
                "Capture again as root: sudo softreserve capture -o FILE.tar.gz.");
        else if (view.Seen.Iomem.IsEmpty)
            yield return new Finding(
                Rule, null, "There is no iomem of the running kernel.", "not known",
                "Nothing was kept after boot: the machine may have died before.",
                [],
                "softreserve boot, with this capture, shows what the model makes of the machine.");
    }
}
