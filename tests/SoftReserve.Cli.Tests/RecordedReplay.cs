using SoftReserve.Drivers;
using SoftReserve.Machines.Captures;
using SoftReserve.Userspace;

namespace SoftReserve.Cli.Tests;

/// <summary>Does on the model what was done on the recorded machine, state by state.</summary>
internal static class RecordedReplay
{
    /// <summary>Each recorded state but that of the boot, with the model's kernel at that
    /// moment.</summary>
    public static IEnumerable<ReplayedState> States(Recording recording) =>
        recording.States.Where(state => state != recording.BootState).Select(
            state => recording.BootState is { } boot && state.Position > boot.Position
                ? Later(recording, state, boot.Position + 1)
                : new ReplayedState(state, RecordedBoots.Boot(recording, state), null, []));

    // whatever is typed meets a machine that has settled
    private static ReplayedState Later(Recording recording, RecordedState state, int from)
    {
        var kernel = RecordedBoots.Boot(WithFilesBack(recording));
        var exits = new List<string>();
        for (var index = from; index < state.Position; index++)
        {
            var (lines, code) = Typed(recording.Steps[index]);
            if (lines is null)
                return new ReplayedState(state, null, $"{recording.Steps[index]}", []);
            UserCommand? last = null;
            foreach (var line in lines)
            {
                last = CommandParser.Parse(line);
                if (last is null)
                    return new ReplayedState(state, null, line, []);
                var outcome = last.Run(kernel);
                kernel = Schedule.RunToEnd(outcome.Kernel);
                if (line == lines[^1] && code is { } exit && (exit == 0) != (outcome.Errno == 0))
                    exits.Add($"{line}: recorded exit {exit}, predicted error {outcome.Errno} "
                        + outcome.Output);
            }
        }

        return new ReplayedState(state, kernel, null, exits);
    }

    // a module whose file came back later is one that only a typed modprobe loads
    public static Recording WithFilesBack(Recording recording)
    {
        var kernel = recording.Machine.Kernel;
        var back = recording.Steps.OfType<StageStep.Unblacklist>()
            .Select(step => step.Module).ToList();
        return recording with
        {
            Machine = recording.Machine with
            {
                Kernel = kernel with
                {
                    MissingModules = kernel.MissingModules.Without(back.Contains),
                    LoadByHand = [.. kernel.LoadByHand, .. back],
                },
            },
        };
    }

    // null for what only a shell can do
    private static (IReadOnlyList<string>? Lines, int? Exit) Typed(StageStep step) => step switch
    {
        StageStep.Capture or StageStep.Settle or StageStep.Unblacklist
            or StageStep.WaitForEndpoints => ([], null),
        StageStep.Load load => ([$"busybox modprobe {load.Module}"], null),
        StageStep.Command { Text: var text } when IsRead(text) => ([], null),
        StageStep.Command { Text: var text, ExitCode: var code } =>
            (text.Replace("/sbin/", "", StringComparison.Ordinal)
                .Split("; ", StringSplitOptions.TrimEntries), code),
        StageStep.Other { Text: "hdm_dump" or "hdm_show" or "save" or "online_settle" } =>
            ([], null),
        StageStep.Other { Text: var text } when IsAssignment(text) => ([], null),
        _ => (null, null),
    };

    // D=$(...): the transcript has the commands with the value
    private static bool IsAssignment(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) == 1;

    private static bool IsRead(string text) =>
        text.StartsWith("daxctl list", StringComparison.Ordinal)
        || text.StartsWith("cxl list", StringComparison.Ordinal);
}

/// <summary>A recorded state and the model at that moment.</summary>
/// <param name="State">What was recorded.</param>
/// <param name="Kernel">Null where the model cannot do what was done.</param>
/// <param name="Unknown">What it cannot do; null where it can.</param>
/// <param name="Exits">Commands that failed only here, or only there.</param>
internal sealed record ReplayedState(
    RecordedState State, Kernel? Kernel, string? Unknown, IReadOnlyList<string> Exits);
