using System.Globalization;

namespace SoftReserve.Shell.Filters;

/// <summary>A list as cut takes it: <c>1,3-5,7-</c>.</summary>
internal sealed class NumberList
{
    private readonly List<(int First, int Last)> _spans = [];

    public bool Has(int number) =>
        _spans.Exists(span => number >= span.First && number <= span.Last);

    /// <summary>The list; null when the text is none.</summary>
    public static NumberList? Parse(string text)
    {
        var list = new NumberList();
        foreach (var item in text.Split(','))
        {
            var ends = item.Split('-');
            var (first, last) = (NumberOf(ends[0], 1), NumberOf(ends[^1], int.MaxValue));
            if (item.Length == 0 || item == "-" || ends.Length > 2 || first < 1 || last < 1)
                return null;
            list._spans.Add((first, last));
        }

        return list;
    }

    private static int NumberOf(string text, int ifEmpty) =>
        text.Length == 0 ? ifEmpty
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : -1;
}
