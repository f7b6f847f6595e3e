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
            yield return Line($"NUMA: Node {join.First.Node} {Short(join.First.Range)} + {
                Short(join.Second.Range)} -> {Short(join.First.Range.Union(join.Second.Range))}");
        if (layout.Fallback is null)
            yield break;
        if (Reason(layout.Fallback) is { } reason)
            yield return reason;
        yield return Line($"No NUMA configuration found");
        foreach (var block in layout.Online.AsEnumerable())
            yield return Line($"Faking a node at [mem 0x{
                block.Range.Start.Value:x16}-0x{block.Range.End.Value:x16}]");
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
        return Line($"ACPI: SRAT: Node {node} PXM {memory.ProximityDomain} {
            Short(range)}{hotplug}{persistent}");
    }

    private static KernelMessage? Reason(NumaFallback fallback) => fallback switch
    {
        NumaFallback.NoTable => null,
        NumaFallback.TooMany => Line($"ACPI: SRAT: SRAT not used."),
        NumaFallback.NodesOverlap two => Line(
            $"NUMA: node {two.First.Node} {Short(two.First.Range)} overlaps with node {
                two.Second.Node} {Short(two.Second.Range)}"),
        NumaFallback.RamUncovered part => Line(
            $"NUMA: no nodes coverage for {part.Uncovered.Bytes >> 20}MB of {
                part.Ram.Bytes >> 20}MB RAM"),
        _ => throw new UnreachableException(),
    };

    private static FormattableString Short(AddressRange range) =>
        $"[mem 0x{range.Start.Value:x8}-0x{range.End.Value:x8}]";

    private static KernelMessage Line(FormattableString text) =>
        new(LogLevel.Info, null, "", text);
}
