using System.Globalization;
using SoftReserve.Addresses;

namespace SoftReserve.Diagnosis.Rules;

/// <summary>A memory block as sysfs showed it.</summary>
/// <param name="Range">Both ends inclusive.</param>
/// <param name="IsOnline">False for offline, and for blocks on their way.</param>
/// <param name="IsMovable">True when it is, or would be, in zone Movable.</param>
/// <param name="Zone">The line that says so.</param>
internal sealed record SeenBlock(
    AddressRange Range, bool IsOnline, bool IsMovable, Sighting? Zone);

/// <summary>Reads memory blocks from the NUMA listing.</summary>
internal static class MemoryBlocks
{
    private const string SizeMark = "block_size=", Prefix = "memory";

    /// <summary>Bytes of a block; null when no line says.</summary>
    public static ulong? SizeOf(ValueList<Sighting> numa)
    {
        foreach (var line in numa)
            if (line.Text.StartsWith(SizeMark, StringComparison.Ordinal)
                && Hex(line.Text[SizeMark.Length..].Split(' ')[0]) is > 0 and var size)
                return size;
        return null;
    }

    /// <summary>The blocks in address order.</summary>
    public static IEnumerable<SeenBlock> Of(ValueList<Sighting> numa)
    {
        if (SizeOf(numa) is not { } size)
            return [];
        var states = Values(numa, "state");
        var zones = Values(numa, "valid_zones");
        return Values(numa, "phys_index")
            .Select(each => (Name: each.Key, Index: Hex(each.Value.Value)))
            .Where(each => each.Index is { } index
                && ((UInt128)index + 1) * size <= ulong.MaxValue)
            .OrderBy(each => each.Index)
            .Select(each => new SeenBlock(
                AddressRange.Sized(new Hpa(each.Index!.Value * size), new ByteSize(size)),
                states.TryGetValue(each.Name, out var state) && state.Value == "online",
                zones.TryGetValue(each.Name, out var zone)
                    && zone.Value.StartsWith("Movable", StringComparison.Ordinal),
                zones.TryGetValue(each.Name, out var shown) ? shown.At : null))
            .ToList();
    }

    // "memory34/state:online"
    private static SortedDictionary<string, (string Value, Sighting At)> Values(
        ValueList<Sighting> numa, string attribute)
    {
        var values = new SortedDictionary<string, (string, Sighting)>(StringComparer.Ordinal);
        foreach (var line in numa)
            if (line.Text.StartsWith(Prefix, StringComparison.Ordinal)
                && line.Text.Split(':', 2) is [var name, var value]
                && name.Split('/') is [var block, var found] && found == attribute)
                values[block] = (value.Trim(), line);
        return values;
    }

    private static ulong? Hex(string text) => ulong.TryParse(
        text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
        ? number : null;
}
