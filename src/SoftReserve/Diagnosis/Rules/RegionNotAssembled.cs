using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Owners;
using static System.FormattableString;

namespace SoftReserve.Diagnosis.Rules;

/// <summary>Firmware programmed decoders that did not become a working region.</summary>
internal static class RegionNotAssembled
{
    public static DiagnosisRule Rule { get; } = new(
        "D04", "region-not-assembled", FindingSeverity.Warning,
        "Firmware committed decoders, and no committed CXL region has their range.")
    {
        Find = Find,
    };

    private static IEnumerable<Finding> Find(DiagnosisView view)
    {
        if (view.Rows.IsEmpty || !view.HasDriver("cxl_acpi"))
            yield break;
        var sets = view.Machine.Cxl.Decoders.Where(decoder => decoder.IsCommitted)
            .GroupBy(decoder => decoder.Range);
        foreach (var set in sets)
        {
            var region = view.Seen.CxlRegions.FirstOrDefault(each => each.Range == set.Key);
            var lines = view.LoggedOver(set.Key, LogWords.NoWindow, LogWords.NotAdded)
                .Concat(view.LoggedAny(LogWords.NotAttached)).ToList();
            if (region is { State: null or "commit" } || WasTakenApart(view, set.Key, lines))
                continue;
            var rows = view.Rows.Where(row => row.Range.Overlaps(set.Key)).ToList();
            yield return new Finding(
                Rule, set.Key,
                region is null
                    ? "Firmware's decoders map it, and there is no CXL region of this range."
                    : $"{region.Name} exists and is not committed.",
                string.Join("; ", rows.Select(DiagnosisView.OwnerOf).Distinct()),
                Cause(view, set.Key, [.. set]),
                DiagnosisView.Some([region?.At, .. lines, .. rows.Select(row => row.At)]),
                rows.Exists(row => row.Device is not null && row.Use != RangeUse.Failed)
                    ? "Leave what is offline offline: not every decoder on the way is known to be "
                        + "committed, and memory behind one that is not crashes the machine. The "
                        + "cause is firmware's to mend."
                    : "softreserve lint, with this capture, shows the tables' part; create no "
                        + "region over it by hand before firmware is mended.");
        }
    }

    // v4 takes regions apart when HMEM wins; people do when they like
    private static bool WasTakenApart(
        DiagnosisView view, AddressRange range, List<Sighting> lines) =>
        lines.Count == 0 && (view.Subject.Typed > 0 || view.Devices.Any(
            device => device.First.Owner == RangeOwner.Hmem && device.Range.Overlaps(range))
            && view.Seen.CxlRegions.All(region => region.Range != range));

    private static string Cause(
        DiagnosisView view, AddressRange range, ValueList<EndpointDecoderSetting> set)
    {
        if (view.WindowAt(range) is not { } window)
            return $"{DiagnosisView.Plain(range)} lies in no CXL window.";
        if (range.Start < window.Start)
            return $"{range.Start} is below the window's start {window.Start}.";
        if (window.End < range.End)
            return $"{range.End} is past the window's end {window.End}.";
        var ways = set[0].Ways;
        if (set.Count != ways)
            return Invariant($"The decoders interleave {ways} ways, and {set.Count} of {ways} ")
                + "cards have a committed decoder of this range.";
        return view.Seen.Memdevs.Count < view.Machine.Cxl.Memdevs.Count
            ? Invariant($"{view.Seen.Memdevs.Count} of ")
                + Invariant($"{view.Machine.Cxl.Memdevs.Count} cards are attached.")
            : "The ranges fit and the cards are there: a decoder on the way (host bridge or "
                + "switch) is not programmed to match.";
    }
}
