using System.Globalization;
using System.Text.RegularExpressions;

namespace SoftReserve.Shell.Filters;

/// <summary>awk with one <c>/pattern/ {print $1, $2}</c>.</summary>
internal static class Awk
{
    private static readonly Regex Program = new(
        @"^\s*(?:/(?<match>(?:[^/\\]|\\.)*)/)?\s*\{\s*print\s*(?<what>[^{}]*?)\s*;?\s*\}\s*$",
        RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static FilterResult Run(FilterInput given)
    {
        var flags = Flags.Read(given.Arguments, "", "F");
        if (flags.Unknown is { } unknown)
            return FilterResult.NotModelled(given, unknown);
        var script = flags.Operands.IsEmpty ? "" : flags.Operands[0];
        var program = Program.Match(script);
        if (!program.Success || ItemsOf(program.Groups["what"].Value) is not { } items)
            return FilterResult.NotModelled(given, $"'{script}'");
        var pattern = Patterns.Of(program.Groups["match"].Value, true, false);
        if (pattern is null)
            return new("", $"awk: invalid regular expression in '{script}'\n", 2);
        var complaints = new List<string>();
        return FilterResult.Of(
            given.Lines(flags.Operands.Skip(1), complaints)
                .Where(line => pattern.IsMatch(line))
                .Select(line => string.Join(' ', items.Select(item => item(Fields(line))))),
            complaints);

        string[] Fields(string line) =>
        [
            line,
            .. flags['F'] is { } mark
                ? line.Split(mark)
                : line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries),
        ];
    }

    private static List<Func<string[], string>>? ItemsOf(string text)
    {
        var items = new List<Func<string[], string>>();
        foreach (var item in text.Length == 0 ? ["$0"] : text.Split(','))
        {
            var word = item.Trim();
            if (word.Length > 1 && word[0] == '"' && word[^1] == '"')
                items.Add(_ => word[1..^1]);
            else if (word == "$NF")
                items.Add(fields => fields[^1]);
            else if (word.StartsWith('$') && int.TryParse(
                word.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                items.Add(fields => number < fields.Length ? fields[number] : "");
            else
                return null;
        }

        return items;
    }
}
