using System.Globalization;
using System.Text;
using SoftReserve.Addresses;
using SoftReserve.Sysfs;

namespace SoftReserve.Userspace.SystemTools;

/// <summary><c>lsmem</c>: memory blocks that are alike and adjacent, a line each, and sums; the
/// layout of util-linux.</summary>
/// <param name="Columns">Upper case, in order.</param>
/// <param name="ShowsEach">True with <c>-a</c>: a line a block.</param>
/// <param name="InBytes">True with <c>-b</c>.</param>
public sealed record LsmemCommand(
    ValueList<string> Columns, bool ShowsEach, bool InBytes) : LookingTool
{
    private static readonly string[] Standard = ["RANGE", "SIZE", "STATE", "REMOVABLE", "BLOCK"];
    private static readonly string[] Known = [.. Standard, "NODE", "ZONES"];

    /// <inheritdoc/>
    protected override string Print(Kernel kernel)
    {
        var tree = FileTree.Of(kernel);
        var size = MemoryBlockFile.SizeIn(tree);
        var blocks = MemoryBlockFile.All(tree);
        var rows = new List<string[]> { Columns.ToArray() };
        for (var first = 0; first < blocks.Count;)
        {
            var last = first;
            while (!ShowsEach && last + 1 < blocks.Count && Joins(blocks[last], blocks[last + 1]))
                last++;
            var (from, to) = (blocks[first], blocks[last]);
            rows.Add([.. Columns.Select(column => Cell(column, from, to, size))]);
            first = last + 1;
        }

        return Table(rows) + Sums(blocks, size);
    }

    internal static LsmemCommand? Parse(string[] words, string line)
    {
        var (columns, showsEach, inBytes) = (Standard, false, false);
        for (var index = 0; index < words.Length; index++)
        {
            if (words[index] is "-a" or "--all")
                showsEach = true;
            else if (words[index] is "-b" or "--bytes")
                inBytes = true;
            else if (words[index].StartsWith("-o", StringComparison.Ordinal)
                && ColumnsOf(words, ref index) is { } chosen)
                columns = chosen;
            else
                return null;
        }

        return new LsmemCommand([.. columns], showsEach, inBytes) { Line = line };
    }

    // -oA,B or -o A,B; with + behind the standard ones
    private static string[]? ColumnsOf(string[] words, ref int index)
    {
        var text = words[index].Length > 2 ? words[index][2..]
            : index + 1 < words.Length ? words[++index] : "";
        var names = text.TrimStart('+').ToUpperInvariant().Split(',');
        return !names.All(Known.Contains) ? null
            : text.StartsWith('+') ? [.. Standard, .. names]
            : names;
    }

    private bool Joins(MemoryBlockFile block, MemoryBlockFile next) =>
        next.Number == block.Number + 1
        && (!Has("STATE") || next.State == block.State)
        && (!Has("REMOVABLE") || next.IsRemovable == block.IsRemovable)
        && (!Has("NODE") || next.Node == block.Node)
        && (!Has("ZONES") || next.Zones == block.Zones);

    private bool Has(string column) => Columns.IndexOf(column) >= 0;

    private string Cell(
        string column, MemoryBlockFile first, MemoryBlockFile last, ulong size) => column switch
        {
            "RANGE" => MemoryBlockFile.RangeText(first.Number, last.Number, size),
            "SIZE" => SizeText((last.Number - first.Number + 1) * size),
            "STATE" => first.State,
            "REMOVABLE" => first.IsRemovable ? "yes" : "no",
            "BLOCK" => first == last
                ? Number(first.Number) : $"{Number(first.Number)}-{Number(last.Number)}",
            "NODE" => first.Node,
            _ => first.Zones,
        };

    private string Sums(List<MemoryBlockFile> blocks, ulong size)
    {
        var online = (ulong)blocks.Count(block => block.State == "online") * size;
        var all = (ulong)blocks.Count * size;
        return $"\nMemory block size:       {SizeText(size),8}\n"
            + $"Total online memory:     {SizeText(online),8}\n"
            + $"Total offline memory:    {SizeText(all - online),8}\n";
    }

    // the last column's padding is not printed when it is on the right of text
    private static string Table(List<string[]> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Length; column++)
            {
                var width = rows.Max(each => each[column].Length);
                var isFirst = rows[0][column] == "RANGE";
                text.Append(column == 0 ? "" : " ")
                    .Append(isFirst ? row[column].PadRight(width) : row[column].PadLeft(width));
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private string SizeText(ulong bytes) => InBytes ? Number(bytes) : HumanText(bytes);

    // one digit behind the point, rounded, and none when it is 0
    private static string HumanText(ulong bytes)
    {
        var unit = 0;
        while (unit < 6 && bytes >> (10 * (unit + 1)) > 0)
            unit++;
        if (unit == 0)
            return Number(bytes) + "B";
        var whole = bytes >> (10 * unit);
        var part = (bytes & ((1UL << (10 * unit)) - 1)) >> (10 * (unit - 1));
        var tenths = (part * 10 + 512) / 1024;
        (whole, tenths) = tenths == 10 ? (whole + 1, 0) : (whole, tenths);
        return Number(whole) + (tenths > 0 ? "." + Number(tenths) : "") + "BKMGTPE"[unit];
    }

    private static string Number(ulong number) => number.ToString(CultureInfo.InvariantCulture);
}
