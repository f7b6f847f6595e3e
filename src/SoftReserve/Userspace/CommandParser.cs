namespace SoftReserve.Userspace;

/// <summary>Reads the commands that the model can carry out, each tool's own words in a parser of
/// its own.</summary>
public static class CommandParser
{
    /// <summary>The command of a line of words separated by spaces, without quotes or variables;
    /// null for a line that the model does not know.</summary>
    public static UserCommand? Parse(string line) =>
        Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), line);

    /// <summary>The command of words that a shell has taken apart.</summary>
    /// <param name="words">The tool and what it is given; <c>&gt;</c> is a word of its own.</param>
    /// <param name="line">What was typed.</param>
    public static UserCommand? Parse(string[] words, string line) => words switch
    {
        [.. var rest, "&"] when Parse(rest, line) is { } inner =>
            new BackgroundCommand(inner) { Line = line },
        ["cxl", .. var rest] => CxlCommandParser.Parse(rest, line),
        ["daxctl", .. var rest] => DaxctlCommandParser.Parse(rest, line),
        ["modprobe", .. var rest] => ModuleCommandParser.Modprobe(rest, line),
        ["busybox", "modprobe", var name] => ModuleCommandParser.BusyboxModprobe(name, line),
        ["rmmod", .. var rest] => ModuleCommandParser.Rmmod(rest, line),
        ["machine", .. var rest] => MachineCommandParser.Parse(rest, line),
        ["hot-add", var card] => new AddCard(card) { Line = line },
        ["hot-remove", var card] => new RemoveCard(card) { Line = line },
        ["hide-module", .. var rest] => ModuleCommandParser.Hide(rest, line),
        ["echo", .. var rest] => FileCommandParser.Echo(rest, line),
        ["cat", .. var rest] => FileCommandParser.Cat(rest, line),
        ["ls", .. var rest] => FileCommandParser.Ls(rest, line),
        ["readlink", .. var rest] => FileCommandParser.Readlink(rest, line),
        ["realpath", .. var rest] => FileCommandParser.Realpath(rest, line),
        ["find", .. var rest] => FileCommandParser.Find(rest, line),
        _ => SystemTools.SystemToolParser.Parse(words, line),
    };
}
