namespace SoftReserve.Userspace.SystemTools;

/// <summary>A tool that reads its options with <c>getopt_long()</c>.</summary>
internal sealed class SystemTool
{
    private readonly Func<Getopt, UserCommand?> _command;

    /// <summary>A tool.</summary>
    /// <param name="name">What is typed.</param>
    /// <param name="options">In the order of the tool's own table, as
    /// <see cref="GetoptOption.Of"/> reads them.</param>
    /// <param name="command">What to do; null for what is not modelled.</param>
    public SystemTool(string name, string[] options, Func<Getopt, UserCommand?> command)
    {
        (Name, _command) = (name, command);
        Options = [.. options.Select(GetoptOption.Of)];
        Hint = $"Try '{name} --help' for more information.\n";
    }

    public string Name { get; }

    public List<GetoptOption> Options { get; }

    /// <summary>What the tool prints behind a complaint of getopt, with line ends.</summary>
    public string Hint { get; init; }

    /// <summary>The command of the words behind the name; null for what is not
    /// modelled.</summary>
    public UserCommand? Parse(string[] words, string line)
    {
        var getopt = new Getopt(this, words, line);
        return getopt.Complaint is { } why ? getopt.RefuseWithHint(why)
            : getopt.IsModelled ? _command(getopt)
            : null;
    }
}

/// <summary>An option of a tool.</summary>
/// <param name="Letter">Its letter; null for one that only has a long name.</param>
/// <param name="Name">Its long name; empty for one that only has a letter.</param>
/// <param name="Argument">Whether it takes one.</param>
/// <param name="IsModelled">False for an option that the real tool has and the model has
/// not.</param>
internal sealed record GetoptOption(
    char? Letter, string Name, GetoptArgument Argument, bool IsModelled)
{
    /// <summary>The letter, else the long name.</summary>
    public string Key => Letter is { } letter ? letter.ToString() : Name;

    /// <summary>Reads <c>o|output=</c>, <c>n|</c> or <c>|summary=?</c>: letter, long name,
    /// <c>=</c> for an argument, <c>=?</c> for one that may be left out; <c>!</c> in front of one
    /// that is not modelled.</summary>
    public static GetoptOption Of(string text)
    {
        var halves = text.TrimStart('!').TrimEnd('=', '?').Split('|');
        return new GetoptOption(
            halves[0].Length > 0 ? halves[0][0] : null, halves[1],
            text.EndsWith('?') ? GetoptArgument.Optional
                : text.EndsWith('=') ? GetoptArgument.Required
                : GetoptArgument.None,
            !text.StartsWith('!'));
    }
}

/// <summary>Whether an option takes an argument.</summary>
internal enum GetoptArgument
{
    /// <summary>It takes none.</summary>
    None,

    /// <summary>It needs one.</summary>
    Required,

    /// <summary>It takes one that is written right behind it.</summary>
    Optional,
}
