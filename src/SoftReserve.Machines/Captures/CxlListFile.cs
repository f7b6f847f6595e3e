using System.Text.Json;

namespace SoftReserve.Machines.Captures;

/// <summary>The output of <c>cxl list -vvv</c>, as far as it describes hardware.</summary>
internal sealed class CxlListFile : IDisposable
{
    private readonly JsonDocument _document;

    private CxlListFile(JsonDocument document) => _document = document;

    /// <summary>Every bus; a bare object, an array and the form with several sections are all
    /// things that the tool prints.</summary>
    public IEnumerable<JsonElement> Buses =>
        Objects(_document.RootElement).SelectMany(each => each.TryGetProperty("buses", out var all)
            ? Objects(all) : [each]).Where(each => each.TryGetProperty("bus", out _));

    /// <summary>Null when the text is not JSON, or too deep.</summary>
    public static CxlListFile? TryParse(string text, int depth)
    {
        try
        {
            return new CxlListFile(
                JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = depth }));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The objects of an array, or the object itself.</summary>
    public static IEnumerable<JsonElement> Objects(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => [value],
        JsonValueKind.Array => value.EnumerateArray()
            .Where(each => each.ValueKind == JsonValueKind.Object),
        _ => [],
    };

    /// <summary>The objects of a list such as <c>ports:root0</c> of the bus root0.</summary>
    public static IEnumerable<JsonElement> Below(JsonElement parent, string kind, string name) =>
        parent.TryGetProperty($"{kind}:{name}", out var list) ? Objects(list) : [];

    /// <summary>The objects of a plain list, such as <c>dports</c>.</summary>
    public static IEnumerable<JsonElement> List(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var list) ? Objects(list) : [];

    /// <summary>A text; empty when there is none of that name.</summary>
    public static string Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString() ?? "" : "";

    /// <summary>A number; null when there is none of that name.</summary>
    public static ulong? Number(JsonElement value, string name) =>
        value.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number
        && number.TryGetUInt64(out var count) ? count : null;

    /// <summary>Every card below a bus or port, as the endpoint objects that hold them.</summary>
    public static IEnumerable<JsonElement> Endpoints(JsonElement parent, string name) =>
    [
        .. Below(parent, "endpoints", name),
        .. Below(parent, "ports", name)
            .SelectMany(port => Endpoints(port, Text(port, "port"))),
    ];

    public void Dispose() => _document.Dispose();
}
