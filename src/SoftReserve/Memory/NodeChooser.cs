namespace SoftReserve.Memory;

/// <summary>Picks the next node to fall back to.</summary>
/// <remarks>Kernel: <c>find_next_best_node()</c>, mm/page_alloc.c. Zonelists and demotion targets
/// share it.</remarks>
internal static class NodeChooser
{
    /// <summary>No candidate was left.</summary>
    public const int None = -1;

    /// <summary>MAX_NUMNODES with NODES_SHIFT 10, as distributions configure x86: one step of
    /// distance outweighs any load.</summary>
    private const int DistanceWeight = 1024;

    /// <summary>The best of the nodes with memory for falling back from <paramref name="from"/>:
    /// itself if it is a candidate, else the nearest, preferring later numbers, nodes without
    /// processors, and a small load; the lowest number among equals.</summary>
    /// <param name="from">The node whose memory ran out.</param>
    /// <param name="nodes">What each node has.</param>
    /// <param name="isUsed">By node number: not a candidate.</param>
    /// <param name="load">By node number: how often it was the first pick of a new
    /// distance.</param>
    /// <param name="distance">SLIT distance between two nodes.</param>
    /// <returns>A node number, or <see cref="None"/>.</returns>
    public static int Next(
        int from, NodeStates nodes, ReadOnlySpan<bool> isUsed, ReadOnlySpan<int> load,
        Func<int, int, int> distance)
    {
        var (best, lowest) = (None, int.MaxValue);
        foreach (var node in nodes.WithMemory)
        {
            if (isUsed[node])
                continue;
            if (node == from)
                return node;
            var cost = Cost(from, node, nodes, distance) + load[node];
            if (cost < lowest)
                (best, lowest) = (node, cost);
        }

        return best;
    }

    private static int Cost(
        int from, int node, NodeStates nodes, Func<int, int, int> distance) =>
        (distance(from, node)
            + (node < from ? 1 : 0)
            + (nodes.WithProcessors.AsSpan().Contains(node) ? 1 : 0)) * DistanceWeight;
}
