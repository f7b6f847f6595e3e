namespace SoftReserve.Machines.Diagnostics;

/// <summary>Finds the word that somebody probably meant.</summary>
public static class Suggestion
{
    private const int LongestWord = 64;

    /// <summary><c>; did you mean "granularity"?</c>, or nothing when no word is close: more
    /// than a third of its letters differ. Numbers get none.</summary>
    public static string For(string written, IEnumerable<string> words)
    {
        if (!written.Any(char.IsAsciiLetter))
            return "";
        var best = "";
        var bestDistance = int.MaxValue;
        foreach (var word in words)
        {
            var distance = Distance(written, word);
            if (distance < bestDistance && distance <= Math.Max(1, word.Length / 3))
                (best, bestDistance) = (word, distance);
        }

        return best.Length == 0 ? "" : $"; did you mean \"{best}\"?";
    }

    /// <summary>Letters to add, drop, change or swap with their neighbour, case ignored; the
    /// largest int when one word has more than 64 letters.</summary>
    public static int Distance(string left, string right)
    {
        if (left.Length > LongestWord || right.Length > LongestWord)
            return int.MaxValue;
        var table = new int[left.Length + 1, right.Length + 1];
        for (var row = 0; row <= left.Length; row++)
            for (var column = 0; column <= right.Length; column++)
                table[row, column] = Math.Min(row, column) == 0
                    ? Math.Max(row, column)
                    : Cheapest(table, left, right, row, column);
        return table[left.Length, right.Length];
    }

    private static int Cheapest(int[,] table, string left, string right, int row, int column)
    {
        var changed = Same(left[row - 1], right[column - 1]) ? 0 : 1;
        var cost = Math.Min(
            table[row - 1, column - 1] + changed,
            Math.Min(table[row - 1, column], table[row, column - 1]) + 1);
        var isSwap = row > 1 && column > 1
            && Same(left[row - 1], right[column - 2]) && Same(left[row - 2], right[column - 1]);
        return isSwap ? Math.Min(cost, table[row - 2, column - 2] + 1) : cost;
    }

    private static bool Same(char left, char right) =>
        char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
