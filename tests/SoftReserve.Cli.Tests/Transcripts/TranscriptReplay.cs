using SoftReserve.Machines.Captures;
using SoftReserve.Userspace;

namespace SoftReserve.Cli.Tests.Transcripts;

/// <summary>Types the commands of a recording on the modelled machine.</summary>
internal static class TranscriptReplay
{
    /// <summary>What became of each entry of a folder's transcript, in order.</summary>
    public static IReadOnlyList<TypedEntry> Of(string folder)
    {
        var recording = RecordedReplay.WithFilesBack(RecordedBoots.Read(folder));
        var entries = new Queue<TranscriptEntry>(TranscriptEntry.Read(
            Repository.At("captures", folder, "transcript.txt")));
        var kernel = RecordedBoots.Boot(recording);
        var typed = new List<TypedEntry>();
        var from = (recording.BootState?.Position ?? -1) + 1;
        foreach (var step in recording.Steps.Skip(from))
            if (step is StageStep.Load load)
                (kernel, _) = Type(kernel, $"busybox modprobe {load.Module}");
            else if (step is StageStep.Command && entries.TryDequeue(out var entry))
            {
                (kernel, var outcome) = Type(kernel, entry.Command);
                typed.Add(new TypedEntry(entry, outcome));
            }

        typed.AddRange(entries.Select(entry => new TypedEntry(entry, null)));
        return typed;
    }

    private static (Kernel Kernel, CommandOutcome? Last) Type(Kernel kernel, string text)
    {
        CommandOutcome? last = null;
        foreach (var line in text.Replace("/sbin/", "", StringComparison.Ordinal)
            .Split("; ", StringSplitOptions.TrimEntries))
        {
            if (CommandParser.Parse(line) is not { } command)
                return (kernel, null);
            last = command.Run(kernel);
            kernel = Schedule.RunToEnd(last.Kernel);
        }

        return (kernel, last);
    }
}

/// <summary>An entry of a transcript, and what the model made of it.</summary>
/// <param name="Recorded">The entry.</param>
/// <param name="Outcome">Null for a command that the model does not know, or that came after one
/// that no model can repeat.</param>
internal sealed record TypedEntry(TranscriptEntry Recorded, CommandOutcome? Outcome)
{
    /// <summary>What both streams say, or how they differ; null where they agree.</summary>
    public string? Difference
    {
        get
        {
            if (Outcome is null)
                return "not typed";
            if (Outcome.ExitCode != Recorded.ExitCode)
                return $"exit {Outcome.ExitCode}, recorded {Recorded.ExitCode}: "
                    + Outcome.Complaints;
            var predicted = Outcome.Complaints + Outcome.Output;
            return predicted == Recorded.Output ? null : Show(predicted);
        }
    }

    private string Show(string predicted) =>
        $"prints\n{predicted}recorded\n{Recorded.Output}";
}
