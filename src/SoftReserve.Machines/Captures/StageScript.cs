using System.Globalization;
using SoftReserve.Addresses;

namespace SoftReserve.Machines.Captures;

/// <summary>Reads the second-stage script of <c>notes.md</c> and what became of its
/// commands.</summary>
internal static class StageScript
{
    private const string Title = "stage 2";

    /// <summary>The steps in order; empty where there is no script.</summary>
    public static ValueList<StageStep> Read(CaptureContext context)
    {
        var commands = ScriptLines.Under(context.Text(CaptureFileNames.Notes), Title);
        if (commands.Count > context.Limits.Commands)
            context.Report(CaptureDiagnosticId.TooLarge, CaptureFileNames.Notes, 1,
                $"{commands.Count} commands");
        List<StageStep> steps =
            [.. commands.Take(context.Limits.Commands).SelectMany(each => Parse(each.Text))];
        return [.. WithOutcomes(steps, Outcomes(context.Text(CaptureFileNames.Transcript)))];
    }

    private static IEnumerable<StageStep> Parse(string command)
    {
        var words = ScriptLines.Words(command);
        return words switch
        {
            ["autoload"] => [new StageStep.Autoload()],
            ["epwait"] => [new StageStep.WaitForEndpoints()],
            ["settle" or "online_settle"] => [new StageStep.Settle()],
            ["cap", var state] => [new StageStep.Capture(state)],
            ["mp", .. var modules] => modules.Select(each => new StageStep.Load(each)),
            ["blacklist", .. var modules] => modules.Select(each => new StageStep.Blacklist(each)),
            ["unblacklist", .. var modules] =>
                modules.Select(each => new StageStep.Unblacklist(each)),
            ["step", .. var text] => [new StageStep.Command(string.Join(' ', text), null)],
            _ => [new StageStep.Other(command)],
        };
    }

    // "$ command" begins an entry, "[rc=N]" ends it
    private static List<StageStep.Command> Outcomes(CaptureText? transcript)
    {
        var outcomes = new List<StageStep.Command>();
        foreach (var line in transcript?.Lines ?? [])
            if (line.StartsWith("$ ", StringComparison.Ordinal))
                outcomes.Add(new StageStep.Command(line[2..].Trim(), null));
            else if (outcomes.Count > 0 && ExitCode(line) is { } code)
                outcomes[^1] = outcomes[^1] with { ExitCode = code };
        return outcomes;
    }

    private static int? ExitCode(string line) =>
        line.StartsWith("[rc=", StringComparison.Ordinal) && line.EndsWith(']')
        && int.TryParse(line.AsSpan(4..^1), CultureInfo.InvariantCulture, out var code)
            ? code : null;

    // the transcript has the commands in the same order, as the shell expanded them
    private static IEnumerable<StageStep> WithOutcomes(
        List<StageStep> steps, List<StageStep.Command> outcomes)
    {
        var next = 0;
        foreach (var step in steps)
            yield return step is StageStep.Command && next < outcomes.Count
                ? outcomes[next++] : step;
    }
}
