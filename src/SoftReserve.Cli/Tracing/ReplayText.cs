using System.Globalization;
using SoftReserve.Cli.Output;

namespace SoftReserve.Cli.Tracing;

/// <summary>Steps for people: one line each, then what the step decided, logged and
/// changed.</summary>
internal static class ReplayText
{
    private const string Indent = "     ";

    /// <summary>One step forwards.</summary>
    /// <param name="step">The step.</param>
    /// <param name="look">How to write it.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(TracedStep step, ReplayLook look, TextWriter output)
    {
        WriteHead(step, look, output);
        var hidden = 0;
        foreach (var entry in step.Entries)
            if (look.HasDebug || entry is JournalEntry.Decided)
                TraceText.WriteDoing(entry, output);
            else
                hidden += WriteShown(entry, output);
        if (hidden > 0)
            output.WriteLine(FormattableString.Invariant(
                $"{Indent}| ({hidden} debug {(hidden == 1 ? "line" : "lines")})"));
        foreach (var wait in step.Ended)
            output.WriteLine($"{Indent}~ {wait.Waiter.Name} goes on");
        foreach (var wait in step.Begun)
            output.WriteLine($"{Indent}~ {wait.Text}");
        foreach (var line in step.IomemChange)
            output.WriteLine(Indent + line);
        foreach (var row in step.OwnerChange)
            output.WriteLine($"{Indent}@ {row.Range} {OwnerWords.InShort(row)}");
    }

    /// <summary>One step taken back: what of iomem comes again and what goes.</summary>
    public static void WriteBack(TracedStep step, ReplayLook look, TextWriter output)
    {
        WriteHead(step, look, output);
        foreach (var line in step.IomemChangeBack)
            output.WriteLine(Indent + line);
    }

    /// <summary>What waits at the end and will never go on.</summary>
    public static void WriteUnended(Trace trace, TextWriter output)
    {
        var waits = trace.WaitingAtEnd;
        foreach (var wait in waits)
            output.WriteLine($"never ends: {wait.Text}");
        if (WaitCycle.In(waits) is { IsEmpty: false } cycle)
            output.WriteLine($"a circle: {WaitCycle.Text(cycle)}");
    }

    // writes what a kernel logs without dynamic debug; returns how many lines it left out
    private static int WriteShown(JournalEntry entry, TextWriter output)
    {
        var hidden = 0;
        foreach (var message in entry.Messages)
            if (message.Level == LogLevel.Debug)
                hidden++;
            else
                output.WriteLine($"{Indent}| {message}");
        return hidden;
    }

    private static void WriteHead(TracedStep step, ReplayLook look, TextWriter output) =>
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{step.Number,3}  {step.Lane.Name.PadRight(look.LaneWidth)}  {step.Title}  ")
            + $"[{step.Step.Function}]");
}

/// <summary>How steps are written for people.</summary>
/// <param name="LaneWidth">Columns of the longest lane's name.</param>
/// <param name="HasDebug">True shows debug lines of the log, which only a kernel with dynamic
/// debug prints; false counts them.</param>
internal sealed record ReplayLook(int LaneWidth, bool HasDebug)
{
    /// <summary>Fits a trace.</summary>
    public static ReplayLook For(Trace trace, bool hasDebug) =>
        new(trace.Lanes.Select(lane => lane.Name.Length).DefaultIfEmpty(0).Max(), hasDebug);
}
