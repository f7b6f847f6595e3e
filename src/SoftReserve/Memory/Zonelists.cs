using SoftReserve.Addresses;

namespace SoftReserve.Memory;

/// <summary>The order in which each node falls back to the memory of others.</summary>
/// <remarks>Kernel: <c>build_all_zonelists()</c>, mm/page_alloc.c. Runs at boot, when a node is
/// added, and when a zone gets its first page or loses its last.</remarks>
public static class Zonelists
{
    /// <summary>Orders the fallback of every possible node, ascending.</summary>
    /// <param name="nodes">As they are after the change that made the kernel rebuild.</param>
    /// <param name="distance">SLIT distance between two nodes, 10 to itself.</param>
    public static ZonelistRebuild Rebuild(NodeStates nodes, Func<int, int, int> distance) =>
        Rebuild(nodes.Possible, nodes, distance);

    /// <summary>Orders the fallback of one node that is being added; the others keep
    /// theirs.</summary>
    /// <param name="added">The node, not yet online and without memory in use.</param>
    /// <param name="nodes">As they are before the addition.</param>
    /// <param name="distance">SLIT distance between two nodes, 10 to itself.</param>
    public static ZonelistRebuild ForAddedNode(
        int added, NodeStates nodes, Func<int, int, int> distance) =>
        Rebuild([added], nodes, distance);

    private static ZonelistRebuild Rebuild(
        ValueList<int> rebuilt, NodeStates nodes, Func<int, int, int> distance)
    {
        var load = new int[nodes.Capacity];
        var fallbacks = new NodeFallback[rebuilt.Count];
        for (var index = 0; index < fallbacks.Length; index++)
            fallbacks[index] = Order(rebuilt[index], nodes, load, distance);
        return new ZonelistRebuild(new(fallbacks), new(load), nodes.Online.Count);
    }

    private static NodeFallback Order(
        int local, NodeStates nodes, int[] load, Func<int, int, int> distance)
    {
        var order = new int[nodes.WithMemory.Count];
        Span<bool> used = stackalloc bool[nodes.Capacity];
        var previous = local;
        for (var index = 0; index < order.Length; index++)
        {
            var node = NodeChooser.Next(local, nodes, used, load, distance);
            if (distance(local, node) != distance(local, previous))
                load[node]++;
            used[node] = true;
            order[index] = previous = node;
        }

        return new NodeFallback(local, new(order));
    }
}

/// <summary>One rebuild of the zonelists.</summary>
/// <param name="Fallbacks">One for each node that was rebuilt, ascending.</param>
/// <param name="NodeLoad">By node number: how often the node was the first pick of a new
/// distance. The choice of demotion targets starts from it.</param>
/// <param name="OnlineNodes">How many nodes the kernel says it built zonelists for.</param>
public sealed record ZonelistRebuild(
    ValueList<NodeFallback> Fallbacks, ValueList<int> NodeLoad, int OnlineNodes);

/// <summary>Where allocations of one node go, best first.</summary>
/// <param name="Node">The node that falls back.</param>
/// <param name="Order">Nodes with memory; <paramref name="Node"/> first if it has any.</param>
public sealed record NodeFallback(int Node, ValueList<int> Order);
