using System.Diagnostics;
using System.Globalization;
using SoftReserve.Cli.Output;
using SoftReserve.Cli.Tests.Shell;
using SoftReserve.Sysfs;

namespace SoftReserve.Cli.Tests.Sysfs;

/// <summary>Tools as a distribution ships them, on the files of a modelled machine.
/// SOFTRESERVE_NDCTL names root folders with cxl and daxctl, separated by colons; without it those
/// of this system are taken.</summary>
internal static class RealTools
{
    private const string Memory = "/dev/shm";

    private static readonly string Script = Repository.At(
        "tests", "SoftReserve.Cli.Tests", "Sysfs", "real-tools.sh");

    /// <summary>Root folders that have cxl and daxctl.</summary>
    public static IReadOnlyList<string> Roots { get; } =
    [
        .. (Environment.GetEnvironmentVariable("SOFTRESERVE_NDCTL") ?? "/")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Where(root => File.Exists(Path.Combine(root, "usr/bin/cxl"))
                && File.Exists(Path.Combine(root, "usr/bin/daxctl"))),
    ];

    private static readonly string? Hindrance = !OperatingSystem.IsLinux() ? "not Linux"
        : !Environment.IsPrivilegedProcess ? "not root: cannot mount"
        : !Directory.Exists(Memory) ? "no tmpfs at " + Memory
        : !ListsNewestFirst() ? "this kernel's tmpfs lists names in another order than sysfs"
        : !CanMount() ? "mounting is not allowed here"
        : null;

    /// <summary>What is missing for running them; null when nothing is.</summary>
    public static string? Missing { get; } =
        Roots.Count == 0 ? "cxl and daxctl are not installed" : Hindrance;

    /// <summary>What is missing for running a tool of this system; null when nothing is.</summary>
    public static string? MissingHere(string tool) =>
        File.Exists("/usr/bin/" + tool) || File.Exists("/usr/sbin/" + tool)
            ? Hindrance
            : tool + " is not installed";

    /// <summary>Types commands one after the other.</summary>
    /// <param name="root">The folder with the tools.</param>
    /// <param name="tree">The files that they see.</param>
    /// <param name="commands">Words without quotes.</param>
    /// <param name="prepare">Adds files to the folder that it is given.</param>
    public static IReadOnlyList<Typed> Run(
        string root, FileTree tree, IReadOnlyList<string> commands,
        Action<string>? prepare = null)
    {
        using var work = new WorkFolder();
        var files = Path.Combine(work.Path, "tree");
        SysfsFolder.Write(tree, files);
        prepare?.Invoke(files);
        var error = RunScript(files, root, work.Path, commands);
        return
        [
            .. commands.Select((_, number) => Path.Combine(work.Path, $"{number}"))
                .Select(file => File.Exists(file + ".exit")
                    ? new Typed(
                        int.Parse(File.ReadAllText(file + ".exit"), CultureInfo.InvariantCulture),
                        File.ReadAllText(file + ".out"), File.ReadAllText(file + ".err"))
                    : new Typed(-1, "", error)),
        ];
    }

    private static string RunScript(
        string tree, string root, string output, IReadOnlyList<string> commands)
    {
        using var script = Process.Start(new ProcessStartInfo(Script, [tree, root, output])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!;
        foreach (var command in commands)
            script.StandardInput.Write(command + "\n");
        script.StandardInput.Close();
        var error = script.StandardError.ReadToEnd();
        script.WaitForExit();
        return error;
    }

    private static bool ListsNewestFirst()
    {
        using var work = new WorkFolder();
        foreach (var name in new[] { "b", "a", "c" })
            File.WriteAllText(Path.Combine(work.Path, name), "");
        return Directory.EnumerateFiles(work.Path).Select(Path.GetFileName)
            .SequenceEqual(["c", "a", "b"]);
    }

    private static bool CanMount()
    {
        using var unshare = Process.Start(new ProcessStartInfo("unshare", ["-m", "true"])
        {
            RedirectStandardError = true,
        })!;
        unshare.WaitForExit();
        return unshare.ExitCode == 0;
    }

    private sealed class WorkFolder : IDisposable
    {
        public string Path { get; } = System.IO.Path.Combine(
            Memory, "softreserve-" + System.IO.Path.GetRandomFileName());

        public WorkFolder() => Directory.CreateDirectory(Path);

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
