using System.Text.Json;
using SoftReserve.Addresses;
using SoftReserve.Diagnosis;
using SoftReserve.Machines.Captures;

namespace SoftReserve.Machines.Diagnosing;

/// <summary>Regions and cards from <c>cxl list</c>, wherever they stand in it.</summary>
internal static class SeenCxl
{
    private const string Disabled = "disabled";

    /// <summary>What the list has; nothing where it is absent or was reported.</summary>
    public static (ValueList<SeenCxlRegion> Regions, ValueList<SeenMemdev> Memdevs) Read(
        CaptureContext context)
    {
        if (context.Text(CaptureFileNames.CxlList) is not { FirstLine.Length: > 0 } text)
            return ([], []);
        using var list = JsonLines.TryParse(context, text);
        if (list is null)
            return ([], []);
        var regions = new List<SeenCxlRegion>();
        var cards = new SortedDictionary<string, SeenMemdev>(StringComparer.Ordinal);
        foreach (var each in list.Objects())
            if (RegionOf(each, list) is { } region)
                regions.Add(region);
            else if (MemdevOf(each, list) is { } card)
                cards.TryAdd(card.Name, card);
        return ([.. regions], [.. cards.Values]);
    }

    /// <summary>Regions as iomem names them, where no list is there.</summary>
    public static ValueList<SeenCxlRegion> Of(ValueList<SeenResource> iomem) =>
    [
        .. iomem.Where(line => line.Name.StartsWith("region", StringComparison.Ordinal)
                && line.Name.Length > 6 && line.Name.Skip(6).All(char.IsAsciiDigit))
            .Select(line => new SeenCxlRegion(
                line.Name, line.Range, null, IsBound: true, IsLocked: false, line.At)),
    ];

    private static SeenCxlRegion? RegionOf(JsonElement each, JsonLines list)
    {
        var name = CxlListFile.Text(each, "region");
        if (name.Length == 0 || each.TryGetProperty("decoder", out _)
            || CxlListFile.Number(each, "resource") is not { } start
            || !AddressRange.TryMakeSized(
                start, new ByteSize(CxlListFile.Number(each, "size") ?? 0), out var range))
            return null;
        var state = CxlListFile.Text(each, "decode_state");
        return new SeenCxlRegion(
            Printable.Of(name), range, state.Length == 0 ? null : state,
            CxlListFile.Text(each, "state") != Disabled,
            each.TryGetProperty("locked", out var locked)
                && locked.ValueKind == JsonValueKind.True,
            list.LineOf("region", name, with: "resource"));
    }

    private static SeenMemdev? MemdevOf(JsonElement each, JsonLines list)
    {
        var name = CxlListFile.Text(each, "memdev");
        if (name.Length == 0 || !each.TryGetProperty("host", out _))
            return null;
        var node = CxlListFile.Number(each, "numa_node");
        return new SeenMemdev(
            Printable.Of(name), node is { } number and <= int.MaxValue ? (int)number : -1,
            CxlListFile.Text(each, "state") != Disabled, list.LineOf("memdev", name, with: null));
    }
}
