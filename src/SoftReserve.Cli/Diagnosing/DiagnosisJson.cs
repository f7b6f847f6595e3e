using System.Text.Json;
using SoftReserve.Cli.Output;
using SoftReserve.Diagnosis;

namespace SoftReserve.Cli.Diagnosing;

/// <summary>A diagnosis as JSON; docs/diagnose.schema.json describes it.</summary>
internal static class DiagnosisJson
{
    public static void Write(
        DiagnosisReport report, DiagnosisSource source, TextWriter output) =>
        JsonText.Write(output, json =>
        {
            json.WriteStartObject();
            json.WriteString("model", source.Subject.Predicted.Boot.Generation.Name);
            json.WriteString("doubt", source.Subject.Doubt);
            json.WriteNumber("commands_typed", source.Subject.Typed);
            json.WriteStartArray("ranges");
            foreach (var row in report.Rows)
                Write(json, row);
            json.WriteEndArray();
            json.WriteStartArray("findings");
            foreach (var finding in report.Findings)
                Write(json, finding);
            json.WriteEndArray();
            json.WriteNumber("omitted", report.Omitted);
            json.WriteEndObject();
        });

    private static void Write(Utf8JsonWriter json, SeenRange row)
    {
        json.WriteStartObject();
        json.WriteString("range", row.Range.ToString());
        json.WriteString("owner", OwnerWords.Of(row.Owner));
        json.WriteString("device", row.Device);
        json.WriteString("path", row.Path);
        json.WriteString("use", OwnerWords.Of(row.Use));
        json.WriteNumber("node", row.Node);
        json.WriteBoolean("soft_reserved", row.IsSoftReserved);
        json.WriteString("region", row.Region);
        json.WriteBoolean("as_predicted", row.IsAsPredicted);
        json.WritePropertyName("predicted");
        if (row.Predicted is { } told)
            OwnersJson.Write(json, told);
        else
            json.WriteNullValue();
        json.WritePropertyName("seen");
        if (row.At is { } at)
            Write(json, at);
        else
            json.WriteNullValue();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("rule", finding.Rule.Id);
        json.WriteString("name", finding.Rule.Name);
        json.WriteString("severity", DiagnosisText.WordOf(finding.Rule.Severity));
        json.WriteString("range", finding.Range?.ToString());
        json.WriteString("symptom", finding.Symptom);
        json.WriteString("owner", finding.Owner);
        json.WriteString("cause", finding.Cause);
        json.WriteStartArray("evidence");
        foreach (var line in finding.Evidence)
            Write(json, line);
        json.WriteEndArray();
        json.WriteString("next", finding.Next);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Sighting line)
    {
        json.WriteStartObject();
        json.WriteString("file", line.File);
        json.WriteNumber("line", line.Line);
        json.WriteString("text", line.Text);
        json.WriteEndObject();
    }
}
