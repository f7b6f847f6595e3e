using SoftReserve.Drivers;

namespace SoftReserve.Userspace;

/// <summary>Reads the words after <c>modprobe</c>, <c>rmmod</c> and <c>hide-module</c>.</summary>
internal static class ModuleCommandParser
{
    public static UserCommand? Modprobe(string[] words, string line) => words switch
    {
        ["-r" or "--remove", var name] => Removal(name, line, byRmmod: false),
        [var name] when !name.StartsWith('-') => new Modprobe(FileName(name)) { Line = line },
        _ => null,
    };

    public static UserCommand? BusyboxModprobe(string name, string line) => name.StartsWith('-')
        ? null
        : new Modprobe(FileName(name)) { Line = line, ReadsSoftdeps = false };

    public static UserCommand? Rmmod(string[] words, string line) =>
        words is [var name] && !name.StartsWith('-') ? Removal(name, line, byRmmod: true) : null;

    public static UserCommand? Hide(string[] words, string line) =>
        words is [var name] && ModuleNames.Find(FileName(name)) is { } module
            ? new HideModule(module) { Line = line }
            : null;

    private static RemoveModule Removal(string name, string line, bool byRmmod) =>
        new(FileName(name), byRmmod) { Line = line };

    // kmod takes a dash for an underscore
    private static string FileName(string name) => name.Replace('-', '_');
}
