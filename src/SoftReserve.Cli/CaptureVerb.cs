using System.CommandLine;
using SoftReserve.Machines.Capturing;

namespace SoftReserve.Cli;

/// <summary>softreserve capture: collects this host's evidence into one file.</summary>
internal static class CaptureVerb
{
    public static Command Create(Terminal terminal)
    {
        var output = new Option<string>("--output", "-o")
        {
            Description = "New file: .tar.gz, .tgz or .tar",
            Required = true,
        };
        var root = new Option<string>("--root")
        {
            Description = "Folder that stands for / (a tree copied from another machine)",
            DefaultValueFactory = _ => "/",
        };
        var verb = new Command("capture", "Collect what this machine shows into one file");
        verb.Add(output);
        verb.Add(root);
        verb.SetAction(parsed => Run(
            parsed.GetValue(output)!, parsed.GetValue(root)!, terminal));
        return verb;
    }

    private static int Run(string path, string root, Terminal terminal)
    {
        if (!BundleFile.IsName(path))
            return Refuse($"'{path}' is no name of a bundle: end it with .tar.gz or .tar");
        if (Path.Exists(path))
            return Refuse($"'{path}' is there already; nothing was written");
        var files = new HostFiles(root);
        if (!files.Exists("/proc/iomem"))
            return Refuse($"no running Linux below '{root}': /proc/iomem is missing");
        var capture = HostCapture.Of(files);
        BundleFile.Write(capture.Files, path);
        terminal.Output.WriteLine(FormattableString.Invariant(
            $"{path}: {capture.Files.Count} files. Next: softreserve diagnose {path}"));
        foreach (var note in capture.Notes)
            terminal.Error.WriteLine($"note: {note}");
        return capture.IsComplete ? ExitCode.Fine : ExitCode.Incomplete;

        int Refuse(string why)
        {
            terminal.Error.WriteLine($"softreserve: {why}");
            return ExitCode.Unusable;
        }
    }
}
