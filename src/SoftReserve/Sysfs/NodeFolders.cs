using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Memory;

namespace SoftReserve.Sysfs;

/// <summary>/sys/devices/system/node and the memory tiers.</summary>
/// <remarks>Kernel: <c>node_dev_attrs[]</c>, <c>node_state_attr[]</c>, drivers/base/node.c;
/// <c>memtier_dev_attrs[]</c>, mm/memory-tiers.c. Processors are not part of a description: a node
/// that has some is shown with the one of its own number.</remarks>
internal static class NodeFolders
{
    private const string Nodes = "/sys/devices/system/node";
    private const string Tiers = "/sys/devices/virtual/memory_tiering";
    private const int BytesOfKibibyte = 1024;

    public static void Add(FolderBuilder root, Kernel kernel)
    {
        if (kernel.Memory.History?.Nodes is not { } nodes)
            return;
        var states = nodes.States;
        root.In(Nodes)
            .Text("possible", List(states.Possible))
            .Text("online", List(states.Online))
            .Text("has_cpu", List(states.WithProcessors))
            .Text("has_memory", List(states.WithMemory))
            .Text("has_normal_memory", List(WithNormalMemory(nodes)))
            .Text("has_generic_initiator", "");
        foreach (var node in states.Online)
            root.In(Nodes).Later(
                Name(node), folder => Fill(folder, kernel, states, node));
        foreach (var tier in MemoryTiers.Of(nodes.Distances))
            root.In($"{Tiers}/{tier.Name}").Uevent()
                .Link("subsystem", "/sys/bus/memory_tiering")
                .Text("nodelist", List(tier.Nodes));
        root.In("/sys/kernel/mm/numa")
            .Writable("demotion_enabled", "false", KernelWrite.NotModelled);
    }

    private static void Fill(FolderBuilder folder, Kernel kernel, NodeStates states, int node)
    {
        var hasProcessors = states.WithProcessors.Contains(node);
        var total = MemoryOf(kernel, node);
        folder.Link("subsystem", "/sys/bus/node")
            .Uevent()
            .Text("distance", string.Join(' ', states.Online.Select(
                to => kernel.Boot.Numa.Distance(node, to))))
            .Text("cpulist", hasProcessors ? Text(node) : "")
            .Bytes("meminfo", () => string.Create(
                CultureInfo.InvariantCulture, $"Node {node} MemTotal:{total,15} kB\n"));
        foreach (var block in MemoryBlocks.Of(kernel))
            if (block.Node == node)
                folder.Link(
                    MemoryBlockFolders.NameOf(block), MemoryBlockFolders.PathOf(block));
    }

    // a real kernel keeps some of the boot memory for itself
    private static UInt128 MemoryOf(Kernel kernel, int node)
    {
        UInt128 bytes = 0;
        foreach (var range in kernel.Boot.MemoryMap.Usable)
            if (kernel.Boot.Numa.AddPhysaddrNode(range.Start) == node)
                bytes += range.Size.Bytes;
        foreach (var memory in kernel.Memory.Added)
            if (memory.Node == node && memory.IsOnline)
                bytes += memory.Range.Size.Bytes;
        return bytes / BytesOfKibibyte;
    }

    // memory that only holds what can be moved does not count
    private static ValueList<int> WithNormalMemory(MemoryNodes nodes) =>
    [
        .. nodes.Zones.Where(zone => zone.Zone != MemoryZone.Movable)
            .Select(zone => zone.Node).Distinct().Order(),
    ];

    private static string Name(int node) => "node" + Text(node);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string List(ValueList<int> nodes) => new NodeList(nodes).ToString();
}
