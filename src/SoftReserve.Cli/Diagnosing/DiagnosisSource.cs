using SoftReserve.Diagnosis;
using SoftReserve.Machines.Captures;
using SoftReserve.Machines.Capturing;
using SoftReserve.Machines.Diagnosing;
using SoftReserve.Machines.Diagnostics;

namespace SoftReserve.Cli.Diagnosing;

/// <summary>What a user points diagnose at, ready to be looked at.</summary>
/// <param name="Subject">What was seen, and what is predicted.</param>
internal sealed record DiagnosisSource(DiagnosisSubject Subject)
{
    /// <summary>Reads it; null when it cannot be read, which has been told then, every problem of
    /// it.</summary>
    public static DiagnosisSource? Read(string name, Terminal terminal)
    {
        if (!File.Exists(name) && !Directory.Exists(name))
        {
            terminal.Error.WriteLine($"softreserve: no capture '{name}': no file, no folder");
            return null;
        }

        return Report(CaptureFiles.Open(name), terminal) is { } files
            ? Of(files, terminal) : null;
    }

    /// <summary>Looks at a machine that runs: what capture collects, without a file.</summary>
    /// <param name="root"><c>/</c>, or a folder that stands for it.</param>
    /// <param name="terminal">Where problems are told.</param>
    public static DiagnosisSource? Look(string root, Terminal terminal)
    {
        var files = new HostFiles(root);
        if (!files.Exists("/proc/iomem"))
        {
            terminal.Error.WriteLine(
                $"softreserve: no running Linux below '{root}': /proc/iomem is missing; name a "
                + "capture instead");
            return null;
        }

        var capture = HostCapture.Of(files);
        foreach (var note in capture.Notes)
            terminal.Error.WriteLine($"note: {note}");
        return Of(capture.Open("this machine"), terminal);
    }

    private static DiagnosisSource? Of(ICaptureFiles files, Terminal terminal)
    {
        var recording = Report(CaptureReader.Read(files), terminal);
        var seen = Report(SeenReader.Read(files), terminal);
        if (recording is null || seen is null)
            return null;
        foreach (var note in recording.Notes)
            terminal.Error.WriteLine($"note: {note}");
        var subject = DiagnosisSubject.Boot(
            seen, recording.Machine, recording.Order, terminal.Kernels,
            recording.Steps.Count(IsTyped));
        if (subject.Doubt is { } doubt)
            terminal.Error.WriteLine($"note: {doubt}");
        return new DiagnosisSource(subject);
    }

    private static bool IsTyped(StageStep step) => step is StageStep.Command
        || step is StageStep.Other { Text: var text }
            && text.StartsWith("for ", StringComparison.Ordinal);

    private static T? Report<T>(ReadResult<T> result, Terminal terminal)
        where T : class
    {
        foreach (var diagnostic in result.Diagnostics)
            terminal.Error.WriteLine(diagnostic);
        return result.Value;
    }
}
