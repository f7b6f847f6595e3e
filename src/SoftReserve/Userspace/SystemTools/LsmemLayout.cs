using System.Text;
using SoftReserve.Addresses;
using SoftReserve.Sysfs;

namespace SoftReserve.Userspace.SystemTools;

/// <summary>How lsmem prints: libsmartcols' tables, and the summary.</summary>
/// <param name="Script">The letter of a format for scripts: JSON, pairs or raw; null for a
/// table.</param>
/// <param name="InBytes">Sizes are in bytes.</param>
/// <param name="HasTitles">False leaves the headings out.</param>
internal sealed record LsmemLayout(char? Script, bool InBytes, bool HasTitles)
{
    private const int TitleWidth = 23, SizeWidth = 5, BytesWidth = 15;

    /// <summary>True for a format that has no summary.</summary>
    public bool IsForScripts => Script is not null;

    /// <summary>The rows under their headings.</summary>
    public string Table(ValueList<LsmemColumn> columns, List<string[]> rows)
    {
        string[] titles = [.. columns.Select(LsmemColumns.TitleOf)];
        var titled = HasTitles ? rows.Prepend(titles) : rows;
        return Script switch
        {
            'J' => Json(columns, rows),
            'P' => Text(rows, row => titles.Zip(row, (title, cell) => $"{title}=\"{cell}\"")),
            'r' => Text(titled, row => row),
            _ => Aligned(columns, titles, rows, titled),
        };
    }

    /// <summary>The three lines below the table.</summary>
    public string Summary(ulong blockSize, List<MemoryBlock> blocks)
    {
        var online = blockSize * (ulong)blocks.Count(block => block.IsOnline);
        return SummaryLine("Memory block size:", blockSize)
            + SummaryLine("Total online memory:", online)
            + SummaryLine("Total offline memory:", blockSize * (ulong)blocks.Count - online);
    }

    // only RANGE stands to the left, and is not filled up at the end of a line
    private static string Aligned(
        ValueList<LsmemColumn> columns, string[] titles, List<string[]> rows,
        IEnumerable<string[]> titled)
    {
        var widths = titles.Select((title, column) => rows.Select(row => row[column].Length)
            .Append(title.Length)
            .Append(columns[column] == LsmemColumn.Size ? SizeWidth : 0)
            .Max()).ToArray();
        return Text(titled, row => row.Select((cell, column) =>
            columns[column] == LsmemColumn.Range
                ? cell.PadRight(column == row.Length - 1 ? 0 : widths[column])
                : cell.PadLeft(widths[column])));
    }

    private static string Text(
        IEnumerable<string[]> rows, Func<string[], IEnumerable<string>> cells)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
            text.AppendJoin(' ', cells(row)).Append('\n');
        return text.ToString();
    }

    private string Json(ValueList<LsmemColumn> columns, List<string[]> rows) =>
        "{\n   \"memory\": [\n      {\n"
        + string.Join("\n      },{\n", rows.Select(row => string.Join(
            ",\n",
            row.Select((cell, column) => "         \""
                + LsmemColumns.TitleOf(columns[column]).ToLowerInvariant() + "\": "
                + JsonValue(columns[column], cell)))))
        + "\n      }\n   ]\n}\n";

    private string SummaryLine(string title, UInt128 bytes) =>
        title.PadRight(TitleWidth) + " "
        + LsmemColumns.SizeText(bytes, InBytes).PadLeft(InBytes ? BytesWidth : SizeWidth) + "\n";

    private string JsonValue(LsmemColumn column, string cell) => column switch
    {
        LsmemColumn.Removable => cell.Length > 0 ? "true" : "false",
        LsmemColumn.Node => cell,
        LsmemColumn.Size when InBytes => cell,
        _ => $"\"{cell}\"",
    };
}
