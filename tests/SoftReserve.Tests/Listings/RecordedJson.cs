using System.Text.Json;
using SoftReserve.Addresses;
using SoftReserve.Listings;

namespace SoftReserve.Tests.Listings;

/// <summary>Reads plain (not human) output of the tools as data. Lists come out shuffled, so that
/// whoever prints them must know the order.</summary>
internal static class RecordedJson
{
    public static JsonElement Parse(string text) => JsonDocument.Parse(text).RootElement;

    public static JsonElement? At(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value : null;

    /// <summary>The list under the only key that begins with <paramref name="prefix"/>: keys end
    /// in the parent's name.</summary>
    public static ValueList<T> Children<T>(
        this JsonElement element, string prefix, Func<JsonElement, T> read) =>
        element.EnumerateObject()
            .Where(field => field.Name.StartsWith(prefix + ":", StringComparison.Ordinal))
            .Select(field => field.Value.All(read))
            .SingleOrDefault();

    public static ValueList<T> List<T>(
        this JsonElement element, string name, Func<JsonElement, T> read) =>
        element.At(name) is { } list ? list.All(read) : [];

    /// <summary>All elements of an array, in an order that is not the recorded one.</summary>
    public static ValueList<T> All<T>(this JsonElement array, Func<JsonElement, T> read)
    {
        var items = array.EnumerateArray().Select(read).ToArray();
        new Random(items.Length).Shuffle(items);
        return items is [var only] ? [only] : [.. items.Skip(1), .. items.Take(1)];
    }

    public static string Text(this JsonElement element, string name) =>
        element.GetProperty(name).GetString()!;

    public static string? TextIfAny(this JsonElement element, string name) =>
        element.At(name)?.GetString();

    public static int Int(this JsonElement element, string name) =>
        element.GetProperty(name).GetInt32();

    public static int? IntIfAny(this JsonElement element, string name) =>
        element.At(name)?.GetInt32();

    public static bool? FlagIfAny(this JsonElement element, string name) =>
        element.At(name)?.GetBoolean();

    public static ulong Number(this JsonElement element, string name) =>
        element.GetProperty(name).GetUInt64();

    public static ByteSize Size(this JsonElement element, string name) =>
        new(element.At(name)?.GetUInt64() ?? 0);

    public static AddressRange? Range(this JsonElement element) =>
        element.At("resource") is { } start
            ? AddressRange.Sized(new Hpa(start.GetUInt64()), element.Size("size"))
            : null;

    public static bool IsDisabled(this JsonElement element) =>
        element.TextIfAny("state") == "disabled";

    /// <summary>A value that is only passed through.</summary>
    public static NdctlJson Raw(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new NdctlJson.Object(
        [
            .. element.EnumerateObject()
                .Select(field => new NdctlField(field.Name, field.Value.Raw())),
        ]),
        JsonValueKind.String => new NdctlJson.Text(element.GetString()!),
        JsonValueKind.Number => new NdctlJson.Number(element.GetInt64()),
        _ => new NdctlJson.Flag(element.GetBoolean()),
    };
}
