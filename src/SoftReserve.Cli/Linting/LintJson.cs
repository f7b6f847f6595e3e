using System.Text.Json;
using SoftReserve.Lint;

namespace SoftReserve.Cli.Linting;

/// <summary>Findings as JSON; docs/lint.schema.json describes it.</summary>
internal static class LintJson
{
    public static void Write(LintReport report, LintSource source, TextWriter output)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("rules_checked", report.RulesChecked);
            json.WriteStartArray("tables");
            foreach (var table in report.Tables)
                Write(json, table);
            json.WriteEndArray();
            json.WriteStartArray("findings");
            foreach (var finding in report.Findings)
                Write(json, finding, source);
            json.WriteEndArray();
            json.WriteStartArray("omitted");
            foreach (var omission in report.Omitted)
                Write(json, omission);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static void Write(Utf8JsonWriter json, LintedTable table)
    {
        json.WriteStartObject();
        json.WriteString("name", table.Name);
        json.WriteNumber("entries", table.Entries);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LintOmission omission)
    {
        json.WriteStartObject();
        json.WriteString("rule", omission.Rule.Id);
        json.WriteNumber("count", omission.Count);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LintFinding finding, LintSource source)
    {
        json.WriteStartObject();
        json.WriteString("rule", finding.Rule.Id);
        json.WriteString("name", finding.Rule.Name);
        json.WriteString("severity", LintWords.Of(finding.Rule.Severity));
        json.WriteString("explanation", finding.Explanation);
        json.WriteStartArray("fields");
        foreach (var field in finding.Fields)
            Write(json, field, source);
        json.WriteEndArray();
        json.WriteStartArray("consequences");
        foreach (var consequence in finding.Consequences)
        {
            json.WriteStartObject();
            json.WriteStartArray("kernels");
            foreach (var kernel in consequence.Kernels)
                json.WriteStringValue(kernel);
            json.WriteEndArray();
            json.WriteString("text", consequence.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LintField field, LintSource source)
    {
        var line = source.LineOf(field);
        json.WriteStartObject();
        json.WriteString("table", LintWords.Of(field.Table));
        if (field.Index is { } index)
            json.WriteNumber("index", index);
        else
            json.WriteNull("index");
        json.WriteString("name", field.Name);
        json.WriteString("value", field.Value);
        json.WriteString("file", line is null ? null : source.File);
        if (line is { } number)
            json.WriteNumber("line", number);
        else
            json.WriteNull("line");
        json.WriteEndObject();
    }
}
