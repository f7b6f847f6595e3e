using System.Globalization;
using System.Text;

namespace SoftReserve.Cli.Shell.Editing;

/// <summary>How much room text takes on a terminal.</summary>
internal static class Columns
{
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115f), (0x2e80, 0xa4cf), (0xac00, 0xd7a3), (0xf900, 0xfaff), (0xfe30, 0xfe6f),
        (0xff00, 0xff60), (0xffe0, 0xffe6), (0x1f300, 0x1faff), (0x20000, 0x3fffd),
    ];

    /// <summary>The cell behind a text that begins at the left edge.</summary>
    /// <param name="text">Without control sequences.</param>
    /// <param name="width">Columns of the screen.</param>
    /// <returns>How many rows down, and the column from 0; a full row ends in the next
    /// one.</returns>
    public static (int Row, int Column) After(string text, int width)
    {
        var (row, column) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var cells = Of(rune);
            if (column + cells > width)
                (row, column) = (row + 1, 0);
            column += cells;
            if (column >= width)
                (row, column) = (row + 1, 0);
        }

        return (row, column);
    }

    /// <summary>The columns of a text in one row.</summary>
    public static int Of(string text) => text.EnumerateRunes().Sum(Of);

    private static int Of(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
            or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
            return 0;
        foreach (var (first, last) in Wide)
            if (rune.Value >= first && rune.Value <= last)
                return 2;
        return 1;
    }
}
