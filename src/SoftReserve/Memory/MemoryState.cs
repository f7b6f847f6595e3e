using SoftReserve.Addresses;

namespace SoftReserve.Memory;

/// <summary>Memory that kmem added.</summary>
/// <param name="Added">By address.</param>
public sealed record MemoryState(ValueList<HotAddedMemory> Added)
{
    /// <summary>Boot memory only.</summary>
    public static readonly MemoryState Empty = new([]);
}

/// <summary>A span of memory blocks that kmem added as one System RAM (kmem).</summary>
/// <param name="Range">Whole memory blocks.</param>
/// <param name="Node">The node that it joined.</param>
/// <param name="IsOnline">The page allocator uses it.</param>
public sealed record HotAddedMemory(
    AddressRange Range, int Node, bool IsOnline);
