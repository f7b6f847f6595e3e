using SoftReserve.Addresses;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.SystemTools;

/// <summary>The words behind a tool's name, taken apart as glibc's <c>getopt_long()</c> does:
/// letters in bundles, long names cut short, options behind operands, <c>--</c>.</summary>
internal sealed class Getopt
{
    private readonly SystemTool _tool;
    private readonly string _line;
    private readonly List<(string Key, string? Value)> _found = [];
    private readonly List<string> _operands = [];
    private readonly Queue<string> _words;

    public Getopt(SystemTool tool, string[] words, string line)
    {
        (_tool, _line, _words) = (tool, line, new Queue<string>(words));
        while (Complaint is null && _words.TryDequeue(out var word))
            Complaint = Read(word);
    }

    /// <summary>What is wrong, in getopt's words; null when nothing is.</summary>
    public string? Complaint { get; }

    /// <summary>False when one of the options is something that the model does not
    /// know.</summary>
    public bool IsModelled { get; private set; } = true;

    /// <summary>What is typed, for a command's line.</summary>
    public string Line => _line;

    /// <summary>The words that are no options.</summary>
    public ValueList<string> Operands => [.. _operands];

    /// <summary>How often an option was given.</summary>
    /// <param name="key">Its letter, or its long name where it has no letter.</param>
    public int Count(string key) => _found.Count(option => option.Key == key);

    /// <summary>True when the option was given.</summary>
    public bool Has(string key) => Count(key) > 0;

    /// <summary>The option's argument, the last one of several, empty for none; null when it was
    /// not given.</summary>
    public string? ValueOf(string key) =>
        Has(key) ? _found.Last(option => option.Key == key).Value ?? "" : null;

    /// <summary>The tool ends with a complaint.</summary>
    public UserCommand Refuse(string why, string hint = "") =>
        new EndedTool(new OptionReading.Ended("", $"{_tool.Name}: {why}\n{hint}", 1))
        {
            Line = _line,
        };

    /// <summary>The tool ends with a complaint and says where help is.</summary>
    public UserCommand RefuseWithHint(string why) => Refuse(why, _tool.Hint);

    /// <summary>A refusal when more than one of these were given; null otherwise.</summary>
    public UserCommand? RefuseBoth(params string[] keys) => keys.Count(Has) < 2 ? null
        : Refuse("mutually exclusive arguments:" + string.Concat(keys.Select(
            key => $" --{_tool.Options.First(option => option.Key == key).Name}")));

    private string? Read(string word)
    {
        if (word.StartsWith("--", StringComparison.Ordinal) && word.Length > 2)
            return LongName(word);
        if (word.Length > 1 && word != "--" && word[0] == '-')
            return Letters(word);
        if (word != "--")
            _operands.Add(word);
        else
            while (_words.TryDequeue(out var operand))
                _operands.Add(operand);
        return null;
    }

    private string? LongName(string word)
    {
        var parts = word.Split('=', 2);
        var value = parts.Length > 1 ? parts[1] : null;
        var name = parts[0][2..];
        var fitting = _tool.Options.FindAll(option => option.Name.Length > 0
            && option.Name.StartsWith(name, StringComparison.Ordinal));
        var option = fitting.Find(each => each.Name == name)
            ?? (fitting.Count == 1 ? fitting[0] : null);
        if (option is null)
            return fitting.Count == 0
                ? $"unrecognized option '{parts[0]}'"
                : $"option '{parts[0]}' is ambiguous; possibilities:"
                    + string.Concat(fitting.Select(each => $" '--{each.Name}'"));
        if (option.Argument == GetoptArgument.None && value is not null)
            return $"option '--{option.Name}' doesn't allow an argument";
        return option.Argument == GetoptArgument.Required && value is null
                && !_words.TryDequeue(out value)
            ? $"option '--{option.Name}' requires an argument"
            : Take(option, value);
    }

    private string? Letters(string word)
    {
        for (var index = 1; index < word.Length; index++)
        {
            var letter = word[index];
            if (_tool.Options.Find(each => each.Letter == letter) is not { } option)
                return $"invalid option -- '{letter}'";
            var value = index + 1 < word.Length ? word[(index + 1)..] : null;
            if (option.Argument == GetoptArgument.None)
                Take(option, null);
            else
                return option.Argument == GetoptArgument.Required && value is null
                        && !_words.TryDequeue(out value)
                    ? $"option requires an argument -- '{letter}'"
                    : Take(option, value);
        }

        return null;
    }

    private string? Take(GetoptOption option, string? value)
    {
        IsModelled &= option.IsModelled;
        _found.Add((option.Key, value));
        return null;
    }
}
