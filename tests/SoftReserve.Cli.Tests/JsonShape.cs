using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SoftReserve.Cli.Tests;

/// <summary>The part of JSON Schema that the schemas in docs use.</summary>
internal sealed class JsonShape(JsonNode schema)
{
    private static readonly string[] Known =
    [
        "$schema", "$defs", "$ref", "title", "description", "type", "required", "properties",
        "additionalProperties", "items", "enum", "pattern", "minimum", "oneOf",
    ];

    public static JsonShape Read(string name) =>
        new(JsonNode.Parse(File.ReadAllText(Repository.At("docs", name)))!);

    /// <summary>Where a document breaks the schema, one line each.</summary>
    public IReadOnlyList<string> Problems(string json) =>
        [.. Check(JsonNode.Parse(json), schema, "$")];

    private IEnumerable<string> Check(JsonNode? node, JsonNode rules, string place)
    {
        var here = rules.AsObject();
        foreach (var (word, _) in here)
            if (!Known.Contains(word))
                yield return $"{place}: the schema's {word} is not checked";
        var problems = Reference(node, here, place)
            .Concat(Value(node, here, place))
            .Concat(Fields(node, here, place))
            .Concat(Items(node, here, place));
        foreach (var problem in problems)
            yield return problem;
    }

    private IEnumerable<string> Reference(JsonNode? node, JsonObject rules, string place)
    {
        if (rules["$ref"] is { } reference)
            foreach (var problem in Check(node, Definition($"{reference}"), place))
                yield return problem;
        if (rules["oneOf"] is JsonArray choices)
        {
            var tried = choices.Select(choice => Check(node, choice!, place).ToList()).ToList();
            if (tried.Count(problems => problems.Count == 0) != 1)
                yield return $"{place}: not one of {string.Join(" | ", tried.SelectMany(x => x))}";
        }
    }

    private JsonNode Definition(string reference) =>
        schema["$defs"]![reference["#/$defs/".Length..]]!;

    private static IEnumerable<string> Value(JsonNode? node, JsonObject rules, string place)
    {
        var types = rules["type"] switch
        {
            JsonArray many => many.Select(each => $"{each}").ToList(),
            { } one => [$"{one}"],
            null => [],
        };
        if (types.Count > 0 && !types.Contains(TypeOf(node)))
            yield return $"{place}: {TypeOf(node)}, not {string.Join(" or ", types)}";
        if (rules["enum"] is JsonArray values
            && !values.Any(each => JsonNode.DeepEquals(each, node)))
            yield return $"{place}: {node} is none of {values.ToJsonString()}";
        if (rules["pattern"] is { } pattern && !Regex.IsMatch($"{node}", $"{pattern}"))
            yield return $"{place}: {node} is not like {pattern}";
        if (rules["minimum"] is { } least && TypeOf(node) is "integer"
            && node!.GetValue<decimal>() < least.GetValue<decimal>())
            yield return $"{place}: {node} is below {least}";
    }

    private IEnumerable<string> Fields(JsonNode? node, JsonObject rules, string place)
    {
        if (node is not JsonObject fields || rules["properties"] is not JsonObject allowed)
            yield break;
        foreach (var name in rules["required"]!.AsArray().Select(each => $"{each}"))
            if (!fields.ContainsKey(name))
                yield return $"{place}: no {name}";
        foreach (var (name, value) in fields)
            if (allowed[name] is not { } field)
                yield return $"{place}: {name} is not described";
            else
                foreach (var problem in Check(value, field, $"{place}.{name}"))
                    yield return problem;
    }

    private IEnumerable<string> Items(JsonNode? node, JsonObject rules, string place) =>
        node is JsonArray items && rules["items"] is { } each
            ? items.SelectMany((item, index) => Check(item, each, $"{place}[{index}]"))
            : [];

    private static string TypeOf(JsonNode? node) => node?.GetValueKind() switch
    {
        null or System.Text.Json.JsonValueKind.Null => "null",
        System.Text.Json.JsonValueKind.Object => "object",
        System.Text.Json.JsonValueKind.Array => "array",
        System.Text.Json.JsonValueKind.String => "string",
        System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => "boolean",
        _ => $"{node}".Contains('.', StringComparison.Ordinal) ? "number" : "integer",
    };
}
