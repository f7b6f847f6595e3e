using System.Diagnostics;
using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Memory;

/// <summary>What the kernel logs while it decides about nodes.</summary>
/// <remarks>Kernel: <c>acpi_numa_memory_affinity_init()</c>, drivers/acpi/numa/srat.c;
/// <c>numa_cleanup_meminfo()</c>, mm/numa_memblks.c; <c>dummy_numa_init()</c>,
/// mm/numa_memblks.c.</remarks>
public static class NumaLayoutText
{
    /// <summary>The lines in the order of the log.</summary>
    /// <param name="layout">Decided from <paramref name="srat"/> and
    /// <paramref name="slit"/>.</param>
    /// <param name="srat">Null when there is no table.</param>
    /// <param name="slit">Null when there is no table.</param>
    public static IEnumerable<KernelMessage> Messages(NumaLayout layout, Srat? srat, Slit? slit)
    {
        foreach (var line in Affinities(srat))
            yield return line;
        if (slit is { IsUsable: false })
            yield return Line($"ACPI: SLIT table looks invalid. Not used.");
        foreach (var join in layout.Joins.AsEnumerable())
            yield return Joined(join.First, join.Second.Range);
        if (layout.Fallback is null)
            yield break;
        if (Reason(layout.Fallback) is { } reason)
            yield return reason;
        yield return Line($"No NUMA configuration found");
        foreach (var block in layout.Online.AsEnumerable())
            yield return Faked(block.Range.Start.Value, block.Range.End.Value);
    }

    // the numbers are those of the moment: a table that is thrown away later still counts here
    private static IEnumerable<KernelMessage> Affinities(Srat? srat)
    {
        if (srat is null)
            yield break;
        Dictionary<uint, int> nodes = [];
        foreach (var domain in srat.ProcessorDomains.Concat(srat.InitiatorDomains))
            nodes.TryAdd(domain, nodes.Count);
        foreach (var memory in srat.Memory.AsEnumerable())
        {
            if (!memory.IsEnabled)
                continue;
            nodes.TryAdd(memory.ProximityDomain, nodes.Count);
            if (memory.Range is { } range)
                yield return Affinity(memory, nodes[memory.ProximityDomain], range);
        }
    }

    private static KernelMessage Affinity(MemoryAffinity memory, int node, AddressRange range)
    {
        var hotplug = memory.Flags.HasFlag(MemoryAffinityFlags.HotPluggable) ? " hotplug" : "";
        var persistent =
            memory.Flags.HasFlag(MemoryAffinityFlags.NonVolatile) ? " non-volatile" : "";
        var (domain, at) = (memory.ProximityDomain, Short(range));
        return Line($"ACPI: SRAT: Node {node} PXM {domain} {at}{hotplug}{persistent}");
    }

    private static KernelMessage? Reason(NumaFallback fallback) => fallback switch
    {
        NumaFallback.NoTable => null,
        NumaFallback.TooMany => Line($"ACPI: SRAT: SRAT not used."),
        NumaFallback.NodesOverlap two => Overlap(two.First, two.Second),
        NumaFallback.RamUncovered part => Uncovered(
            part.Uncovered.Bytes >> 20, part.Ram.Bytes >> 20),
        _ => throw new UnreachableException(),
    };

    private static KernelMessage Joined(NumaBlock first, AddressRange second)
    {
        var (range, union) = (first.Range, first.Range.Union(second));
        return Line(
            $"NUMA: Node {first.Node} {Short(range)} + {Short(second)} -> {Short(union)}");
    }

    private static KernelMessage Faked(ulong start, ulong end) =>
        Line($"Faking a node at [mem 0x{start:x16}-0x{end:x16}]");

    private static KernelMessage Overlap(NumaBlock first, NumaBlock second)
    {
        var (one, two) = (Short(first.Range), Short(second.Range));
        return Line($"NUMA: node {first.Node} {one} overlaps with node {second.Node} {two}");
    }

    private static KernelMessage Uncovered(UInt128 lost, UInt128 all) =>
        Line($"NUMA: no nodes coverage for {lost}MB of {all}MB RAM");

    private static FormattableString Short(AddressRange range) =>
        $"[mem 0x{range.Start.Value:x8}-0x{range.End.Value:x8}]";

    private static KernelMessage Line(FormattableString text) =>
        new(LogLevel.Info, null, "", text);
}
