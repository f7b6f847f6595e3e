using System.Text;
using SoftReserve.Addresses;

namespace SoftReserve.Userspace.SystemTools;

/// <summary><c>dmesg</c>: the kernel log, debug lines of the modelled files included, as with
/// dynamic debug switched on.</summary>
/// <param name="Levels">Which levels; empty for all.</param>
/// <param name="Stamp">What stands in front of a line: its time and the microseconds since the
/// line before it.</param>
internal sealed record DmesgCommand(
    ValueList<LogLevel> Levels, Func<KernelLogLine, long, string> Stamp) : UserCommand
{
    private const int WaitsForEver = 124, NameWidth = 6;

    private static readonly string[] Facilities =
    [
        "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron",
        "authpriv", "ftp",
    ];

    public static SystemTool Tool { get; } = new(
        "dmesg",
        [
            "!s|buffer-size=", "!C|clear", "!L|color=?", "!n|console-level=", "!D|console-off",
            "!E|console-on", "x|decode", "!F|file=", "f|facility=", "w|follow", "!W|follow-new",
            "p|force-prefix", "!H|human", "!h|help", "!J|json", "k|kernel", "l|level=",
            "|noescape", "t|notime", "P|nopager", "r|raw", "!c|read-clear", "!e|reltime",
            "d|show-delta", "T|ctime", "!|since=", "S|syslog", "!|time-format=", "!|until=",
            "u|userspace", "!V|version",
        ],
        Of);

    /// <summary>True puts facility and level in front.</summary>
    public bool Decodes { get; init; }

    /// <summary>False when only lines of others are wanted: there are none.</summary>
    public bool WantsKernel { get; init; } = true;

    /// <summary>True waits for more.</summary>
    public bool Follows { get; init; }

    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel)
    {
        var text = new StringBuilder();
        long? before = null;
        foreach (var line in KernelLog.Of(kernel))
        {
            var level = line.Message.Level;
            if (!WantsKernel || (!Levels.IsEmpty && Levels.IndexOf(level) < 0))
                continue;
            text.Append(Decodes ? Prefix(level) : "")
                .Append(Stamp(line, line.Time - (before ?? line.Time)))
                .Append(line.Message).Append('\n');
            before = line.Time;
        }

        var outcome = new CommandOutcome(kernel, 0, text.ToString());
        return !Follows ? outcome : outcome with
        {
            ExitCode = WaitsForEver,
            Complaints = $"softreserve: '{Line}' never returns: it waits for new lines\n",
        };
    }

    private static UserCommand Of(Getopt words)
    {
        if (!words.Operands.IsEmpty)
            return words.RefuseWithHint("bad usage");
        if ((words.RefuseBoth("r", "x") ?? words.RefuseBoth("r", "t")) is { } refusal)
            return refusal;
        var facilities = (words.ValueOf("f") ?? Facilities[0]).Split(',');
        if (Array.Find(facilities, each => !Facilities.Contains(each)) is { } unknown)
            return words.Refuse($"unknown facility '{unknown}'");
        var (levels, strange) = words.ValueOf("l") is { } list ? LogLevels.Read(list) : ([], null);
        if (strange is not null)
            return words.Refuse($"unknown level '{strange}'");
        return new DmesgCommand(levels, StampOf(words))
        {
            Line = words.Line,
            Decodes = words.Has("x"),
            WantsKernel = facilities.Contains(Facilities[0])
                && (words.Has("k") || !words.Has("u")),
            Follows = words.Has("w"),
        };
    }

    private static Func<KernelLogLine, long, string> StampOf(Getopt words)
    {
        if (words.Has("r"))
            return (line, _) => FormattableString.Invariant(
                $"<{(int)line.Message.Level}>[{line.Seconds}] ");
        Func<KernelLogLine, string> time = words.Has("T") ? line => line.Date
            : words.Has("t") ? _ => ""
            : line => line.Seconds;
        return (line, delta) => (time(line), words.Has("d")) switch
        {
            ("", false) => "",
            ("", true) => $"[<{KernelLog.Seconds(delta)}>] ",
            (var text, true) => $"[{text} <{KernelLog.Seconds(delta)}>] ",
            (var text, false) => $"[{text}] ",
        };
    }

    private static string Prefix(LogLevel level) =>
        $"{Facilities[0].PadRight(NameWidth)}:{LogLevels.NameOf(level).PadRight(NameWidth)}: ";
}
