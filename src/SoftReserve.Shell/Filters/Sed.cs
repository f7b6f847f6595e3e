using System.Globalization;
using System.Text.RegularExpressions;

namespace SoftReserve.Shell.Filters;

/// <summary>sed with p, d and s.</summary>
internal static class Sed
{
    // address[,address] command
    private static readonly Regex Command = new(
        @"\G\s*(?<from>\d+|\$|/(?:[^/\\]|\\.)*/)?(?:,(?<to>\d+|\$|/(?:[^/\\]|\\.)*/))?\s*"
        + @"(?:(?<verb>[pd])|s(?<mark>[/|,#])(?<old>.*?)(?<!\\)\k<mark>(?<new>.*?)(?<!\\)\k<mark>"
        + @"(?<how>[gpi]*))\s*(?:;|$)",
        RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static FilterResult Run(FilterInput given)
    {
        var flags = Flags.Read(given.Arguments, "nErs", "e");
        if (flags.Unknown is { } unknown)
            return FilterResult.NotModelled(given, unknown);
        var operands = flags.Operands.ToList();
        var script = flags['e'];
        if (script is null && operands.Count > 0)
            (script, operands) = (operands[0], operands[1..]);
        if (script is null || Parse(script, flags.Has('E') || flags.Has('r')) is not { } edits)
            return FilterResult.NotModelled(given, $"'{script}'");
        var complaints = new List<string>();
        var lines = given.Lines(operands, complaints).ToList();
        var output = new List<string>();
        for (var at = 0; at < lines.Count; at++)
        {
            var (line, isGone) = (lines[at], false);
            foreach (var edit in edits)
                if (!isGone && edit.Applies(line, at + 1, lines.Count))
                    (line, isGone) = edit.Run(line, output);
            if (!isGone && !flags.Has('n'))
                output.Add(line);
        }

        return FilterResult.Of(output, complaints);
    }

    private static List<Edit>? Parse(string script, bool isExtended)
    {
        var edits = new List<Edit>();
        for (var at = 0; at < script.Length;)
        {
            var match = Command.Match(script, at);
            if (!match.Success || match.Length == 0)
                return null;
            if (Edit.Of(match, isExtended) is not { } edit)
                return null;
            edits.Add(edit);
            at += match.Length;
        }

        return edits;
    }

    private sealed class Edit
    {
        private readonly Address? _from, _to;
        private readonly bool _deletes, _prints, _everywhere;
        private readonly Regex? _old;
        private readonly string _new;
        private bool _isInside;

        private Edit(Match match, Address? from, Address? to, Regex? old)
        {
            (_from, _to, _old) = (from, to, old);
            _deletes = match.Groups["verb"].Value == "d";
            var how = match.Groups["how"].Value;
            _prints = match.Groups["verb"].Value == "p" || how.Contains('p');
            _everywhere = how.Contains('g');
            _new = Regex.Replace(
                match.Groups["new"].Value.Replace("$", "$$", StringComparison.Ordinal),
                @"\\(\d)|(?<!\\)&", found => found.Value == "&" ? "$0" : $"${found.Groups[1]}")
                .Replace(@"\/", "/", StringComparison.Ordinal);
        }

        public static Edit? Of(Match match, bool isExtended)
        {
            var (from, to) = (match.Groups["from"], match.Groups["to"]);
            var old = match.Groups["old"].Success
                ? Patterns.Of(
                    match.Groups["old"].Value.Replace(@"\/", "/", StringComparison.Ordinal),
                    isExtended, match.Groups["how"].Value.Contains('i'))
                : null;
            var (first, last) =
                (Address.Of(from.Value, isExtended), Address.Of(to.Value, isExtended));
            return (match.Groups["old"].Success && old is null)
                || (from.Success && first is null) || (to.Success && last is null)
                ? null
                : new Edit(match, first, last, old);
        }

        public bool Applies(string line, int number, int count)
        {
            if (_from is null)
                return true;
            if (_to is null)
                return _from.Is(line, number, count);
            if (!_isInside)
                return _isInside = _from.Is(line, number, count);
            _isInside = !_to.Is(line, number, count) && !_to.IsBefore(number);
            return _isInside || !_to.IsBefore(number);
        }

        public (string Line, bool IsGone) Run(string line, List<string> output)
        {
            var changed = line;
            if (_old is not null)
                changed = _everywhere ? _old.Replace(line, _new) : _old.Replace(line, _new, 1);
            if (_prints && (_old is null || changed != line))
                output.Add(changed);
            return (changed, _deletes);
        }
    }

    private sealed class Address
    {
        private readonly int _line;
        private readonly Regex? _pattern;

        private Address(int line, Regex? pattern) => (_line, _pattern) = (line, pattern);

        public static Address? Of(string text, bool isExtended) =>
            text.StartsWith('/')
                ? Patterns.Of(text[1..^1], isExtended, false) is { } pattern
                    ? new Address(0, pattern)
                    : null
                : text == "$" ? new Address(-1, null)
                : int.TryParse(text, CultureInfo.InvariantCulture, out var line)
                    ? new Address(line, null)
                    : null;

        public bool Is(string line, int number, int count) =>
            _pattern?.IsMatch(line) ?? (_line < 0 ? number == count : number == _line);

        public bool IsBefore(int number) => _line > 0 && _line < number;
    }
}
