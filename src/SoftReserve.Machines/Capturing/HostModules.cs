using System.Text;
using SoftReserve.Drivers;

namespace SoftReserve.Machines.Capturing;

/// <summary>How each module that decides about Soft Reserved memory can be had on a live machine: a
/// line for each, <c>cxl_acpi loaded</c>.</summary>
/// <remarks><c>loaded</c>, <c>builtin</c>, <c>installed</c> (a file on disk) or <c>missing</c>;
/// behind it <c>blocked FILE</c> when a file of modprobe.d or the command line keeps udev from
/// loading it.</remarks>
internal static class HostModules
{
    private const int IndexBytes = 8 * 1024 * 1024;

    private static readonly string[] Settings =
        ["/etc/modprobe.d", "/run/modprobe.d", "/usr/lib/modprobe.d", "/lib/modprobe.d"];

    /// <summary>The lines, or nothing where not even loaded modules are listed.</summary>
    public static string Read(HostFiles files, string release, string commandLine)
    {
        if (files.Bytes("/proc/modules", IndexBytes) is not { } loaded)
            return "";
        var folder = "/lib/modules/" + release;
        var live = Words(loaded, line => line.Split(' ')[0]);
        var builtIn = Words(
            files.Bytes(folder + "/modules.builtin", IndexBytes) ?? [], FileStem);
        var onDisk = Words(
            files.Bytes(folder + "/modules.dep", IndexBytes) ?? [],
            line => FileStem(line.Split(':')[0]));
        var blocked = Blocked(files, commandLine);
        return string.Concat(ModuleNames.All.Select(ModuleNames.NameOf).Select(name =>
            name + (live.Contains(name) ? " loaded"
                : builtIn.Contains(name) || files.Exists("/sys/module/" + name) ? " builtin"
                : onDisk.Contains(name) ? " installed"
                : " missing")
            + (blocked.TryGetValue(name, out var where) ? $" blocked {where}" : "") + "\n"));
    }

    private static SortedSet<string> Words(byte[] text, Func<string, string> word) => new(
        Encoding.UTF8.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => word(line).Replace('-', '_')),
        StringComparer.Ordinal);

    // "kernel/drivers/cxl/cxl_acpi.ko.xz"
    private static string FileStem(string path) =>
        path[(path.LastIndexOf('/') + 1)..].Split('.')[0];

    private static SortedDictionary<string, string> Blocked(HostFiles files, string commandLine)
    {
        var blocked = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in commandLine.Split(' '))
            if (word.Split('=', 2) is ["module_blacklist" or "modprobe.blacklist", var names])
                foreach (var name in names.Split(','))
                    blocked.TryAdd(name.Replace('-', '_'), "command-line");
        foreach (var folder in Settings)
            foreach (var file in files.List(folder).Where(
                name => name.EndsWith(".conf", StringComparison.Ordinal)))
                foreach (var line in (files.Text($"{folder}/{file}") ?? "").Split('\n'))
                    if (BlockedBy(line) is { } name)
                        blocked.TryAdd(name.Replace('-', '_'), $"{folder}/{file}");
        return blocked;
    }

    private static string? BlockedBy(string line) =>
        line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["blacklist", var name, ..] => name,
            ["install", var name, var command, ..]
                when FileStem(command) is "true" or "false" => name,
            _ => null,
        };
}
