using System.Globalization;
using SoftReserve.Addresses;

namespace SoftReserve.Memory;

/// <summary>Nodes grouped by how fast their memory is, and where each demotes cold pages
/// to.</summary>
/// <remarks>Kernel: mm/memory-tiers.c. A node is in a tier while memory of it is in use.</remarks>
public static class MemoryTiers
{
    /// <summary>Distances that fall into one tier: MEMTIER_CHUNK_SIZE.</summary>
    private const int TierWidth = 128;

    /// <summary>The number of the tier that a distance falls into: 4 for ordinary memory.</summary>
    public static int TierOf(int abstractDistance) => abstractDistance / TierWidth;

    /// <summary>The tiers that exist, fastest first.</summary>
    /// <param name="nodes">Nodes with memory in use, ascending.</param>
    public static ValueList<MemoryTier> Of(ValueList<NodeDistance> nodes) =>
    [
        .. nodes.GroupBy(node => TierOf(node.AbstractDistance), node => node.Node)
            .OrderBy(tier => tier.Key)
            .Select(tier => new MemoryTier(tier.Key, [.. tier.Order()])),
    ];

    /// <summary>The demotion targets of every node with memory that is in a tier,
    /// ascending.</summary>
    /// <remarks>Kernel: <c>establish_demotion_targets()</c>. Picks out of the next lower tier only,
    /// and stops where the distance changes: nearer nodes are preferred together, the rest of
    /// all lower tiers is fallback.</remarks>
    /// <param name="tiers">Fastest first, as <see cref="Of"/> gives them.</param>
    /// <param name="nodes">As they are after the change.</param>
    /// <param name="nodeLoad">What the last rebuild of the zonelists left.</param>
    /// <param name="distance">SLIT distance between two nodes.</param>
    public static ValueList<DemotionTargets> Demotion(
        ValueList<MemoryTier> tiers, NodeStates nodes, ValueList<int> nodeLoad,
        Func<int, int, int> distance)
    {
        var targets = new List<DemotionTargets>(nodes.WithMemory.Count);
        foreach (var node in nodes.WithMemory)
        {
            var tier = tiers.FindIndex(each => each.Nodes.AsSpan().Contains(node));
            if (tier >= 0)
                targets.Add(new DemotionTargets(
                    node,
                    tier + 1 < tiers.Count
                        ? Preferred(node, tiers[tier + 1], nodes, nodeLoad, distance)
                        : [],
                    [.. tiers.Skip(tier + 1).SelectMany(lower => lower.Nodes).Order()]));
        }

        return [.. targets];
    }

    private static ValueList<int> Preferred(
        int from, MemoryTier lower, NodeStates nodes, ValueList<int> nodeLoad,
        Func<int, int, int> distance)
    {
        Span<bool> used = stackalloc bool[nodes.Capacity];
        used.Fill(true);
        foreach (var node in lower.Nodes)
            used[node] = false;
        var preferred = new List<int>();
        for (var node = NodeChooser.Next(from, nodes, used, nodeLoad.AsSpan(), distance);
            node != NodeChooser.None
                && (preferred.Count == 0
                    || distance(from, node) == distance(from, preferred[0]));
            node = NodeChooser.Next(from, nodes, used, nodeLoad.AsSpan(), distance))
        {
            preferred.Add(node);
            used[node] = true;
        }

        preferred.Sort();
        return [.. preferred];
    }
}

/// <summary>A node and the distance that puts it into a tier.</summary>
/// <param name="Node">Node number.</param>
/// <param name="AbstractDistance">576 for ordinary memory, see
/// <see cref="Memory.AbstractDistance"/>.</param>
public sealed record NodeDistance(int Node, int AbstractDistance);

/// <summary>Nodes of about the same speed.</summary>
/// <remarks>sysfs: /sys/devices/virtual/memory_tiering.</remarks>
/// <param name="Id">The abstract distance of its members divided by 128.</param>
/// <param name="Nodes">Ascending, at least one.</param>
public sealed record MemoryTier(int Id, ValueList<int> Nodes)
{
    /// <summary>The sysfs name: <c>memory_tier4</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"memory_tier{Id}");
}

/// <summary>Where one node's cold pages go.</summary>
/// <param name="Node">The node that demotes.</param>
/// <param name="Preferred">Nearest nodes of the next lower tier, ascending; empty for nodes of the
/// lowest.</param>
/// <param name="Fallback">All nodes of all lower tiers, ascending.</param>
public sealed record DemotionTargets(
    int Node, ValueList<int> Preferred, ValueList<int> Fallback);
