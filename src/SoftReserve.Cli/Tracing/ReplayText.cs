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
    /// <param name="laneWidth">Columns of the longest lane's name.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(TracedStep step, int laneWidth, TextWriter output)
    {
        WriteHead(step, laneWidth, output);
        foreach (var entry in step.Entries)
            TraceText.WriteDoing(entry, output);
        foreach (var wait in step.Ended)
            output.WriteLine($"{Indent}~ {wait.Waiter.Name} goes on");
        foreach (var wait in step.Begun)
            output.WriteLine($"{Indent}~ {wait.Text}");
        foreach (var line in step.IomemChange)
            output.WriteLine(Indent + line);
    }

    /// <summary>One step taken back: what of iomem comes again and what goes.</summary>
    public static void WriteBack(TracedStep step, int laneWidth, TextWriter output)
    {
        WriteHead(step, laneWidth, output);
        foreach (var line in step.IomemChangeBack)
            output.WriteLine(Indent + line);
    }

    /// <summary>What waits at the end and will never go on.</summary>
    public static void WriteUnended(Trace trace, TextWriter output)
    {
        foreach (var wait in trace.Steps is [.., var last] ? last.Waiting : [])
            output.WriteLine($"never ends: {wait.Text}");
    }

    /// <summary>Columns of the longest lane's name.</summary>
    public static int LaneWidth(Trace trace) =>
        trace.Lanes.Select(lane => lane.Name.Length).DefaultIfEmpty(0).Max();

    private static void WriteHead(TracedStep step, int laneWidth, TextWriter output) =>
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{step.Number,3}  {step.Lane.Name.PadRight(laneWidth)}  {step.Title}  ")
            + $"[{step.Step.Function}]");
}
