using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using SoftReserve.Addresses;
using SoftReserve.Cli.Output;
using SoftReserve.Owners;
using SoftReserve.Owners.Life;

namespace SoftReserve.Cli.Explaining;

/// <summary>The lives as JSON; docs/explain.schema.json describes it.</summary>
internal static class LifeJson
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // ' and > stay as they are
    };

    public static void Write(
        Kernel kernel, Place asked, ValueList<RangeLife> lives, TextWriter output)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("machine", kernel.Boot.Machine.Name);
            json.WriteString("kernel", kernel.Boot.Generation.Name);
            json.WriteString("asked", asked.Range.ToString());
            json.WriteStartArray("lives");
            foreach (var life in lives)
                Write(json, life);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static void Write(Utf8JsonWriter json, RangeLife life)
    {
        json.WriteStartObject();
        json.WriteString("range", life.Range.ToString());
        json.WriteString("title", life.Title);
        json.WriteStartArray("stages");
        foreach (var stage in life.Stages)
            Write(json, stage);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LifeStage stage)
    {
        json.WriteStartObject();
        json.WriteString("stage", LifeText.NameOf(stage.Kind));
        if (stage.Step is { } step)
            json.WriteNumber("step", step);
        else
            json.WriteNull("step");
        json.WriteString("what", stage.What);
        json.WriteString("rule", stage.Rule);
        json.WriteString("ruleName", stage.RuleName);
        json.WriteStartArray("evidence");
        foreach (var fact in stage.Facts)
        {
            json.WriteStartObject();
            json.WriteString("name", fact.Name);
            json.WriteString("value", fact.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("function", stage.Function);
        json.WritePropertyName("otherwise");
        if (stage.Otherwise is { } otherwise)
            Write(json, otherwise);
        else
            json.WriteNullValue();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ProvenAlternative otherwise)
    {
        json.WriteStartObject();
        json.WriteString(
            "change", otherwise.Alternative.Change.ToString(CultureInfo.InvariantCulture));
        json.WriteString("effect", Effects.TextOf(otherwise.Effect));
        json.WriteStartArray("owners");
        foreach (var row in otherwise.Owners)
            Write(json, row);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, OwnedRange row)
    {
        json.WriteStartObject();
        json.WriteString("range", row.Range.ToString());
        json.WriteString("owner", OwnerWords.Of(row.Owner));
        json.WriteString("device", row.Device);
        json.WriteString("use", OwnerWords.Of(row.Use));
        json.WriteNumber("node", row.Node);
        json.WriteEndObject();
    }
}
