using System.Text.Json;
using System.Text.RegularExpressions;

namespace SoftReserve.Cli.Tests;

/// <summary>As much of JSON Schema as the files in docs/ use; a keyword beyond that is a problem of
/// its own.</summary>
internal sealed class JsonSchemaSubset(string schema)
{
    private static readonly string[] Silent = ["$schema", "$defs", "title", "description"];

    private readonly JsonElement _root = JsonDocument.Parse(schema).RootElement;

    /// <summary>What does not fit, each with its place; none for a fitting value.</summary>
    public List<string> ProblemsOf(JsonElement value) => [.. Problems(_root, value, "")];

    private IEnumerable<string> Problems(JsonElement schema, JsonElement value, string place) =>
        schema.EnumerateObject().SelectMany(rule => Silent.Contains(rule.Name)
            ? []
            : Problems(schema, rule, value, place));

    private IEnumerable<string> Problems(
        JsonElement schema, JsonProperty rule, JsonElement value, string place) =>
        rule.Name switch
        {
            "$ref" => Problems(Definition(rule.Value.GetString()!), value, place),
            "type" => Unless(
                Items(rule.Value).Exists(type => IsOf(value, type.GetString()!)), place, rule),
            "enum" => Unless(
                Items(rule.Value).Exists(each => JsonElement.DeepEquals(each, value)), place, rule),
            "pattern" => Unless(
                Regex.IsMatch(value.GetString() ?? "", rule.Value.GetString()!), place, rule),
            "required" when value.ValueKind == JsonValueKind.Object =>
                Items(rule.Value)
                    .Where(name => !value.TryGetProperty(name.GetString()!, out _))
                    .Select(name => $"{place}: {name} is missing"),
            "additionalProperties" when value.ValueKind == JsonValueKind.Object =>
                value.EnumerateObject()
                    .Where(each => !schema.GetProperty("properties")
                        .TryGetProperty(each.Name, out _))
                    .Select(each => $"{place}: {each.Name} is unknown"),
            "properties" when value.ValueKind == JsonValueKind.Object =>
                rule.Value.EnumerateObject().SelectMany(each =>
                    value.TryGetProperty(each.Name, out var member)
                        ? Problems(each.Value, member, $"{place}/{each.Name}")
                        : []),
            "items" when value.ValueKind == JsonValueKind.Array =>
                value.EnumerateArray().SelectMany((item, index) =>
                    Problems(rule.Value, item, $"{place}/{index}")),
            "required" or "additionalProperties" or "properties" or "items" => [],
            _ => [$"{place}: the keyword {rule.Name} is not checked"],
        };

    private JsonElement Definition(string reference) => reference.Split('/').Skip(1)
        .Aggregate(_root, (element, name) => element.GetProperty(name));

    private static List<JsonElement> Items(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : [element];

    private static IEnumerable<string> Unless(bool fits, string place, JsonProperty rule) =>
        fits ? [] : [$"{place}: not {rule}"];

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => false,
    };
}
