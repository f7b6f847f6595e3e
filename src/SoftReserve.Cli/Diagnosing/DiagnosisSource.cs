using SoftReserve.Diagnosis;
using SoftReserve.Machines.Captures;
using SoftReserve.Machines.Diagnosing;
using SoftReserve.Machines.Diagnostics;

namespace SoftReserve.Cli.Diagnosing;

/// <summary>What a user points diagnose at, ready to be looked at.</summary>
/// <param name="Name">As typed.</param>
/// <param name="Subject">What was seen, and what is predicted.</param>
internal sealed record DiagnosisSource(string Name, DiagnosisSubject Subject)
{
    /// <summary>Reads it; null when it cannot be read, which has been told then, every problem of
    /// it.</summary>
    public static DiagnosisSource? Read(string? name, Terminal terminal)
    {
        if (name is null)
        {
            terminal.Error.WriteLine("softreserve: diagnose needs a capture");
            return null;
        }

        if (!File.Exists(name) && !Directory.Exists(name))
        {
            terminal.Error.WriteLine($"softreserve: no capture '{name}': no file, no folder");
            return null;
        }

        return Report(CaptureFiles.Open(name), terminal) is { } files
            ? Of(name, files, terminal) : null;
    }

    private static DiagnosisSource? Of(string name, ICaptureFiles files, Terminal terminal)
    {
        var recording = Report(CaptureReader.Read(files), terminal);
        var seen = Report(SeenReader.Read(files), terminal);
        if (recording is null || seen is null)
            return null;
        foreach (var note in recording.Notes)
            terminal.Error.WriteLine($"note: {note}");
        var subject = DiagnosisSubject.Boot(
            seen, recording.Machine, recording.Order, terminal.Kernels,
            recording.Steps.Count(step => step is StageStep.Command));
        if (subject.Doubt is { } doubt)
            terminal.Error.WriteLine($"note: {doubt}");
        return new DiagnosisSource(name, subject);
    }

    private static T? Report<T>(ReadResult<T> result, Terminal terminal)
        where T : class
    {
        foreach (var diagnostic in result.Diagnostics)
            terminal.Error.WriteLine(diagnostic);
        return result.Value;
    }
}
