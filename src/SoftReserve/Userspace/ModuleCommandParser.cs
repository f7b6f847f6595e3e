using SoftReserve.Drivers;
using SoftReserve.Userspace.SystemTools;

namespace SoftReserve.Userspace;

/// <summary>Reads the words after <c>modprobe</c>, <c>rmmod</c> and <c>hide-module</c>.</summary>
internal static class ModuleCommandParser
{
    private static readonly SystemTool ModprobeTool = new(
        "modprobe",
        [
            "!a|all", "r|remove", "!|remove-dependencies", "!|remove-holders", "!w|wait=",
            "!R|resolve-alias", "!|first-time", "!i|ignore-install", "!|ignore-remove",
            "!b|use-blacklist", "!f|force", "!|force-modversion", "!|force-vermagic",
            "!D|show-depends", "!c|showconfig", "!|show-config", "!|show-modversions",
            "!|dump-modversions", "!|show-exports", "!n|dry-run", "!|show", "!C|config=",
            "!d|dirname=", "!S|set-version=", "!s|syslog", "!q|quiet", "!v|verbose", "!V|version",
            "!h|help",
        ],
        words => words.Operands.ToArray() switch
        {
            [] => words.Refuse("ERROR: missing parameters. See -h."),
            [var name] when words.Has("r") => Removal(name, words.Line, byRmmod: false),
            [var name] => new Modprobe(FileName(name)) { Line = words.Line },
            _ => null,
        })
    { Hint = "" };

    private static readonly SystemTool RmmodTool = new(
        "rmmod", ["!f|force", "!s|syslog", "!v|verbose", "!V|version", "!h|help"],
        words => words.Operands.ToArray() switch
        {
            [] => words.Refuse("ERROR: missing module name."),
            [var name] => Removal(name, words.Line, byRmmod: true),
            _ => null,
        })
    { Hint = "" };

    public static UserCommand? Modprobe(string[] words, string line) =>
        ModprobeTool.Parse(words, line);

    public static UserCommand? Rmmod(string[] words, string line) => RmmodTool.Parse(words, line);

    public static UserCommand? BusyboxModprobe(string name, string line) => name.StartsWith('-')
        ? null
        : new Modprobe(FileName(name)) { Line = line, ReadsSoftdeps = false };

    public static UserCommand? Hide(string[] words, string line) =>
        words is [var name] && ModuleNames.Find(FileName(name)) is { } module
            ? new HideModule(module) { Line = line }
            : null;

    /// <summary>kmod takes a dash for an underscore.</summary>
    public static string FileName(string name) => name.Replace('-', '_');

    private static RemoveModule Removal(string name, string line, bool byRmmod) =>
        new(FileName(name), byRmmod) { Line = line };
}
