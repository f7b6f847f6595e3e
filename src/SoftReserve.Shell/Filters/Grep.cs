using System.Globalization;
using System.Text.RegularExpressions;

namespace SoftReserve.Shell.Filters;

/// <summary>grep.</summary>
internal static class Grep
{
    public static FilterResult Run(FilterInput given)
    {
        var flags = Flags.Read(given.Arguments, "ivEFcqnowsh", "emAB");
        if (flags.Unknown is { } unknown)
            return FilterResult.NotModelled(given, unknown);
        var operands = flags.Operands.ToList();
        if (flags['e'] is not { } text)
        {
            if (operands.Count == 0)
                return new("", "Usage: grep [-EFcihnoqsvw] [-m N] PATTERN [FILE]...\n", 2);
            (text, operands) = (operands[0], operands[1..]);
        }

        if (ExpressionOf(text, flags) is not { } pattern)
            return new("", $"grep: invalid regular expression: {text}\n", 2);
        var complaints = new List<string>();
        var lines = given.Lines(operands, complaints).ToList();
        if (complaints.Count > 0 && flags.Has('s'))
            complaints.Clear();
        var most = int.TryParse(flags['m'], CultureInfo.InvariantCulture, out var wanted)
            ? wanted
            : int.MaxValue;
        var found = Enumerable.Range(0, lines.Count)
            .Where(at => pattern.IsMatch(lines[at]) != flags.Has('v')).Take(most).ToList();
        var exitCode = complaints.Count > 0 ? 2 : found.Count > 0 ? 0 : 1;
        return FilterResult.Of(Output(flags, pattern, lines, found), complaints, exitCode);
    }

    private static Regex? ExpressionOf(string text, Flags flags)
    {
        var (isExtended, pattern) = (flags.Has('E'), text);
        if (flags.Has('F'))
            (isExtended, pattern) = (true, Regex.Escape(text));
        if (flags.Has('w'))
            pattern = isExtended ? $@"\b({pattern})\b" : $@"\b\({pattern}\)\b";
        return Patterns.Of(pattern, isExtended, flags.Has('i'));
    }

    private static IEnumerable<string> Output(
        Flags flags, Regex pattern, List<string> lines, List<int> found)
    {
        if (flags.Has('q'))
            return [];
        if (flags.Has('c'))
            return [found.Count.ToString(CultureInfo.InvariantCulture)];
        if (flags.Has('o') && !flags.Has('v'))
            return found.SelectMany(at => pattern.Matches(lines[at]).Select(match => match.Value));
        var (before, after) = (Number(flags['B']), Number(flags['A']));
        return Enumerable.Range(0, lines.Count)
            .Where(line => found.Exists(at => line >= at - before && line <= at + after))
            .Select(line => flags.Has('n')
                ? string.Create(CultureInfo.InvariantCulture, $"{line + 1}:{lines[line]}")
                : lines[line]);
    }

    private static int Number(string? text) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? Math.Clamp(number, 0, 100_000)
            : 0;
}
