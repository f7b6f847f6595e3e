using System.Text;
using SoftReserve.Addresses;

namespace SoftReserve.Userspace.SystemTools;

/// <summary><c>dmesg</c>: the kernel log, debug lines of the modelled files included, as with
/// dynamic debug switched on.</summary>
/// <param name="HasTime">False with <c>-t</c>.</param>
/// <param name="Levels">What <c>-l</c> names; empty for every level.</param>
/// <param name="UnknownLevel">A word of <c>-l</c> that is no level; null when all are.</param>
public sealed record DmesgCommand(
    bool HasTime, ValueList<int> Levels, string? UnknownLevel) : UserCommand
{
    private static readonly string[] LevelNames =
        ["emerg", "alert", "crit", "err", "warn", "notice", "info", "debug"];

    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel)
    {
        if (UnknownLevel is { } level)
            return CommandOutcome.Failed(kernel, 0, $"dmesg: unknown level '{level}'\n");
        var text = new StringBuilder();
        foreach (var line in KernelLog.Of(kernel))
            if (Levels.IsEmpty || Levels.IndexOf((int)line.Message.Level) >= 0)
                text.Append(HasTime ? line.Stamp : "").Append(line.Message).Append('\n');
        return new CommandOutcome(kernel, 0, text.ToString());
    }

    internal static DmesgCommand? Parse(string[] words, string line)
    {
        var (hasTime, levels) = (true, "");
        for (var index = 0; index < words.Length; index++)
        {
            if (words[index] is "-t" or "--notime")
                hasTime = false;
            else if (words[index] is "-l" or "--level" && index + 1 < words.Length)
                levels = words[++index];
            else if (words[index].StartsWith("--level=", StringComparison.Ordinal))
                levels = words[index]["--level=".Length..];
            else
                return null;
        }

        var names = levels.Split(',', StringSplitOptions.RemoveEmptyEntries);
        return new DmesgCommand(
            hasTime,
            [.. names.Select(name => Array.IndexOf(LevelNames, name))],
            names.FirstOrDefault(name => !LevelNames.Contains(name)))
        {
            Line = line,
        };
    }
}
