using SoftReserve.Addresses;

namespace SoftReserve.Memory;

/// <summary>Memory that kmem adds, and its way online and offline.</summary>
/// <remarks>Kernel: <c>add_memory_driver_managed()</c>, <c>online_pages()</c>,
/// <c>offline_pages()</c>, mm/memory_hotplug.c.</remarks>
public static class HotMemory
{
    extension(Kernel kernel)
    {
        /// <summary>What happens to memory that is added now.</summary>
        public OnlinePolicy OnlinePolicy =>
            kernel.Memory.WrittenPolicy ?? kernel.Boot.OnlinePolicy;

        /// <summary>True when memory that is added goes online at once.</summary>
        public bool OnlinesAdded => kernel.OnlinePolicy != OnlinePolicy.Offline;

        /// <summary>Adds a span of blocks; by policy they go online at once.</summary>
        public Kernel AddHotMemory(AddressRange range, int node)
        {
            var memory = new HotAddedMemory(range, node, IsOnline: false);
            var added = kernel.WithMemory(kernel.Memory.Added.Add(memory)).AnnounceAdded(node);
            return kernel.OnlinesAdded ? added.SetOnline(range, true) : added;
        }

        /// <summary>Takes every added span inside the range online, to the zone that policy
        /// names, or offline; what is so already stays.</summary>
        public Kernel SetOnline(AddressRange range, bool online) => kernel.SetOnline(
            range, online, kernel.OnlinePolicy == OnlinePolicy.OnlineMovable);

        /// <summary>Takes every added span inside the range online, to the zone that was asked
        /// for, or offline; what is so already stays.</summary>
        /// <param name="range">Whole blocks.</param>
        /// <param name="online">Which of the two.</param>
        /// <param name="isMovable">Online: to <see cref="MemoryZone.Movable"/>.</param>
        public Kernel SetOnline(AddressRange range, bool online, bool isMovable)
        {
            foreach (var memory in kernel.Memory.Added)
            {
                if (!range.Contains(memory.Range) || memory.IsOnline == online)
                    continue;
                var changed = memory with { IsOnline = online, IsMovable = online && isMovable };
                kernel = kernel
                    .WithMemory(kernel.Memory.Added.Replace(
                        each => each == memory, _ => changed))
                    .AnnounceChanged(online ? changed : memory with { IsOnline = false });
            }

            return kernel;
        }

        /// <summary>Takes one block online or offline.</summary>
        /// <param name="block">A whole block of added memory.</param>
        /// <param name="online">Which of the two.</param>
        /// <param name="isMovable">Online: to <see cref="MemoryZone.Movable"/>.</param>
        public Kernel SetBlockOnline(AddressRange block, bool online, bool isMovable)
        {
            var index = kernel.Memory.Added.FindIndex(memory => memory.Range.Contains(block));
            if (index < 0)
                return kernel;
            var span = kernel.Memory.Added[index];
            var rest = span.Range.Except([block]).Select(range => span with { Range = range });
            return kernel
                .WithMemory(
                [
                    .. kernel.Memory.Added.RemoveAt(index),
                    .. rest.Append(span with { Range = block }).OrderBy(each => each.Range),
                ])
                .SetOnline(block, online, isMovable);
        }

        /// <summary>Forgets added memory; it must be offline. With a node's last memory the node
        /// goes.</summary>
        public Kernel RemoveHotMemory(AddressRange range)
        {
            var index = kernel.Memory.Added.FindIndex(memory => range.Contains(memory.Range));
            if (index < 0)
                return kernel;
            var node = kernel.Memory.Added[index].Node;
            kernel = kernel.WithMemory(
                kernel.Memory.Added.Without(memory => range.Contains(memory.Range)));
            return kernel.Memory.Added.FindIndex(memory => memory.Node == node) >= 0
                || kernel.Boot.Numa.MemoryNodes.AsSpan().Contains(node)
                || kernel.Boot.Numa.ProcessorNodes.AsSpan().Contains(node)
                    ? kernel
                    : kernel.TakeNodeDown(node);
        }

        /// <summary>True when some added memory that shares a byte with the range is
        /// online.</summary>
        public bool HasOnlineMemory(AddressRange range)
        {
            foreach (var memory in kernel.Memory.Added)
                if (memory.IsOnline && memory.Range.Overlaps(range))
                    return true;
            return false;
        }

        private Kernel WithMemory(ValueList<HotAddedMemory> added) =>
            kernel with { Memory = kernel.Memory with { Added = added } };
    }
}
