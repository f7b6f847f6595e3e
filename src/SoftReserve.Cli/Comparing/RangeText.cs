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
        foreach (var change in alike[0].Changes)
            WriteChange(change, output);
        if (!alike[0].Changes.All(IsOnlyListing))
        {
            WriteReasons(told.From, alike.Select(each => each.From.Because), output);
            WriteReasons(told.To, alike.Select(each => each.To.Because), output);
        }
    }

    private static bool IsOnlyListing(RangeChange change) => change
        is RangeChange.SoftReservedLine or RangeChange.IomemLines or RangeChange.IomemNesting;

    // the table above shows owner, device, use, node and tier
    private static void WriteChange(RangeChange change, TextWriter output)
    {
        var (kind, from, to) = ChangeWords.Of(change);
        switch (change)
        {
            case RangeChange.Lost lost:
                WriteLine(kind, $"{lost.Ranges.Total()}: {from}", output);
                break;
            case RangeChange.Gained gained:
                WriteLine(kind, $"{gained.Ranges.Total()}: {to}", output);
                break;
            case RangeChange.SoftReservedLine line:
                WriteLine("iomem", line.IsShown ? "+ Soft Reserved" : "- Soft Reserved", output);
                break;
            case RangeChange.IomemLines lines:
                WriteLines(lines, output);
                break;
            case RangeChange.PathChanged or RangeChange.IomemNesting:
                WriteLine(kind == "path" ? kind : "iomem", $"- {from}", output);
                WriteLine("", $"+ {to}", output);
                break;
            case RangeChange.BackingLost or RangeChange.BackingRegained:
            case RangeChange.OnlineChanged or RangeChange.CxlRegionsChanged:
                WriteLine(kind, $"{from ?? "-"} -> {to ?? "-"}", output);
                break;
        }
    }

    private static void WriteLines(RangeChange.IomemLines lines, TextWriter output)
    {
        var label = "iomem";
        foreach (var line in lines.Gone.Select(line => $"- {line}")
            .Concat(lines.New.Select(line => $"+ {line}")))
        {
            WriteLine(label, line, output);
            label = "";
        }
    }

    private static void WriteReasons(
        string kernel, IEnumerable<string> reasons, TextWriter output)
    {
        foreach (var reason in reasons.Distinct())
            WriteLine($"why {kernel}", reason, output);
    }

    private static void WriteLine(string label, string text, TextWriter output) =>
        Paragraph.Write(output, $"  {label}".PadRight(2 + Label) + " ", text);
}
