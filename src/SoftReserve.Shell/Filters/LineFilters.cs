using System.Globalization;
using System.Text;
using SoftReserve.Addresses;

namespace SoftReserve.Shell.Filters;

/// <summary>head, tail, wc, sort, uniq, cut, tr, cat.</summary>
internal static class LineFilters
{
    public static FilterResult Head(FilterInput given)
    {
        var flags = Flags.Read(WithCount(given.Arguments), "q", "n");
        var complaints = new List<string>();
        if (flags.Unknown is { } unknown)
            return FilterResult.NotModelled(given, unknown);
        if (!int.TryParse(flags['n'] ?? "10", CultureInfo.InvariantCulture, out var count))
            return new("", $"head: invalid number '{flags['n']}'\n", 1);
        var lines = given.Lines(flags.Operands, complaints);
        return FilterResult.Of(
            count < 0 ? lines.SkipLast(-count) : lines.Take(count), complaints);
    }

    public static FilterResult Tail(FilterInput given)
    {
        var flags = Flags.Read(WithCount(given.Arguments), "q", "n");
        var complaints = new List<string>();
        if (flags.Unknown is { } unknown)
            return FilterResult.NotModelled(given, unknown);
        var text = flags['n'] ?? "10";
        if (!int.TryParse(text, CultureInfo.InvariantCulture, out var count))
            return new("", $"tail: invalid number '{text}'\n", 1);
        var lines = given.Lines(flags.Operands, complaints);
        return FilterResult.Of(
            text[0] == '+' ? lines.Skip(count - 1) : lines.TakeLast(Math.Abs(count)), complaints);
    }

    public static FilterResult Wc(FilterInput given)
    {
        var flags = Flags.Read(given.Arguments, "lwc", "");
        if (flags.Unknown is { } unknown)
            return FilterResult.NotModelled(given, unknown);
        var complaints = new List<string>();
        var text = given.Text(flags.Operands, complaints);
        var words = text.Split(
            (char[])[' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Length;
        var all = !flags.Has('l') && !flags.Has('w') && !flags.Has('c');
        var counts = new List<int>();
        if (all || flags.Has('l'))
            counts.Add(text.Count(letter => letter == '\n'));
        if (all || flags.Has('w'))
            counts.Add(words);
        if (all || flags.Has('c'))
            counts.Add(Encoding.UTF8.GetByteCount(text));
        var line = counts.Count == 1
            ? counts[0].ToString(CultureInfo.InvariantCulture)
            : string.Join(' ', counts.Select(count =>
                string.Create(CultureInfo.InvariantCulture, $"{count,7}")));
        return FilterResult.Of(
            [flags.Operands.IsEmpty ? line : $"{line} {flags.Operands[0]}"], complaints);
    }

    public static FilterResult Sort(FilterInput given)
    {
        var flags = Flags.Read(given.Arguments, "unrfb", "k");
        if (flags.Unknown is { } unknown)
            return FilterResult.NotModelled(given, unknown);
        var complaints = new List<string>();
        var field = int.TryParse(
            flags['k']?.Split(',')[0], CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
        var lines = given.Lines(flags.Operands, complaints);
        var sorted = flags.Has('n')
            ? lines.OrderBy(line => NumberOf(KeyOf(line, field)))
                .ThenBy(line => line, StringComparer.Ordinal)
            : lines.OrderBy(line => KeyOf(line, field), StringComparer.Ordinal)
                .ThenBy(line => line, StringComparer.Ordinal);
        var ordered = flags.Has('r') ? sorted.Reverse() : sorted;
        return FilterResult.Of(flags.Has('u') ? ordered.Distinct() : ordered, complaints);
    }

    public static FilterResult Uniq(FilterInput given)
    {
        var flags = Flags.Read(given.Arguments, "cdu", "");
        if (flags.Unknown is { } unknown)
            return FilterResult.NotModelled(given, unknown);
        var complaints = new List<string>();
        var groups = new List<(string Line, int Count)>();
        foreach (var line in given.Lines(flags.Operands, complaints))
            if (groups.Count > 0 && groups[^1].Line == line)
                groups[^1] = (line, groups[^1].Count + 1);
            else
                groups.Add((line, 1));
        return FilterResult.Of(
            groups
                .Where(each => (!flags.Has('d') || each.Count > 1)
                    && (!flags.Has('u') || each.Count == 1))
                .Select(each => flags.Has('c')
                    ? string.Create(
                        CultureInfo.InvariantCulture, $"{each.Count,7} {each.Line}")
                    : each.Line),
            complaints);
    }

    public static FilterResult Cut(FilterInput given)
    {
        var flags = Flags.Read(given.Arguments, "s", "dfc");
        var list = NumberList.Parse(flags['f'] ?? flags['c'] ?? "");
        if (flags.Unknown is { } unknown)
            return FilterResult.NotModelled(given, unknown);
        if (list is null || flags['d'] is { Length: not 1 })
            return new("", "cut: you must specify a list of bytes, characters, or fields\n", 1);
        var complaints = new List<string>();
        var delimiter = flags['d']?[0] ?? '\t';
        return FilterResult.Of(
            given.Lines(flags.Operands, complaints).Select(line => flags.Has('c')
                ? string.Concat(line.Where((_, at) => list.Has(at + 1)))
                : !line.Contains(delimiter) ? line
                : string.Join(
                    delimiter, line.Split(delimiter).Where((_, at) => list.Has(at + 1)))),
            complaints);
    }

    public static FilterResult Tr(FilterInput given)
    {
        var flags = Flags.Read(given.Arguments, "ds", "");
        if (flags.Unknown is { } unknown)
            return FilterResult.NotModelled(given, unknown);
        var sets = flags.Operands.Select(Letters).ToList();
        if (sets.Count != (flags.Has('d') || flags.Has('s') ? 1 : 2))
            return new("", "tr: missing operand\n", 1);
        var text = new StringBuilder();
        foreach (var letter in given.Input)
        {
            var at = sets[0].IndexOf(letter, StringComparison.Ordinal);
            if (at < 0 || (flags.Has('s') && (text.Length == 0 || text[^1] != letter)))
                text.Append(letter);
            else if (!flags.Has('d') && !flags.Has('s') && sets[1].Length > 0)
                text.Append(sets[1][Math.Min(at, sets[1].Length - 1)]);
        }

        return new(text.ToString(), "", 0);
    }

    public static FilterResult Cat(FilterInput given)
    {
        var complaints = new List<string>();
        return new(given.Text(given.Arguments, complaints), string.Concat(complaints), 0);
    }

    // head -5 is head -n 5
    private static ValueList<string> WithCount(ValueList<string> arguments) =>
        !arguments.IsEmpty && arguments[0].Length > 1 && arguments[0][0] == '-'
        && arguments[0].Skip(1).All(char.IsAsciiDigit)
            ? ["-n", arguments[0][1..], .. arguments.Skip(1)]
            : arguments;

    private static string KeyOf(string line, int field)
    {
        if (field <= 0)
            return line;
        var words = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return field <= words.Length ? string.Join(' ', words[(field - 1)..]) : "";
    }

    private static decimal NumberOf(string text)
    {
        var digits = text.TrimStart();
        var end = digits.StartsWith('-') ? 1 : 0;
        while (end < digits.Length && end < 25 && char.IsAsciiDigit(digits[end]))
            end++;
        return decimal.TryParse(
            digits.AsSpan(0, end), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out var number)
            ? number
            : 0;
    }

    private static string Letters(string set)
    {
        var letters = new StringBuilder();
        var text = set.Replace(@"\n", "\n", StringComparison.Ordinal)
            .Replace(@"\t", "\t", StringComparison.Ordinal);
        for (var at = 0; at < text.Length; at++)
            if (at + 2 < text.Length && text[at + 1] == '-')
            {
                for (var letter = text[at]; letter <= text[at + 2]; letter++)
                    letters.Append(letter);
                at += 2;
            }
            else
            {
                letters.Append(text[at]);
            }

        return letters.ToString();
    }
}
