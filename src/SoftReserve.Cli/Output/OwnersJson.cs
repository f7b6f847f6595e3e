using System.Text.Json;
using SoftReserve.Owners;

namespace SoftReserve.Cli.Output;

/// <summary>The owners as JSON; docs/owners.schema.json describes it.</summary>
internal static class OwnersJson
{
    public static void Write(Kernel kernel, TextWriter output) =>
        JsonText.Write(output, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("ranges");
            foreach (var row in OwnersTable.Of(kernel))
                Write(json, row);
            json.WriteEndArray();
            json.WriteEndObject();
        });

    /// <summary>One row.</summary>
    public static void Write(Utf8JsonWriter json, OwnedRange row)
    {
        json.WriteStartObject();
        json.WriteString("range", row.Range.ToString());
        json.WriteString("owner", OwnerWords.Of(row.Owner));
        json.WriteString("device", row.Device);
        json.WriteString("path", row.Path);
        json.WriteString("use", OwnerWords.Of(row.Use));
        json.WriteNumber("node", row.Node);
        json.WriteString("because", row.Because);
        json.WriteEndObject();
    }
}
