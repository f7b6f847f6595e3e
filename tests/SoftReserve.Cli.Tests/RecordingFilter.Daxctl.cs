using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SoftReserve.Cli.Tests;

/// <content><c>daxctl list</c>: dax regions of CXL regions are called by the address of their first
/// device, where the output has it; their numbers are not compared. Numbers of hmem devices
/// are.</content>
internal static partial class RecordingFilter
{
    /// <summary>One line for each value, in order. The tool prints a lone object without a
    /// list; nothing at all when there is none.</summary>
    public static IReadOnlyList<string> Daxctl(string json)
    {
        if (json.Trim().Length == 0)
            return [];
        var top = JsonNode.Parse(json)!;
        JsonNode[] regions = top is JsonArray many ? [.. many.OfType<JsonNode>()] : [top];
        return
        [
            .. regions.SelectMany(region => Fields(NameDaxRegion(region.AsObject()), region))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The text with the numbers of CXL regions, and none of their order.</summary>
    private static string NameDaxRegion(JsonObject region)
    {
        var path = $"{region["path"]}";
        if (!path.Contains("/dax_region", StringComparison.Ordinal))
            return "hmem";
        region["path"] = CxlDaxPath().Replace(path, "/$1@");
        NameDax(region);
        return $"{region["devices"]?[0]?["mappings"]?[0]?["start"]}";
    }

    [GeneratedRegex(@"/((?:dax_)?region)\d+")]
    private static partial Regex CxlDaxPath();
}
