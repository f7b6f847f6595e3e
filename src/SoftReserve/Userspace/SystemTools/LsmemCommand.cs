using SoftReserve.Addresses;
using SoftReserve.Sysfs;

namespace SoftReserve.Userspace.SystemTools;

/// <summary><c>lsmem</c>: memory blocks, neighbours that are alike in one line.</summary>
/// <param name="Columns">What to show.</param>
/// <param name="Split">Blocks that differ in one of these stand apart; null keeps every block
/// apart.</param>
/// <param name="Layout">How.</param>
internal sealed record LsmemCommand(
    ValueList<LsmemColumn> Columns, ValueList<LsmemColumn>? Split, LsmemLayout Layout)
    : LookingTool
{
    private const string Summary = "summary", Only = "only", Never = "never", Always = "always";

    public static SystemTool Tool { get; } = new(
        "lsmem",
        [
            "a|all", "b|bytes", "!h|help", "J|json", "n|noheadings", "o|output=", "|output-all",
            "P|pairs", "r|raw", "!s|sysroot=", "S|split=", "!V|version", "|summary=?",
        ],
        Of);

    /// <summary>When to print the summary: always, never, only.</summary>
    public string SummaryWhen { get; init; } = Always;

    /// <inheritdoc/>
    protected override string Print(Kernel kernel)
    {
        var size = kernel.Boot.MemoryBlockSize;
        var blocks = MemoryBlocks.Of(kernel);
        var rows = SpansOf(blocks)
            .ConvertAll(span => Columns
                .Select(column => LsmemColumns.TextOf(column, span, size, Layout.InBytes))
                .ToArray());
        var table = SummaryWhen == Only ? "" : Layout.Table(Columns, rows);
        var summary = SummaryWhen == Never || Layout.IsForScripts ? ""
            : Layout.Summary(size, blocks);
        var between = table.Length > 0 && summary.Length > 0 ? "\n" : "";
        return table + between + summary;
    }

    private static UserCommand? Of(Getopt words)
    {
        if (!words.Operands.IsEmpty)
            return words.RefuseWithHint("bad usage");
        if ((words.RefuseBoth("J", "P", "r") ?? words.RefuseBoth("S", "a")) is { } refusal)
            return refusal;
        var layout = new LsmemLayout(
            words.Has("J") ? 'J' : words.Has("P") ? 'P' : words.Has("r") ? 'r' : null,
            words.Has("b"), !words.Has("n"));
        var when = words.ValueOf(Summary) switch
        {
            null => Always,
            "" => Only,
            var word => word,
        };
        if (when is not (Only or Never or Always))
            return words.Refuse("unsupported --summary argument");
        if (when == Only && layout.IsForScripts)
            return words.Refuse(
                "options --{raw,json,pairs} and --summary=only are mutually exclusive");
        var (columns, unknown) = ColumnsOf(words);
        var (split, strange) = words.ValueOf("S") is { } list and not "none"
            ? LsmemColumns.Read(list)
            : (words.Has("S") ? [] : columns, null);
        return (unknown ?? strange) is { } name
            ? words.Refuse($"unknown column: {name}")
            : new LsmemCommand(columns, words.Has("a") ? null : split, layout)
            {
                Line = words.Line,
                SummaryWhen = when,
            };
    }

    private static (ValueList<LsmemColumn> Columns, string? Unknown) ColumnsOf(Getopt words)
    {
        var standard = words.Has("output-all") ? LsmemColumns.All : LsmemColumns.Default;
        if (words.ValueOf("o") is not { } list)
            return (standard, null);
        var (columns, unknown) = LsmemColumns.Read(list.TrimStart('+'));
        return (list.StartsWith('+') ? [.. standard, .. columns] : columns, unknown);
    }

    private List<LsmemSpan> SpansOf(List<MemoryBlock> blocks)
    {
        var spans = new List<LsmemSpan>();
        foreach (var block in blocks)
            if (spans.Count > 0 && Continues(spans[^1], block))
                spans[^1] = spans[^1] with { Count = spans[^1].Count + 1 };
            else
                spans.Add(new LsmemSpan(block, 1));
        return spans;
    }

    private bool Continues(LsmemSpan span, MemoryBlock block) =>
        Split is { } split
        && span.Last + 1 == block.Number
        && split.All(column => LsmemColumns.AreAlike(column, span.First, block));
}
