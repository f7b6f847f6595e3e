using SoftReserve.Addresses;

namespace SoftReserve.Memory;

/// <summary>Memory blocks go offline one by one, if what is in them can go elsewhere.</summary>
/// <remarks>Kernel: <c>offline_pages()</c>, mm/memory_hotplug.c: isolating a block fails at once
/// for a page that cannot be moved; a page whose copying fails is tried again until it works or
/// somebody interrupts.</remarks>
public static class BlockOffline
{
    extension(Kernel kernel)
    {
        /// <summary>True when something keeps memory of the range.</summary>
        public bool IsHeld(AddressRange range)
        {
            foreach (var held in kernel.Memory.Held)
                if (held.Range.Overlaps(range))
                    return true;
            return false;
        }

        /// <summary>Takes an online block of added memory offline.</summary>
        /// <param name="block">A whole block.</param>
        /// <returns>EBUSY for what cannot be moved; EINTR where it would try for ever; else
        /// 0.</returns>
        public (Kernel Kernel, int Errno) TakeBlockOffline(AddressRange block)
        {
            if (kernel.IsInMovableZone(block) || kernel.HeldIn(block, MemoryHold.Unmovable) is null)
                return kernel.HeldIn(block, MemoryHold.Busy) is { } page
                    ? (kernel.Log(HotplugText.NotMigrated(page))
                        .Log(HotplugText.MigrationFailure()), Errno.Interrupted)
                    : (kernel.SetBlockOnline(block, online: false, isMovable: false), 0);
            return (kernel.Log(HotplugText.Unmovable()), Errno.Busy);
        }

        /// <summary>The lowest block of added memory of a range that is online; null when none
        /// is.</summary>
        public AddressRange? FirstOnlineBlock(AddressRange range)
        {
            Hpa? lowest = null;
            foreach (var memory in kernel.Memory.Added)
                if (memory.IsOnline && memory.Range.Overlaps(range)
                    && (lowest is null || memory.Range.Start < lowest))
                    lowest = memory.Range.Start;
            return lowest is { } start
                ? AddressRange.Sized(start, new ByteSize(kernel.Boot.MemoryBlockSize))
                : null;
        }

        /// <summary>From now on memory of the range does not go.</summary>
        public Kernel Hold(HeldMemory held) => kernel with
        {
            Memory = kernel.Memory with { Held = held.AddTo(kernel.Memory.Held) },
        };

        /// <summary>Nothing keeps memory of the range any more.</summary>
        public Kernel LetGo(AddressRange range) => kernel with
        {
            Memory = kernel.Memory with { Held = HeldMemory.Without(kernel.Memory.Held, range) },
        };

        private bool IsInMovableZone(AddressRange block)
        {
            foreach (var memory in kernel.Memory.Added)
                if (memory.Range.Contains(block))
                    return memory.IsMovable;
            return false;
        }

        private Hpa? HeldIn(AddressRange block, MemoryHold hold)
        {
            foreach (var held in kernel.Memory.Held)
                if (held.Hold == hold && held.Range.Intersect(block) is { } part)
                    return part.Start;
            return null;
        }
    }
}
