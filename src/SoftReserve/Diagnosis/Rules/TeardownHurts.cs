using SoftReserve.Addresses;
using SoftReserve.Owners;

namespace SoftReserve.Diagnosis.Rules;

/// <summary>CXL regions that must not, or can not, be taken apart.</summary>
internal static class TeardownHurts
{
    public static DiagnosisRule Rule { get; } = new(
        "D07", "teardown-hurts", FindingSeverity.Warning,
        "Taking a CXL region apart fails, or takes memory from under a dax device that stays.")
    {
        Find = view => Under(view).Concat(Locked(view)).Concat(Failed(view)),
    };

    // HMEM's device does not know of the region: it would stay while the decoders go
    private static IEnumerable<Finding> Under(DiagnosisView view)
    {
        foreach (var (range, row) in view.Devices)
            foreach (var region in view.Seen.CxlRegions)
                if (row is { Owner: RangeOwner.Hmem, Use: not RangeUse.Failed }
                    && region.Range.Overlaps(range) && region.State is null or "commit")
                    yield return new Finding(
                        Rule, region.Range,
                        $"cxl disable-region {region.Name} leaves {row.Device} as it is.",
                        DiagnosisView.OwnerOf(row),
                        $"{row.Device} hangs below {row.Path}, not below the region: destroying "
                            + "the region takes the decoders from under memory in use.",
                        DiagnosisView.Some([row.At, region.At]),
                        $"In this order only: daxctl offline-memory {row.Device}, daxctl "
                            + $"disable-device {row.Device}, cxl disable-region {region.Name}.");
    }

    private static IEnumerable<Finding> Locked(DiagnosisView view)
    {
        foreach (var region in view.Seen.CxlRegions)
            if (region.IsLocked)
                yield return new Finding(
                    Rule, region.Range,
                    $"{region.Name} is locked: destroying it ends in 'Operation not permitted'.",
                    "CXL", "Firmware locked the decoders, or their window is fixed.",
                    [region.At], "Nothing until reboot: only firmware can change it.");
    }

    private static IEnumerable<Finding> Failed(DiagnosisView view)
    {
        var line = view.LoggedAny(LogWords.NoAddresses, LogWords.NotReset).LastOrDefault();
        if (line is null)
            yield break;
        var isSpace = line.Text.Contains(LogWords.NoAddresses, StringComparison.Ordinal);
        yield return new Finding(
            Rule, LogWords.RangeIn(line.Text),
            isSpace
                ? "A region could not be created: no addresses left in the window (error -34)."
                : "Decoders could not be reset.",
            "see the ranges above",
            isSpace
                ? "Something else in iomem holds the window's addresses: Soft Reserved, or a dax "
                    + "device that outlived its region."
                : "Decoders are reset last to first, and one behind these is still committed.",
            DiagnosisView.Some([line, .. view.Rows.Where(row => row.Device is not null)
                .Select(row => row.At)]),
            isSpace
                ? "cat /proc/iomem shows the holder; a dax device has to go first (daxctl "
                    + "offline-memory, daxctl disable-device), a Soft Reserved range stays until "
                    + "reboot."
                : "cxl list -D shows what is committed; take apart the region of the highest "
                    + "decoder first.");
    }
}
