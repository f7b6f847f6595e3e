using SoftReserve.Addresses;
using SoftReserve.Shell.Filters;
using SoftReserve.Userspace;

namespace SoftReserve.Shell;

/// <summary>Finds who carries out a command: the shell, a filter, or a tool of the modelled
/// machine.</summary>
internal sealed class Dispatcher(Interpreter interpreter, Machine machine)
{
    private const int NotFound = 127;

    // tools whose operands are files
    private static readonly HashSet<string> FileTools =
        ["cat", "ls", "readlink", "realpath", "find", "stat"];

    /// <summary>Runs a command.</summary>
    /// <param name="words">Its name and what it is given.</param>
    /// <param name="line">As typed.</param>
    /// <param name="streams">Where it reads and writes.</param>
    /// <param name="waits">False does not wait for what it begins.</param>
    /// <returns>Its exit status.</returns>
    public int Run(string[] words, string line, Streams streams, bool waits)
    {
        ValueList<string> arguments = [.. words[1..]];
        if (new Builtins(interpreter, machine).Run(words[0], arguments, streams) is { } exitCode)
            return exitCode;
        if (ReadsInput(words))
            return RunFilter(LineFilters.Cat, words[0], arguments, streams);
        if (FilterTable.Find(words[0]) is { } filter)
            return RunFilter(filter, words[0], arguments, streams);
        if (words[0] == "tee")
            return Tee(arguments, streams);
        if (CommandParser.Parse(WithPaths(words), line) is { } command)
            return RunTool(command, streams, waits);
        streams.Error(Tools.IsReal(words[0])
            ? $"softreserve: {string.Join(' ', words)}: not modelled\n"
            : $"sh: {words[0]}: not found\n");
        return NotFound;
    }

    private static bool ReadsInput(string[] words) =>
        words[0] == "cat" && (words.Length == 1 || words.Contains("-"));

    private int RunTool(UserCommand command, Streams streams, bool waits)
    {
        var outcome = machine.Type(command, waits);
        if (outcome.Output.Length > 0)
            streams.Output(outcome.Output);
        if (outcome.Complaints.Length > 0)
            streams.Error(Lines.Ended(outcome.Complaints));
        return outcome.ExitCode;
    }

    private int RunFilter(
        Filter filter, string name, ValueList<string> arguments, Streams streams)
    {
        var result = filter(new FilterInput(name, arguments, streams.Input, machine.Read));
        if (result.Output.Length > 0)
            streams.Output(result.Output);
        if (result.Complaints.Length > 0)
            streams.Error(result.Complaints);
        return result.ExitCode;
    }

    private int Tee(ValueList<string> arguments, Streams streams)
    {
        streams.Output(streams.Input);
        var exitCode = 0;
        foreach (var path in arguments)
            if (!path.StartsWith('-'))
                exitCode = RunTool(
                    new WriteFile(machine.Absolute(path), streams.Input) { Line = $"tee {path}" },
                    streams, waits: true);
        return exitCode;
    }

    private string[] WithPaths(string[] words)
    {
        if (!FileTools.Contains(words[0]))
            return words;
        string[] paths =
        [
            words[0],
            .. words.Skip(1).Select(word =>
                word.StartsWith('-') || word.StartsWith('/') ? word : machine.Absolute(word)),
        ];
        return words[0] == "ls" && paths.Skip(1).All(word => word.StartsWith('-'))
            ? [.. paths, machine.Directory]
            : paths;
    }
}
