namespace SoftReserve.Userspace.Ndctl;

/// <summary>Reads options as all of ndctl's tools do: letters may stand together, long names may be
/// cut short while only one fits, <c>--no-x</c> takes <c>--x</c> back, options may follow
/// arguments, and everything behind <c>--</c> is an argument.</summary>
/// <remarks>ndctl: <c>parse_options()</c>, util/parse-options.c.</remarks>
internal sealed class OptionReader
{
    private readonly ToolSyntax _syntax;
    private readonly ReadOnlyMemory<string> _words;
    private readonly List<(string Name, string? Value)> _given = [];
    private readonly List<string> _arguments = [];
    private int _next;

    private OptionReader(ToolSyntax syntax, string[] words) => (_syntax, _words) = (syntax, words);

    public static OptionReading Read(ToolSyntax syntax, string[] words) =>
        new OptionReader(syntax, words).ReadAll();

    private OptionReading ReadAll()
    {
        while (_next < _words.Length)
        {
            var word = _words.Span[_next++];
            if (word == "--")
            {
                _arguments.AddRange(_words.Span[_next..]);
                break;
            }

            if (ReadWord(word) is { } ended)
                return ended;
        }

        return new OptionReading.Done(new OptionValues([.. _given], [.. _arguments]));
    }

    private OptionReading.Ended? ReadWord(string word)
    {
        if (word.Length < 2 || word[0] != '-')
        {
            _arguments.Add(word);
            return null;
        }

        return word switch
        {
            "--help" or "--help-all" => Help(),
            "--list-opts" => new OptionReading.Ended(
                string.Concat(_syntax.Options.Select(option => $"--{option.Name} ")), "", 130),
            _ when word[1] == '-' => ReadLong(word[2..]),
            _ => ReadLetters(word[1..]),
        };
    }

    private OptionReading.Ended? ReadLetters(string letters)
    {
        for (var index = 0; index < letters.Length; index++)
        {
            var letter = letters[index];
            if (letter == 'h')
                return Help();
            if (_syntax.Options.FirstOrDefault(each => each.Letter == letter) is not { } option)
                return OptionReading.Ended.Wrong($"unknown switch `{letter}'", _syntax.Usage);
            var rest = letters[(index + 1)..];
            if (option.Kind != ToolOptionKind.Flag)
                return Take(option, $"switch `{letter}'", rest.Length > 0 ? rest : null);
            _given.Add((option.Name, null));
            if (index == 0 && TypoOf(letters) is { } typo)
                return typo;
        }

        return null;
    }

    // a long name behind a single dash
    private OptionReading.Ended? TypoOf(string letters) =>
        letters.Length >= 3 && _syntax.Options.Any(
            option => option.Name.StartsWith(letters, StringComparison.Ordinal))
            ? OptionReading.Ended.Wrong($"did you mean `--{letters}` (with two dashes ?)", "")
            : null;

    private OptionReading.Ended? ReadLong(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? text : text[..equals];
        var value = equals < 0 ? null : text[(equals + 1)..];
        var fitting = new List<(ToolOption Option, bool IsUnset)>();
        foreach (var option in _syntax.Options)
            foreach (var (spelling, isUnset) in SpellingsOf(option))
            {
                if (spelling == name)
                    return ReadValue(option, isUnset, value);
                if (spelling.StartsWith(name, StringComparison.Ordinal))
                    fitting.Add((option, isUnset));
            }

        return fitting switch
        {
            [] => OptionReading.Ended.Wrong($"unknown option `{text}'", _syntax.Usage),
            [var (option, isUnset)] => ReadValue(option, isUnset, value),
            [.., var earlier, var last] => OptionReading.Ended.Wrong(
                $"Ambiguous option: {text} (could be --{Spell(earlier)} or --{Spell(last)})",
                _syntax.UsageOf(null)),
        };
    }

    private static IEnumerable<(string Spelling, bool IsUnset)> SpellingsOf(ToolOption option) =>
    [
        (option.Name, false),
        (option.Name.StartsWith(No, StringComparison.Ordinal)
            ? option.Name[No.Length..]
            : No + option.Name, true),
    ];

    private static string Spell((ToolOption Option, bool IsUnset) fitting) =>
        fitting.IsUnset ? No + fitting.Option.Name : fitting.Option.Name;

    private OptionReading.Ended? ReadValue(ToolOption option, bool isUnset, string? value)
    {
        var called = $"option `{(isUnset ? No : "")}{option.Name}'";
        if (value is not null && (isUnset || option.Kind == ToolOptionKind.Flag))
            return Wrong(called, "takes no value", option);
        if (isUnset)
            _given.RemoveAll(given => given.Name == option.Name);
        else if (option.Kind == ToolOptionKind.Flag)
            _given.Add((option.Name, null));
        else
            return Take(option, called, value);
        return null;
    }

    private OptionReading.Ended? Take(ToolOption option, string called, string? value)
    {
        if (value is null && _next == _words.Length)
            return Wrong(called, "requires a value", option);
        value ??= _words.Span[_next++];
        if (option.Kind == ToolOptionKind.Number && !IsNumber(value))
            return Wrong(called, "expects a numerical value", option);
        _given.Add((option.Name, value));
        return null;
    }

    private static bool IsNumber(string text) =>
        text.AsSpan().TrimStart("+-") is { Length: > 0 } digits
        && text.Length - digits.Length <= 1 && !digits.ContainsAnyExceptInRange('0', '9');

    private OptionReading.Ended Wrong(string called, string why, ToolOption option) =>
        OptionReading.Ended.Wrong($"{called} {why}", _syntax.UsageOf(option));

    private OptionReading.Ended Help() => new("", _syntax.Usage, ToolSyntax.UsageExitCode);

    private const string No = "no-";
}
