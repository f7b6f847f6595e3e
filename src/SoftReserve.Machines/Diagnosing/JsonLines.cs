using System.Text.Json;
using SoftReserve.Diagnosis;
using SoftReserve.Machines.Captures;

namespace SoftReserve.Machines.Diagnosing;

/// <summary>JSON of a tool, with the lines of its names.</summary>
internal sealed class JsonLines : IDisposable
{
    private readonly JsonDocument _document;
    private readonly CaptureText _text;
    private readonly Lazy<ILookup<string, int>> _places;

    private JsonLines(JsonDocument document, CaptureText text)
    {
        (_document, _text) = (document, text);
        _places = new Lazy<ILookup<string, int>>(() => text.Lines
            .Select((line, index) => (Text: Bare(line), Index: index))
            .ToLookup(each => each.Text, each => each.Index));
    }

    public JsonElement Root => _document.RootElement;

    /// <summary>Null for what is no JSON, or too deep, which is reported then.</summary>
    public static JsonLines? TryParse(CaptureContext context, CaptureText text)
    {
        try
        {
            return new JsonLines(
                JsonDocument.Parse(text.Content, new JsonDocumentOptions
                {
                    MaxDepth = context.Limits.JsonDepth,
                }),
                text);
        }
        catch (JsonException)
        {
            context.Report(CaptureDiagnosticId.BadCxlList, text.File, 1, $"not JSON, or too deep");
            return null;
        }
    }

    /// <summary>Every object, parents first; the depth of the document bounds the
    /// recursion.</summary>
    public IEnumerable<JsonElement> Objects() => Below(Root);

    /// <summary>The first line that gives a name this value, and, where wanted, whose next line
    /// has another name; line 1 where no line has it by itself.</summary>
    public Sighting LineOf(string name, string value, string? with)
    {
        var wanted = $"\"{name}\":\"{value}\"";
        foreach (var index in _places.Value[wanted])
            if (with is null || index + 1 < _text.Lines.Count
                && _text.Lines[index + 1].Contains(with, StringComparison.Ordinal))
                return new Sighting(_text.File, index + 1, Printable.Of(wanted));
        return new Sighting(_text.File, 1, Printable.Of(wanted));
    }

    public void Dispose() => _document.Dispose();

    private static string Bare(string line) =>
        line.Trim().TrimEnd(',').Replace("\": \"", "\":\"", StringComparison.Ordinal);

    private static IEnumerable<JsonElement> Below(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            yield return element;
            foreach (var property in element.EnumerateObject())
                foreach (var each in Below(property.Value))
                    yield return each;
        }
        else if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray())
                foreach (var each in Below(item))
                    yield return each;
    }
}
