using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Memory;

namespace SoftReserve.Sysfs;

/// <summary>One memory block: the unit that goes online and offline.</summary>
/// <param name="Number">N of memoryN: its address divided by the block size.</param>
/// <param name="Node">The node that it belongs to.</param>
/// <param name="IsOnline">The page allocator uses it.</param>
/// <param name="Zones">As <c>valid_zones</c> prints them.</param>
/// <param name="Added">The added memory that it is a part of; null for memory of the boot.</param>
internal sealed record MemoryBlock(
    ulong Number, int Node, bool IsOnline, string Zones, HotAddedMemory? Added);

/// <summary>The memory blocks of a kernel.</summary>
/// <remarks>Kernel: <c>memory_dev_init()</c>, <c>valid_zones_show()</c>,
/// drivers/base/memory.c.</remarks>
internal static class MemoryBlocks
{
    private const ulong FirstDma32Byte = 1UL << 24;
    private const ulong FirstNormalByte = 1UL << 32;

    /// <summary>What <c>valid_zones</c> says of a block that lies in two zones.</summary>
    public const string NoSingleZone = "none";

    /// <summary>By number.</summary>
    public static List<MemoryBlock> Of(Kernel kernel)
    {
        var blocks = new SortedDictionary<ulong, MemoryBlock>();
        foreach (var range in kernel.Boot.MemoryMap.Usable)
            foreach (var number in NumbersIn(kernel, range))
                blocks.TryAdd(number, AtBoot(kernel, number));
        foreach (var memory in kernel.Memory.Added)
            foreach (var number in NumbersIn(kernel, memory.Range))
                blocks[number] = Hot(kernel, number, memory);
        return [.. blocks.Values];
    }

    /// <summary>The block of a number; null when there is none.</summary>
    public static MemoryBlock? Find(Kernel kernel, ulong number)
    {
        var range = RangeOf(kernel, number);
        foreach (var memory in kernel.Memory.Added)
            if (memory.Range.Contains(range))
                return Hot(kernel, number, memory);
        foreach (var usable in kernel.Boot.MemoryMap.Usable)
            if (usable.Overlaps(range))
                return AtBoot(kernel, number);
        return null;
    }

    /// <summary>The addresses of a block.</summary>
    public static AddressRange RangeOf(Kernel kernel, ulong number)
    {
        var size = kernel.Boot.MemoryBlockSize;
        return AddressRange.Sized(new Hpa(number * size), new ByteSize(size));
    }

    private static IEnumerable<ulong> NumbersIn(Kernel kernel, AddressRange range)
    {
        var last = range.End.Value / kernel.Boot.MemoryBlockSize;
        for (var number = range.Start.Value / kernel.Boot.MemoryBlockSize; number <= last; number++)
            yield return number;
    }

    private static MemoryBlock AtBoot(Kernel kernel, ulong number)
    {
        var range = RangeOf(kernel, number);
        return new MemoryBlock(
            number, kernel.Boot.Numa.AddPhysaddrNode(FirstUsable(kernel, range)), true,
            ZoneOf(range) is { } zone ? NameOf(zone) : NoSingleZone, null);
    }

    private static MemoryBlock Hot(Kernel kernel, ulong number, HotAddedMemory memory)
    {
        var zone = ZoneOf(RangeOf(kernel, number)) ?? MemoryZone.Normal;
        var zones = (memory.IsOnline, memory.IsMovable) switch
        {
            (true, true) => NameOf(MemoryZone.Movable),
            (true, false) => NameOf(zone),
            (false, _) => $"{NameOf(zone)} {NameOf(MemoryZone.Movable)}",
        };
        return new MemoryBlock(number, memory.Node, memory.IsOnline, zones, memory);
    }

    private static Hpa FirstUsable(Kernel kernel, AddressRange range)
    {
        foreach (var usable in kernel.Boot.MemoryMap.Usable)
            if (usable.Intersect(range) is { } part)
                return part.Start;
        return range.Start;
    }

    // null for a block that lies in two zones
    private static MemoryZone? ZoneOf(AddressRange range) =>
        ZoneAt(range.Start) is var zone && zone == ZoneAt(range.End) ? zone : null;

    private static MemoryZone ZoneAt(Hpa address) => address.Value switch
    {
        < FirstDma32Byte => MemoryZone.Dma,
        < FirstNormalByte => MemoryZone.Dma32,
        _ => MemoryZone.Normal,
    };

    private static string NameOf(MemoryZone zone) => zone switch
    {
        MemoryZone.Dma => "DMA",
        MemoryZone.Dma32 => "DMA32",
        MemoryZone.Normal => "Normal",
        MemoryZone.Movable => "Movable",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
