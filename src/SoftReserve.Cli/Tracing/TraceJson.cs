using System.Text.Json;
using SoftReserve.Cli.Output;
using SoftReserve.Owners;

namespace SoftReserve.Cli.Tracing;

/// <summary>A trace as JSON; docs/replay.schema.json describes it.</summary>
internal static class TraceJson
{
    public static void Write(Trace trace, StepSpan span, TextWriter output) =>
        JsonText.Write(output, json =>
        {
            json.WriteStartObject();
            json.WriteString("machine", trace.Start.Boot.Machine.Name);
            json.WriteString("kernel", trace.Start.Boot.Generation.Name);
            json.WriteString("order", trace.Order);
            json.WriteStartArray("steps");
            foreach (var step in span.Of(trace))
                Write(json, step);
            json.WriteEndArray();
            json.WriteEndObject();
        });

    /// <summary>One step as an object.</summary>
    public static void Write(Utf8JsonWriter json, TracedStep step)
    {
        json.WriteStartObject();
        json.WriteNumber("step", step.Number);
        json.WriteString("lane", step.Lane.Name);
        json.WriteString("title", step.Title);
        json.WriteString("function", step.Step.Function);
        json.WriteStartArray("decisions");
        foreach (var decision in step.Decisions)
        {
            json.WriteStartObject();
            json.WriteString("rule", decision.Rule);
            json.WriteString("because", TraceText.Reason(decision));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteStrings(json, "log", step.Messages.Select(message => message.ToString()));
        json.WriteStartObject("iomem");
        var changes = step.IomemChange;
        WriteStrings(json, "removed", Marked(changes, '-'));
        WriteStrings(json, "added", Marked(changes, '+'));
        json.WriteEndObject();
        WriteWaits(json, step);
        json.WriteStartArray("owners");
        foreach (var row in OwnersTable.Of(step.After))
            OwnersJson.Write(json, row);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteWaits(Utf8JsonWriter json, TracedStep step)
    {
        json.WriteStartArray("waiting");
        foreach (var wait in step.Waiting)
        {
            json.WriteStartObject();
            json.WriteString("lane", wait.Waiter.Name);
            json.WriteString("what", wait.What);
            WriteStrings(json, "on", wait.On.Select(lane => lane.Name));
            json.WriteBoolean("begins", step.Begun.Any(wait.Continues));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static IEnumerable<string> Marked(IEnumerable<IomemMark> lines, char mark) =>
        lines.Where(line => line.Mark == mark).Select(line => line.Text.Trim());

    private static void WriteStrings(
        Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
