using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SoftReserve.Cli.Tests;

/// <content><c>cxl list -vvv</c>: dropped is what a card's mailbox says; renamed are cards by
/// serial number, endpoints by card, ports by PCI device, CXL regions by address, and ACPI devices,
/// whose numbers follow the DSDT, by host bridge. All else stays: PCI names, targets, sizes,
/// states.</content>
internal static partial class RecordingFilter
{
    private static readonly string[] Mailbox =
        ["health", "alert_config", "partition_info", "firmware", "firmware_version"];

    /// <summary>One line for each value, <c>root0/ports/port@pci0000:0c/depth = 1</c>, in order.
    /// None of the empty text that the tool prints of a machine without CXL.</summary>
    public static IReadOnlyList<string> Cxl(string json)
    {
        if (json.Trim().Length == 0)
            return [];
        var names = CxlNames(json);
        var top = JsonNode.Parse(CxlNumbered().Replace(
            json, match => names.GetValueOrDefault(match.Value, match.Value)))!;
        foreach (var each in Objects(top))
            Drop(each);
        return [.. Fields("", top).Order(StringComparer.Ordinal)];
    }

    /// <summary>What the numbered names of an output stand for.</summary>
    public static SortedDictionary<string, string> CxlNames(string json)
    {
        var names = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (json.Trim().Length > 0)
            foreach (var each in Objects(JsonNode.Parse(json)))
                Name(each, names);
        return names;
    }

    /// <summary>The text without what a card's mailbox says, in its own order.</summary>
    public static string WithoutMailbox(string json)
    {
        if (json.Trim().Length == 0)
            return "";
        var top = JsonNode.Parse(json)!;
        foreach (var each in Objects(top))
            foreach (var key in Mailbox)
                each.Remove(key);
        return top.ToJsonString();
    }

    private static void Name(JsonObject each, SortedDictionary<string, string> names)
    {
        if (each["memdev"] is JsonValue memdev && each["serial"] is { } number)
            names[memdev.ToString()] = Hex("mem", number);
        if (each["endpoint"] is { } endpoint && each["memdev"]?["serial"] is { } serial)
            NamePort(endpoint.ToString(), Hex("mem", serial), names);
        if (each["dport"] is { } dport && each["alias"] is { } alias)
            names[alias.ToString()] = $"ACPI0016@{dport}";
        if (each["port"] is { } port)
            NamePort(port.ToString(), $"{each["host"]}", names);
        if (each["region"] is { } region && each["decode_state"] is not null)
            names[region.ToString()] = Hex("region", each["resource"]!);
    }

    private static void NamePort(
        string port, string identity, SortedDictionary<string, string> names)
    {
        var letters = port.TrimEnd([.. "0123456789"]);
        names[port] = $"{letters}@{identity}";
        names[$"decoder{port[letters.Length..]}"] = $"decoder@{identity}";
    }

    private static void Drop(JsonObject each)
    {
        foreach (var key in Mailbox)
            each.Remove(key);
        if (each["daxregion"] is JsonObject dax)
            NameDax(dax);
    }

    // dax regions below CXL regions have their numbers
    private static void NameDax(JsonObject dax)
    {
        var number = $"dax{dax["id"]}.";
        dax["id"] = "of the CXL region";
        foreach (var device in dax["devices"]?.AsArray() ?? [])
            if ($"{device!["chardev"]}".StartsWith(number, StringComparison.Ordinal))
                device["chardev"] = $"daxR.{device["chardev"]!.ToString()[number.Length..]}";
    }

    // an item of a list is called by its first value, which is its name or position
    private static IEnumerable<string> Fields(string path, JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(
            field => Fields($"{path}/{field.Key.Split(':')[0]}", field.Value)),
        JsonArray { Count: > 0 } items => items.SelectMany(item => Fields(
            $"{path}/{(item as JsonObject)?.First().Value}", item)),
        _ => [$"{path} = {node?.ToJsonString()}"],
    };

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject fields => fields.ToArray().SelectMany(field => Objects(field.Value))
            .Append(fields),
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };

    private static string Hex(string kind, JsonNode number) =>
        $"{kind}@{number.GetValue<ulong>().ToString("x", CultureInfo.InvariantCulture)}";

    [GeneratedRegex(@"\b(?:(?:mem|endpoint|port|decoder|region)\d+|ACPI0016:\d+)")]
    private static partial Regex CxlNumbered();
}
