using SoftReserve.Addresses;

namespace SoftReserve.Memory;

/// <summary>The nodes and what the page allocator and the tiers remember of them.</summary>
/// <remarks>
/// Each verb is one event of memory hot-plug and answers with the nodes after it and the lines it
/// logs. Kernel: <c>add_memory_resource()</c>, <c>online_pages()</c> and <c>offline_pages()</c>,
/// mm/memory_hotplug.c. Total pages are an input: what is free above the watermarks is not
/// modelled.
/// </remarks>
/// <param name="States">Which nodes have what.</param>
/// <param name="Zones">Memory in use, one entry for each node and zone that has some.</param>
/// <param name="Distances">Nodes with memory in use, ascending.</param>
/// <param name="NodeLoad">What the last rebuild of the zonelists left.</param>
/// <param name="PolicyZone">The highest zone ever in use, the movable one apart.</param>
public sealed record MemoryNodes(
    NodeStates States,
    ValueList<NodeZone> Zones,
    ValueList<NodeDistance> Distances,
    ValueList<int> NodeLoad,
    MemoryZone PolicyZone)
{
    /// <summary>The kernel builds its first zonelists, from boot memory alone.</summary>
    public static MemoryNodesChange Boot(
        NodeStates states, ValueList<NodeZone> zones, Func<int, int, int> distance,
        long totalPages)
    {
        var policyZone = zones.Select(zone => zone.Zone)
            .Where(zone => zone != MemoryZone.Movable).Max();
        ValueList<NodeDistance> distances =
            [.. states.WithMemory.Select(node => new NodeDistance(node, AbstractDistance.Dram))];
        return new MemoryNodes(states, zones, distances, [], policyZone)
            .RebuildZonelists(distance, totalPages);
    }

    /// <summary>Late in boot the tiers are told for the first time.</summary>
    /// <remarks>Kernel: <c>memory_tier_late_init()</c>, mm/memory-tiers.c.</remarks>
    public MemoryNodesChange InitializeTiers(Func<int, int, int> distance) =>
        new(this, DemotionLines(distance));

    /// <summary>Memory is added to a node, still offline. Sets the node up if it was not; logs
    /// only then.</summary>
    public MemoryNodesChange AddMemory(
        int node, Func<int, int, int> distance, long totalPages)
    {
        if (States.Online.AsSpan().Contains(node))
            return new MemoryNodesChange(this, []);
        var rebuild = Zonelists.ForAddedNode(node, States, distance);
        return new MemoryNodesChange(
            this with { States = States.WithOnline(node), NodeLoad = rebuild.NodeLoad },
            ZonelistMessages.Of(rebuild, totalPages, PolicyZone));
    }

    /// <summary>Memory of a node comes into use. Zonelists are rebuilt if it is the first of its
    /// zone, tiers if it is the first of the node.</summary>
    /// <param name="added">Node, zone and how many blocks.</param>
    /// <param name="abstractDistance">What puts the node into its tier.</param>
    /// <param name="distance">SLIT distance between two nodes.</param>
    /// <param name="totalPages">For the line about zonelists.</param>
    public MemoryNodesChange Online(
        NodeZone added, int abstractDistance, Func<int, int, int> distance, long totalPages)
    {
        var index = Zones.FindIndex(added.IsSamePlace);
        if (index >= 0)
            return new MemoryNodesChange(
                this with { Zones = Zones.SetItem(index, Zones[index].Plus(added.Blocks)) }, []);
        var isFirstOfNode = !States.WithMemory.AsSpan().Contains(added.Node);
        var rebuilt = (this with
        {
            States = States.WithMemoryOn(added.Node),
            Zones = Zones.Add(added),
            PolicyZone = added.Zone is MemoryZone.Movable || added.Zone < PolicyZone
                ? PolicyZone : added.Zone,
        }).RebuildZonelists(distance, totalPages);
        return isFirstOfNode
            ? rebuilt.Then(nodes => nodes.JoinTier(added.Node, abstractDistance, distance))
            : rebuilt;
    }

    /// <summary>Memory of a node goes out of use. Zonelists are rebuilt if its zone is empty now,
    /// tiers if the node is.</summary>
    /// <param name="removed">Node, zone and how many blocks; no more than are in use.</param>
    /// <param name="distance">SLIT distance between two nodes.</param>
    /// <param name="totalPages">For the line about zonelists.</param>
    public MemoryNodesChange Offline(
        NodeZone removed, Func<int, int, int> distance, long totalPages)
    {
        var index = Zones.FindIndex(removed.IsSamePlace);
        Invariant.Holds(index >= 0 && Zones[index].Blocks >= removed.Blocks);
        if (Zones[index].Blocks > removed.Blocks)
            return new MemoryNodesChange(
                this with { Zones = Zones.SetItem(index, Zones[index].Plus(-removed.Blocks)) },
                []);
        var left = this with { Zones = Zones.RemoveAt(index) };
        if (left.Zones.FindIndex(zone => zone.Node == removed.Node) >= 0)
            return left.RebuildZonelists(distance, totalPages);
        return (left with { States = States.WithoutMemoryOn(removed.Node) })
            .RebuildZonelists(distance, totalPages)
            .Then(nodes => nodes.LeaveTier(removed.Node, distance));
    }

    /// <summary>The last memory block of a node is gone: the node is taken down. Logs
    /// nothing.</summary>
    /// <remarks>Kernel: <c>try_offline_node()</c>, mm/memory_hotplug.c.</remarks>
    public MemoryNodes TakeDown(int node) => this with { States = States.WithoutOnline(node) };

    private MemoryNodesChange RebuildZonelists(Func<int, int, int> distance, long totalPages)
    {
        var rebuild = Zonelists.Rebuild(States, distance);
        return new MemoryNodesChange(
            this with { NodeLoad = rebuild.NodeLoad },
            ZonelistMessages.Of(rebuild, totalPages, PolicyZone));
    }

    private MemoryNodesChange JoinTier(
        int node, int abstractDistance, Func<int, int, int> distance) =>
        (this with { Distances = Distances.Add(new NodeDistance(node, abstractDistance)) })
            .InitializeTiers(distance);

    private MemoryNodesChange LeaveTier(int node, Func<int, int, int> distance) =>
        (this with { Distances = Distances.Without(each => each.Node == node) })
            .InitializeTiers(distance);

    private ValueList<KernelMessage> DemotionLines(Func<int, int, int> distance) =>
        DemotionMessages.Of(
            MemoryTiers.Demotion(MemoryTiers.Of(Distances), States, NodeLoad, distance));
}

/// <summary>Memory blocks in use in one zone of one node.</summary>
/// <param name="Node">Node number.</param>
/// <param name="Zone">Which zone.</param>
/// <param name="Blocks">How many, at least one.</param>
public sealed record NodeZone(int Node, MemoryZone Zone, int Blocks)
{
    internal bool IsSamePlace(NodeZone other) => Node == other.Node && Zone == other.Zone;

    internal NodeZone Plus(int blocks) => this with { Blocks = Blocks + blocks };
}

/// <summary>The nodes after an event, and what it logged.</summary>
/// <param name="After">The nodes.</param>
/// <param name="Messages">In the order of the log.</param>
public sealed record MemoryNodesChange(MemoryNodes After, ValueList<KernelMessage> Messages)
{
    internal MemoryNodesChange Then(Func<MemoryNodes, MemoryNodesChange> next)
    {
        var (after, messages) = next(After);
        return new MemoryNodesChange(after, [.. Messages, .. messages]);
    }
}
