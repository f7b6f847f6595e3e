using SoftReserve.Addresses;

namespace SoftReserve.Userspace.SystemTools;

/// <summary>Levels of the kernel log as dmesg names them.</summary>
internal static class LogLevels
{
    private static readonly string[] Names =
        ["emerg", "alert", "crit", "err", "warn", "notice", "info", "debug"];

    /// <summary>What dmesg calls a level.</summary>
    public static string NameOf(LogLevel level) => Names[(int)level];

    /// <summary>The levels of a list as <c>err,warn</c>; <c>err+</c> means err and what is more
    /// important, <c>+info</c> info and what is less. The second half is the name that nobody
    /// knows; null when all are known.</summary>
    public static (ValueList<LogLevel> Levels, string? Unknown) Read(string list)
    {
        var levels = new SortedSet<LogLevel>();
        foreach (var item in list.Split(','))
        {
            var index = Array.IndexOf(Names, item.Trim('+'));
            if (index < 0)
                return ([], item);
            var first = item.EndsWith('+') ? 0 : index;
            var last = item.StartsWith('+') ? Names.Length - 1 : index;
            for (var level = first; level <= last; level++)
                levels.Add((LogLevel)level);
        }

        return ([.. levels], null);
    }
}
