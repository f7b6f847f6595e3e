using System.Text;

namespace SoftReserve.Cli.Tracing;

/// <summary>A trace as a Mermaid sequence diagram: lanes are participants, steps are notes over
/// them, and a wait is an arrow when it begins and when it ends.</summary>
internal static class MermaidText
{
    /// <summary>The diagram, with LF ends.</summary>
    public static string Of(Trace trace, StepSpan span)
    {
        var steps = span.Of(trace).ToList();
        List<Lane> lanes =
        [
            .. steps.SelectMany(step => step.Begun.Concat(step.Ended)
                    .SelectMany(wait => wait.On.Prepend(wait.Waiter)).Prepend(step.Lane))
                .Distinct(),
        ];
        var text = new StringBuilder("sequenceDiagram\n");
        foreach (var lane in lanes)
            text.Append($"    participant {Id(lane)} as {Escape(lane.Name)}\n");
        foreach (var step in steps)
            Append(text, step, lanes);
        return text.ToString();

        string Id(Lane lane) => FormattableString.Invariant($"L{lanes.IndexOf(lane)}");
    }

    private static void Append(StringBuilder text, TracedStep step, List<Lane> lanes)
    {
        var own = Id(step.Lane);
        text.Append(FormattableString.Invariant(
            $"    Note over {own}: {step.Number} {Escape(step.Title)}\n"));
        foreach (var line in step.IomemChange.Where(line => line.Mark != ' '))
            text.Append($"    Note right of {own}: {line.Mark} {Escape(line.Text.Trim())}\n");
        foreach (var wait in step.Ended.Where(wait => wait.Waiter != step.Lane))
            text.Append($"    {own}-->>{Id(wait.Waiter)}: goes on\n");
        foreach (var wait in step.Begun)
            foreach (var blocker in wait.On)
                text.Append($"    {Id(wait.Waiter)}-x{Id(blocker)}: waits {Escape(wait.What)}\n");

        string Id(Lane lane) => FormattableString.Invariant($"L{lanes.IndexOf(lane)}");
    }

    // Mermaid ends a statement at ; and a line, and reads # as the start of an entity
    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in text)
            escaped.Append(letter switch
            {
                ';' => "#59;",
                '#' => "#35;",
                '<' => "#lt;",
                '>' => "#gt;",
                '%' => "#37;",
                '{' => "#123;",
                '}' => "#125;",
                _ when char.IsControl(letter) => " ",
                _ => letter.ToString(),
            });
        return escaped.ToString();
    }
}
