using System.Globalization;
using System.Text;
using SoftReserve.Configuration;

namespace SoftReserve.Bench.Matrix;

/// <summary>What the matrix says, as Markdown.</summary>
internal static class MatrixReport
{
    public static string Of(List<MatrixRow> rows)
    {
        var text = new StringBuilder();
        AddGenerations(text, rows);
        AddSymbols(text, rows);
        AddCells(text, rows);
        return text.ToString();
    }

    private static void AddGenerations(StringBuilder text, List<MatrixRow> rows)
    {
        text.Append("| kernel | wishes | configurations | ownerships | tables |\n");
        text.Append("|---|--:|--:|--:|--:|\n");
        foreach (var group in rows.GroupBy(row => row.Generation))
            Append(text, $"| {group.Key} | {group.First().Wishes} | ",
                $"{group.First().Matrix.Cells} | ",
                $"{group.Sum(row => row.Matrix.Ownerships.Count)} | ",
                $"{group.Sum(row => row.Matrix.Tables)} |\n");
        var different = rows
            .SelectMany(row => row.Matrix.Ownerships.Select(each => (row.Machine, each)))
            .Distinct()
            .Count();
        Append(text, $"\nOver all kernels the {rows.GroupBy(row => row.Machine).Count()} machines ",
            $"have {different} different ownerships.\n\n");
    }

    private static void AddSymbols(StringBuilder text, List<MatrixRow> rows)
    {
        text.Append("| symbol | machines and kernels where it decides | configurations |\n");
        text.Append("|---|--:|--:|\n");
        foreach (var symbol in ConfigSymbols.All)
        {
            var deciding = rows
                .SelectMany(row => row.Matrix.Deciding)
                .Where(pair => pair.Symbol == symbol)
                .ToList();
            if (deciding.Count > 0)
                Append(text, $"| {ConfigSymbols.NameOf(symbol)} | {deciding.Count} | ",
                    $"{deciding.Sum(pair => (long)pair.Configurations)} |\n");
        }

        text.Append('\n');
    }

    private static void AddCells(StringBuilder text, List<MatrixRow> rows)
    {
        text.Append("| machine | kernel | ownerships | tables | deciding: configurations |\n");
        text.Append("|---|---|--:|--:|---|\n");
        foreach (var row in rows.OrderBy(row => row.Machine, StringComparer.Ordinal))
            Append(text, $"| {row.Machine} | {row.Generation} | {row.Matrix.Ownerships.Count} | ",
                $"{row.Matrix.Tables} | {Deciding(row)} |\n");
    }

    private static string Deciding(MatrixRow row) => string.Join(", ", row.Matrix.Deciding
        .OrderByDescending(pair => pair.Configurations)
        .Select(pair => string.Create(CultureInfo.InvariantCulture,
            $"{ConfigSymbols.NameOf(pair.Symbol)} {pair.Configurations}")));

    private static void Append(StringBuilder text, params FormattableString[] parts)
    {
        foreach (var part in parts)
            text.Append(part.ToString(CultureInfo.InvariantCulture));
    }
}
