using System.Globalization;
using SoftReserve.Addresses;

namespace SoftReserve.Memory;

/// <summary>What the kernel logs about a rebuild of its zonelists.</summary>
/// <remarks>Kernel: <c>build_zonelists()</c> and <c>build_all_zonelists()</c>,
/// mm/page_alloc.c.</remarks>
public static class ZonelistMessages
{
    /// <summary>One line for each node, one with totals, one with the policy zone.</summary>
    /// <param name="rebuild">What was built.</param>
    /// <param name="totalPages">Pages above the high watermarks; measured, not modelled.</param>
    /// <param name="policyZone">The highest zone that mempolicy applies to.</param>
    /// <param name="isGroupedByMobility">False only on machines with a few MiB.</param>
    public static ValueList<KernelMessage> Of(
        ZonelistRebuild rebuild, long totalPages, MemoryZone policyZone,
        bool isGroupedByMobility = true)
    {
        var lines = new KernelMessage[rebuild.Fallbacks.Count + 2];
        for (var index = 0; index < rebuild.Fallbacks.Count; index++)
            lines[index] = FallbackOrder(rebuild.Fallbacks[index]);
        var grouping = isGroupedByMobility ? "on" : "off";
        var online = rebuild.OnlineNodes;
        lines[^2] = Info(
            $"Built {online} zonelists, mobility grouping {grouping}.  Total pages: {totalPages}");
        lines[^1] = Info($"Policy zone: {ZoneName(policyZone)}");
        return new ValueList<KernelMessage>(lines);
    }

    /// <summary>The zone as /proc/zoneinfo names it.</summary>
    public static string ZoneName(MemoryZone zone) => zone switch
    {
        MemoryZone.Dma => "DMA",
        MemoryZone.Dma32 => "DMA32",
        MemoryZone.Normal => "Normal",
        _ => "Movable",
    };

    private static KernelMessage FallbackOrder(NodeFallback fallback) =>
        Info($"Fallback order for Node {fallback.Node}: {new SpacedNodes(fallback.Order)}");

    private static KernelMessage Info(FormattableString text) =>
        new(LogLevel.Info, null, "", text);

    /// <summary>Every number is followed by a blank, the last one too.</summary>
    private readonly record struct SpacedNodes(ValueList<int> Nodes)
    {
        public override string ToString() => string.Concat(
            Nodes.Select(node => node.ToString(CultureInfo.InvariantCulture) + " "));
    }
}
