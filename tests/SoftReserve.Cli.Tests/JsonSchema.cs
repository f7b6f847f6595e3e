using System.Text.Json;
using System.Text.RegularExpressions;

namespace SoftReserve.Cli.Tests;

/// <summary>As much of JSON Schema as the schemas in docs use: type, enum, pattern, required,
/// properties, additionalProperties false, items.</summary>
internal static class JsonSchema
{
    /// <summary>Each place where a value is not as the schema says.</summary>
    public static IEnumerable<string> Problems(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("type", out var type) && !HasType(type, value))
            yield return $"{at}: type";
        if (schema.TryGetProperty("enum", out var words)
            && words.EnumerateArray().All(word => word.ToString() != value.ToString()))
            yield return $"{at}: enum";
        if (schema.TryGetProperty("pattern", out var pattern)
            && !Regex.IsMatch(value.ToString(), pattern.GetString()!))
            yield return $"{at}: pattern";
        if (value.ValueKind == JsonValueKind.Object)
            foreach (var problem in OfObject(schema, value, at))
                yield return problem;
        if (value.ValueKind == JsonValueKind.Array
            && schema.TryGetProperty("items", out var items))
            foreach (var (index, item) in value.EnumerateArray().Index())
                foreach (var problem in Problems(items, item, $"{at}[{index}]"))
                    yield return problem;
    }

    private static IEnumerable<string> OfObject(
        JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("required", out var required))
            foreach (var name in required.EnumerateArray())
                if (!value.TryGetProperty(name.GetString()!, out _))
                    yield return $"{at}: {name}";
        foreach (var member in value.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out var properties)
                && properties.TryGetProperty(member.Name, out var inner))
            {
                foreach (var problem in Problems(inner, member.Value, $"{at}.{member.Name}"))
                    yield return problem;
            }
            else if (schema.TryGetProperty("additionalProperties", out _))
            {
                yield return $"{at}.{member.Name}: not in the schema";
            }
        }
    }

    private static bool HasType(JsonElement type, JsonElement value) =>
        type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Any(each => HasType(each, value))
            : type.GetString() switch
            {
                "object" => value.ValueKind == JsonValueKind.Object,
                "array" => value.ValueKind == JsonValueKind.Array,
                "string" => value.ValueKind == JsonValueKind.String,
                "integer" => value.ValueKind == JsonValueKind.Number
                    && value.TryGetInt64(out _),
                "null" => value.ValueKind == JsonValueKind.Null,
                _ => false,
            };
}
