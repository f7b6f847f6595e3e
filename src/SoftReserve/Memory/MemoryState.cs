using SoftReserve.Addresses;

namespace SoftReserve.Memory;

/// <summary>Memory that kmem added.</summary>
/// <param name="Added">In the order in which it was added.</param>
/// <param name="History">How the nodes came to be what they are; tells the log lines. It follows
/// from the order of events and is no part of equality.</param>
public sealed record MemoryState(ValueList<HotAddedMemory> Added, NodeHistory? History)
{
    /// <summary>Boot memory only.</summary>
    public static readonly MemoryState Empty = new([], null);

    /// <summary>What somebody wrote into <c>auto_online_blocks</c>; null for what the boot
    /// chose.</summary>
    public OnlinePolicy? WrittenPolicy { get; init; }

    /// <summary>What does not let its memory go, by address.</summary>
    public ValueList<HeldMemory> Held { get; init; } = [];

    /// <summary>Equal when the same memory is there in the same state.</summary>
    public bool Equals(MemoryState? other) => other is not null
        && Added == other.Added && Held == other.Held && WrittenPolicy == other.WrittenPolicy;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Added, Held);
}

/// <summary>A span of memory blocks that kmem added as one System RAM (kmem).</summary>
/// <param name="Range">Whole memory blocks.</param>
/// <param name="Node">The node that it joined.</param>
/// <param name="IsOnline">The page allocator uses it.</param>
public sealed record HotAddedMemory(
    AddressRange Range, int Node, bool IsOnline)
{
    /// <summary>Online in <see cref="MemoryZone.Movable"/>: the kernel keeps nothing of its own
    /// there. False while it is offline.</summary>
    public bool IsMovable { get; init; }
}
