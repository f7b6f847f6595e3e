using System.Text.Json;
using SoftReserve.Cli.Output;

namespace SoftReserve.Cli.Exploring;

/// <summary>A verdict as JSON; docs/explore.schema.json describes it.</summary>
internal static class ExploreJson
{
    public static void Write(Verdict verdict, TextWriter output) => JsonText.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("complete", verdict.Explored.IsComplete);
        json.WriteNumber("states", verdict.Explored.States);
        json.WriteNumber("transitions", verdict.Explored.Transitions);
        json.WriteStartArray("outcomes");
        foreach (var outcome in verdict.Outcomes)
            Write(json, outcome);
        json.WriteEndArray();
        json.WriteStartArray("violations");
        foreach (var finding in verdict.Findings)
            Write(json, finding);
        json.WriteEndArray();
        WriteNames(json, "holds", verdict.Held);
        WriteNames(json, "untried", verdict.Untried);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, Outcome outcome)
    {
        json.WriteStartObject();
        json.WriteStartArray("owners");
        foreach (var row in outcome.Owners)
            OwnersJson.Write(json, row);
        json.WriteEndArray();
        json.WriteNumber("arrangements", outcome.Arrangements);
        json.WriteBoolean("default", outcome.IsDefault);
        json.WriteString("order", outcome.Token);
        WriteSteps(json, outcome.Order);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("property", finding.Property);
        json.WriteString("order", finding.Token);
        WriteSteps(json, finding.Order);
        json.WriteString("detail", finding.Detail);
        json.WriteEndObject();
    }

    private static void WriteSteps(Utf8JsonWriter json, IReadOnlyList<KernelStep> order) =>
        WriteNames(json, "steps", [.. order.Select(step => step.Title)]);

    private static void WriteNames(
        Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
