using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Cli.Output;
using SoftReserve.Owners;
using Spectre.Console;

namespace SoftReserve.Cli.Comparing;

/// <summary>The owners under every kernel as a table: a column for ranges that go alike.</summary>
internal static class EveryKernelText
{
    private const int ColumnsAcross = 3;

    public static void Write(
        ComparePlan plan, ValueList<KernelRow> rows, Terminal terminal)
    {
        var output = terminal.Output;
        if (rows[0].Ranges.IsEmpty)
        {
            output.WriteLine("No Soft Reserved memory and no CXL region under any kernel.");
            return;
        }

        output.WriteLine($"{plan.Machine.Machine.Name} under every kernel");
        var columns = Columns(rows);
        for (var index = 0; index < columns.Count; index++)
            Paragraph.Write(
                output, $"  {Letter(index)}  ",
                string.Join(", ", columns[index].Select(at => Range(rows[0].Ranges[at]))));
        for (var first = 0; first < columns.Count; first += ColumnsAcross)
        {
            output.WriteLine();
            WriteTable(rows, columns, first, terminal);
        }

        output.WriteLine();
        output.WriteLine("* differs from the row above; \" is as above");
        foreach (var row in rows.Where(row => row.Boot.Refusal is not null))
            Paragraph.Write(
                output, "", $"{row.Boot.Name} can not be configured so: {row.Boot.Refusal}");
    }

    private static void WriteTable(
        ValueList<KernelRow> rows, List<List<int>> columns, int first, Terminal terminal)
    {
        var shown = columns.Skip(first).Take(ColumnsAcross).ToList();
        var table = new Table().Border(TableBorder.None);
        table.AddColumn("KERNEL").AddColumn("");
        for (var index = 0; index < shown.Count; index++)
            table.AddColumn(new TableColumn(Letter(first + index)).NoWrap());
        table.AddColumn("USABLE");
        KernelRow? above = null;
        foreach (var row in rows)
        {
            table.AddRow([.. Cells(row, above, shown).Select(text => new Text(text))]);
            above = row.Boot.Settled is null ? above : row;
        }

        TableText.Write(table, terminal);
    }

    private static List<string> Cells(KernelRow row, KernelRow? above, List<List<int>> columns)
    {
        if (row.Boot.Settled is null)
            return [row.Boot.Name, "", .. columns.Select(_ => "impossible"), "-"];
        var isNew = above is not null
            && row.Cells.Zip(above.Cells).Any(pair => !pair.First.IsSame(pair.Second));
        return
        [
            row.Boot.Name,
            isNew ? "*" : "",
            .. columns.Select(column => Cell(row, above, column)),
            row.Usable.ToString(),
        ];
    }

    private static string Cell(KernelRow row, KernelRow? above, List<int> column)
    {
        var words = Words(row, column);
        if (above is null)
            return words;
        if (column.TrueForAll(at => row.Cells[at].IsSame(above.Cells[at])))
            return "\"";
        return words == Words(above, column) ? $"\" {Hidden(row, above, column)}" : words;
    }

    private static string Words(KernelRow row, List<int> column)
    {
        if (row.Cells[column[0]].Owned is not { } owned)
            return "not listed";
        var devices = column.Select(at => row.Cells[at].Owned?.Device).OfType<string>()
            .Distinct().ToList();
        return OwnerWords.Of(devices is [var one, .., var last]
            ? owned with { Device = $"{one}..{last}" }
            : owned);
    }

    // what no word tells
    private static string Hidden(KernelRow row, KernelRow above, List<int> column)
    {
        var pairs = column.Select(at => (Now: row.Cells[at], Then: above.Cells[at])).ToList();
        var differs = new List<string>();
        if (pairs.Exists(pair => pair.Now.Owned?.Path != pair.Then.Owned?.Path))
            differs.Add("new path");
        if (pairs.Exists(pair => pair.Now.Owned?.Node != pair.Then.Owned?.Node))
            differs.Add("new node");
        if (pairs.Exists(pair => pair.Now.Usable != pair.Then.Usable))
            differs.Add("other bytes");
        return string.Join(", ", differs);
    }

    // ranges share a column when owner and use are alike under every kernel, and change together
    private static List<List<int>> Columns(ValueList<KernelRow> rows) =>
    [
        .. Enumerable.Range(0, rows[0].Ranges.Count)
            .GroupBy(at => string.Join('|', Pattern(rows, at)))
            .Select(alike => alike.ToList()),
    ];

    private static IEnumerable<string> Pattern(ValueList<KernelRow> rows, int at)
    {
        RangeCell? above = null;
        foreach (var cell in rows.Where(row => !row.Cells.IsEmpty).Select(row => row.Cells[at]))
        {
            yield return $"{cell.Owned?.Owner} {cell.Owned?.Use} {above?.IsSame(cell)}";
            above = cell;
        }
    }

    private static string Letter(int index) => index < 26
        ? ((char)('A' + index)).ToString()
        : string.Create(CultureInfo.InvariantCulture, $"R{index + 1}");

    private static string Range(AddressRange range) => $"{RangeText.Name(range)} ({range.Size})";
}
