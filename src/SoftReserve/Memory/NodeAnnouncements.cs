using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Memory;

/// <summary>What nodes, zonelists and tiers say when memory comes and goes.</summary>
/// <remarks>Kernel: mm/page_alloc.c and mm/memory-tiers.c. The total of pages is what the memory
/// map says, without what a real kernel keeps for itself.</remarks>
public static class NodeAnnouncements
{
    private const ulong PageSize = 4096;
    private const ulong FirstNormalByte = 1UL << 32;

    extension(Kernel kernel)
    {
        /// <summary>The first zonelists, from boot memory alone.</summary>
        public Kernel AnnounceFirstZonelists()
        {
            var boot = kernel.Boot;
            return kernel.With(NodeHistory.Begin(() => MemoryNodes.Boot(
                StatesAtBoot(boot), ZonesAtBoot(boot), boot.Numa.Distance, Pages(boot, []))));
        }

        /// <summary>A kernel whose tiers announce themselves for the first time.</summary>
        public Kernel AnnounceTiers()
        {
            var boot = kernel.Boot;
            return kernel.With(kernel.Memory.History!.Then(
                nodes => nodes.InitializeTiers(boot.Numa.Distance)));
        }

        /// <summary>Memory was added to a node, still offline.</summary>
        public Kernel AnnounceAdded(int node)
        {
            var (boot, added) = (kernel.Boot, kernel.Memory.Added);
            return kernel.With(kernel.Memory.History!.Then(
                nodes => nodes.AddMemory(node, boot.Numa.Distance, Pages(boot, added))));
        }

        /// <summary>The last memory of a node without processors was removed. Logs
        /// nothing.</summary>
        public Kernel TakeNodeDown(int node) => kernel.With(kernel.Memory.History!.Then(
            nodes => new MemoryNodesChange(nodes.TakeDown(node), [])));

        /// <summary>Added memory went online or offline.</summary>
        public Kernel AnnounceChanged(HotAddedMemory memory)
        {
            var (boot, added) = (kernel.Boot, kernel.Memory.Added);
            return kernel.With(kernel.Memory.History!.Then(nodes => memory.IsOnline
                ? nodes.Online(
                    ZoneOf(boot, memory), boot.AbstractDistanceOf(memory.Node),
                    boot.Numa.Distance, Pages(boot, added) - PagesBehindFirstBlock(boot, memory))
                : nodes.Offline(ZoneOf(boot, memory), boot.Numa.Distance, Pages(boot, added))));
        }

        private Kernel With(NodeHistory history) => (kernel with
        {
            Memory = kernel.Memory with { History = history },
        }).LogBlock(() => history.Messages);
    }

    private static NodeZone ZoneOf(BootContext boot, HotAddedMemory memory) => new(
        memory.Node,
        memory.IsMovable
            ? MemoryZone.Movable
            : ZoneAt(memory.Range.Start),
        checked((int)(memory.Range.Size.Bytes / boot.MemoryBlockSize)));

    private static NodeStates StatesAtBoot(BootContext boot)
    {
        var withMemory = boot.Numa.MemoryNodes;
        return new NodeStates(
            boot.Numa.PossibleNodes, withMemory, withMemory, boot.Numa.ProcessorNodes);
    }

    private static ValueList<NodeZone> ZonesAtBoot(BootContext boot)
    {
        var zones = new List<NodeZone>();
        foreach (var entry in Ram(boot))
        {
            var zone = new NodeZone(
                boot.Numa.AddPhysaddrNode(entry.Range.Start), ZoneAt(entry.Range.End), 1);
            if (!zones.Contains(zone))
                zones.Add(zone);
        }

        return [.. zones];
    }

    private static MemoryZone ZoneAt(Hpa address) =>
        address.Value >= FirstNormalByte ? MemoryZone.Normal : MemoryZone.Dma32;

    private static long Pages(BootContext boot, ValueList<HotAddedMemory> added)
    {
        UInt128 bytes = 0;
        foreach (var entry in Ram(boot))
            bytes += entry.Range.Size.Bytes;
        foreach (var memory in added)
            bytes += memory.IsOnline ? memory.Range.Size.Bytes : 0;
        return (long)(bytes / PageSize);
    }

    // zonelists are built when the first block is there
    private static long PagesBehindFirstBlock(BootContext boot, HotAddedMemory memory) =>
        (long)((memory.Range.Size.Bytes - boot.MemoryBlockSize) / PageSize);

    private static IEnumerable<E820Entry> Ram(BootContext boot) =>
        boot.MemoryMap.Entries.Where(entry => entry.Type == MemoryType.Usable);
}
