using System.Diagnostics;
using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Owners.Comparison;

namespace SoftReserve.Cli.Comparing;

/// <summary>What changes about ranges that change alike.</summary>
internal static class RangeText
{
    private const int Label = 12;

    /// <summary>As the tables of owners have it.</summary>
    public static string Name(AddressRange range) => string.Create(
        CultureInfo.InvariantCulture, $"{range.Start.Value:x}-{range.End.Value:x}");

    public static void Write(
        IReadOnlyList<RangeComparison> alike, ToldComparison told, TextWriter output)
    {
        Paragraph.Write(output, "", string.Join(", ", alike.Select(each => Name(each.Range))));
        var lines = alike[0].Changes.SelectMany(Lines);
        var (before, after) = told.From == told.To
            ? ("before", "after")
            : (told.From, told.To);
        if (!alike[0].Changes.All(IsOnlyListing))
            lines = lines
                .Concat(Reasons(before, alike.Select(each => each.From.Because)))
                .Concat(Reasons(after, alike.Select(each => each.To.Because)));
        var last = "";
        foreach (var (label, text) in lines)
        {
            var shown = label == last ? "" : label;
            Paragraph.Write(output, $"  {shown}".PadRight(2 + Label) + " ", text);
            last = label;
        }
    }

    private static bool IsOnlyListing(RangeChange change) => change
        is RangeChange.SoftReservedLine or RangeChange.IomemLines or RangeChange.IomemNesting;

    // the table above shows owner, device, use, node and tier
    private static IEnumerable<(string Label, string Text)> Lines(RangeChange change)
    {
        var (kind, from, to) = ChangeWords.Of(change);
        return change switch
        {
            RangeChange.Lost lost => [(kind, $"{lost.Ranges.Total()}: {from}")],
            RangeChange.Gained gained => [(kind, $"{gained.Ranges.Total()}: {to}")],
            RangeChange.SoftReservedLine line =>
                [("iomem", line.IsShown ? "+ Soft Reserved" : "- Soft Reserved")],
            RangeChange.IomemLines lines => lines.Gone.Select(line => ("iomem", $"- {line}"))
                .Concat(lines.New.Select(line => ("iomem", $"+ {line}"))),
            RangeChange.IomemNesting => [("iomem", $"- {from}"), ("iomem", $"+ {to}")],
            RangeChange.BackingLost or RangeChange.BackingRegained
                or RangeChange.PathChanged or RangeChange.CxlRegionsChanged
                or RangeChange.OnlineChanged => Difference(kind, from, to),
            RangeChange.OwnerChanged or RangeChange.UseChanged or RangeChange.DeviceChanged
                or RangeChange.NodeChanged or RangeChange.TierChanged => [],
            _ => throw new UnreachableException(),
        };
    }

    private static IEnumerable<(string Label, string Text)> Difference(
        string kind, string? from, string? to)
    {
        if (from is not null)
            yield return (kind, $"- {from}");
        if (to is not null)
            yield return (kind, $"+ {to}");
    }

    private static IEnumerable<(string Label, string Text)> Reasons(
        string kernel, IEnumerable<string> reasons) =>
        reasons.Distinct().Select(reason => ($"why {kernel}", reason));
}
