using SoftReserve.Addresses;
using SoftReserve.Owners;

namespace SoftReserve.Diagnosis.Rules;

/// <summary>Two drivers asked for the same bytes.</summary>
internal static class TwoClaims
{
    public static DiagnosisRule Rule { get; } = new(
        "D03", "two-claims", FindingSeverity.Warning,
        "Two drivers asked for the same bytes: kmem could not reserve them, or dax regions "
            + "conflict.")
    {
        Find = Find,
    };

    private static IEnumerable<Finding> Find(DiagnosisView view)
    {
        var told = new HashSet<(string, AddressRange)>();
        foreach (var line in view.LoggedAny(LogWords.NotReserved, LogWords.RegionConflict))
            if (LogWords.RangeIn(line.Text) is { } range && told.Add((LoserOf(line), range)))
                yield return Of(view, line, range);
    }

    private static Finding Of(DiagnosisView view, Sighting line, AddressRange range)
    {
        var rows = view.Rows.Where(row => row.Range.Overlaps(range)).ToList();
        var unused = rows.Find(row => row.Use is RangeUse.None or RangeUse.Failed);
        var resources = view.Seen.Iomem.Where(each => each.Depth > 0
            && each.Range.Overlaps(range)).Take(2);
        return new Finding(
            Rule, range,
            line.Text.Contains(LogWords.NotReserved, StringComparison.Ordinal)
                ? $"{LoserOf(line)} could not reserve its memory (error -16)."
                : $"{LoserOf(line)} conflicts with another dax region (error -12).",
            rows.Count == 0 ? "not known" : string.Join(
                "; ", rows.Select(DiagnosisView.OwnerOf).Distinct()),
            unused is null
                ? "Another claim came first, and its device works: the loser is harmless."
                : "Another claim came first, and nobody can use "
                    + $"{DiagnosisView.Plain(unused.Range)} now.",
            DiagnosisView.Some([line, .. rows.Select(row => row.At),
                .. resources.Select(each => each.At)]),
            unused is null
                ? "Nothing: the line is a warning without a loss."
                : "softreserve explain tells who came first; softreserve explore, in which orders "
                    + "this happens. A reboot may end otherwise.");
    }

    // "[    7.1] kmem dax2.0: mapping0: 0x..."
    private static string LoserOf(Sighting line)
    {
        var words = line.Text[(line.Text.IndexOf(']', StringComparison.Ordinal) + 1)..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.FirstOrDefault(word => word.Contains("dax", StringComparison.Ordinal)
            && word.EndsWith(':'))?.TrimEnd(':') ?? "a driver";
    }
}
