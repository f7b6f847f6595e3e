using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Machines.Diagnostics;
using SoftReserve.Machines.Yaml;

namespace SoftReserve.Machines.MachineFiles;

/// <summary>Reads <c>memory-map</c>.</summary>
internal static class MemoryMapSection
{
    /// <summary>The words of <c>type</c>, also for writing.</summary>
    public static readonly (string Word, MemoryType Type)[] Types =
    [
        ("usable", MemoryType.Usable),
        ("reserved", MemoryType.Reserved),
        ("acpi", MemoryType.Acpi),
        ("nvs", MemoryType.Nvs),
        ("unusable", MemoryType.Unusable),
        ("pmem", MemoryType.Pmem),
        ("pram", MemoryType.Pram),
        ("soft-reserved", MemoryType.SoftReserved),
    ];

    public static ValueList<MemoryMapEntry> Read(ReadContext context, SourceNode? node)
    {
        var entries = new List<MemoryMapEntry>();
        var usable = new List<(AddressRange Range, SourceNode Node)>();
        var limit = context.Limits.MemoryMapEntries;
        foreach (var item in context.Items(node, limit, "a list of memory map entries"))
        {
            if (Fields.Of(context, item, "range", "type") is not { } fields)
                continue;
            var range = context.Range(fields.Require("range"));
            var type = context.Word(fields.Require("type"), Types);
            if (range is null || type is null)
                continue;
            entries.Add(new MemoryMapEntry(range.Value, type.Value));
            if (type == MemoryType.Usable)
                usable.Add((range.Value, fields.Find("range")!));
        }

        CheckOverlap(context, usable);
        return [.. entries];
    }

    private static void CheckOverlap(
        ReadContext context, List<(AddressRange Range, SourceNode Node)> usable)
    {
        var sorted = usable.OrderBy(entry => entry.Range).ToList();
        for (var index = 1; index < sorted.Count; index++)
        {
            var (before, after) = (sorted[index - 1], sorted[index]);
            if (before.Range.Overlaps(after.Range))
                context.Report(after.Node, DiagnosticId.OverlappingUsable,
                    $"usable {after.Range} overlaps usable {before.Range} of line "
                    + $"{before.Node.Place.Line}, expected every byte to be usable once");
        }
    }
}
