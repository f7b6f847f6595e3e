using SoftReserve.Addresses;
using SoftReserve.Cli.Output;
using SoftReserve.Configuration;
using SoftReserve.Owners.Comparison;
using Spectre.Console;

namespace SoftReserve.Cli.Comparing;

/// <summary>What changes from one kernel to another, for people.</summary>
internal static class ComparisonText
{
    private static readonly string[] Headings =
        ["RANGE", "SIZE", "OWNER", "DEVICE", "USE", "NODE", "TIER"];

    public static void Write(ToldComparison told, Terminal terminal)
    {
        var output = terminal.Output;
        if (told.Comparison.IsEmpty)
        {
            output.WriteLine(
                $"Nothing changes for {told.Machine} from {told.From} to {told.To}.");
            return;
        }

        Paragraph.Write(
            output, "",
            $"{told.Machine} from {told.From} to {told.To}: {Capacity(told.Comparison)}");
        WriteKernels(told.Comparison, output);
        WriteTable(told.Comparison, terminal);
        foreach (var alike in told.Comparison.Ranges
            .Where(range => !range.Changes.IsEmpty)
            .GroupBy(range => range.Changes))
        {
            output.WriteLine();
            RangeText.Write([.. alike], told, output);
        }

        AdviceText.Write(told, output);
    }

    private static string Capacity(KernelComparison comparison)
    {
        var (lost, gained, bare) = (
            comparison.Lost.Total(), comparison.Gained.Total(), comparison.BackingLost.Total());
        var parts = new List<string>();
        if (lost.Bytes > 0)
            parts.Add($"{lost} lost");
        if (gained.Bytes > 0)
            parts.Add($"{gained} gained");
        if (parts.Count == 0)
            parts.Add("no memory lost or gained");
        if (bare.Bytes > 0)
            parts.Add($"DANGER: {bare} in use that no decoder maps");
        return string.Join(", ", parts);
    }

    private static void WriteKernels(KernelComparison comparison, TextWriter output)
    {
        foreach (var (symbol, from, to) in comparison.Symbols)
            output.WriteLine(
                $"CONFIG_{ConfigSymbols.NameOf(symbol)}: "
                + $"{ChangeWords.Letter(from)} -> {ChangeWords.Letter(to)}");
        if (comparison.FromBlockSize != comparison.ToBlockSize)
            output.WriteLine(
                $"Memory block size: {comparison.FromBlockSize} -> {comparison.ToBlockSize}");
    }

    private static void WriteTable(KernelComparison comparison, Terminal terminal)
    {
        if (comparison.Ranges.IsEmpty)
            return;
        terminal.Output.WriteLine();
        var table = new Table().Border(TableBorder.None);
        foreach (var heading in Headings)
            table.AddColumn(new TableColumn(heading).NoWrap());
        foreach (var (range, from, to, _) in comparison.Ranges)
            table.AddRow(
                new Text(RangeText.Name(range)),
                new Text(range.Size.ToString()),
                Change(OwnerWords.Of(from.Owner), OwnerWords.Of(to.Owner)),
                Change(from.Device, to.Device),
                Change(OwnerWords.Of(from.Use), OwnerWords.Of(to.Use)),
                Change(ChangeWords.Node(from.Node), ChangeWords.Node(to.Node)),
                Change(TierNumber(from), TierNumber(to)));
        TableText.Write(table, terminal);
    }

    private static string? TierNumber(RangeState state) =>
        ChangeWords.Tier(state.Tier)?["memory_tier".Length..];

    private static Text Change(string? from, string? to) => from == to
        ? new Text(from ?? "-")
        : new Text($"{from ?? "-"} -> {to ?? "-"}", new Style(Color.Yellow));
}
