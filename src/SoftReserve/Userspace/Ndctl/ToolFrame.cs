using SoftReserve.Addresses;

namespace SoftReserve.Userspace.Ndctl;

/// <summary>What cxl and daxctl do with their first word.</summary>
/// <remarks>ndctl: util/main.c.</remarks>
/// <param name="Tool"><c>cxl</c> or <c>daxctl</c>.</param>
/// <param name="Modelled">Commands that can be carried out.</param>
/// <param name="NotModelled">Names of the others.</param>
internal sealed record ToolFrame(
    string Tool, ValueList<Subcommand> Modelled, ValueList<string> NotModelled)
{
    private const string Version = "85\n";

    private string Synopsis => $"{Tool} [--version] [--help] COMMAND [ARGS]";

    private string Help => $"\n usage: {Synopsis}\n\n\n See '{Tool} help COMMAND' for more "
        + $"information on a specific command.\n {Tool} --list-cmds to see all available "
        + "commands\n\n";

    /// <summary>The command of the words behind the tool's name; null for one that is not
    /// modelled.</summary>
    public UserCommand? Parse(
        string[] words, string line, Func<Subcommand, OptionValues, bool> isModelled)
    {
        if (words is [var name, .. var rest]
            && Modelled.FirstOrDefault(each => each.Name == name) is { } subcommand)
            return subcommand.With(rest, line, values => isModelled(subcommand, values));
        return words is [var other, ..] && NotModelled.IndexOf(other) >= 0
            ? null
            : new EndedTool(Answer(words)) { Line = line };
    }

    private OptionReading.Ended Answer(string[] words) => words switch
    {
        [] => new(Help, "", 1),
        ["-v" or "--version" or "version", ..] => new(Version, "", 0),
        ["-h" or "--help" or "help", ..] => new(Help, "", 0),
        ["--list-cmds", ..] => new(string.Concat(Names.Select(name => name + "\n")), "", 0),
        [['-', ..] option, ..] => new(
            "", $"Unknown option: {option}\n\n Usage: {Synopsis}\n", ToolSyntax.UsageExitCode),
        [var name, ..] => new("", $"Unknown command: '{name}'\n", 1),
    };

    private IEnumerable<string> Names =>
        ((string[])["version", "help"]).Concat(Modelled.Select(each => each.Name))
        .Concat(NotModelled);
}
