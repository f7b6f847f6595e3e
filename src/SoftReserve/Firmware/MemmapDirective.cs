namespace SoftReserve.Firmware;

/// <summary>One change that the user asks to be made to the memory map.</summary>
/// <remarks>Kernel: <c>parse_memmap_one()</c>, <c>parse_memopt()</c>, arch/x86/kernel/e820.c. A
/// size of 0 changes nothing; a range that runs past 2^64-1 ends there.</remarks>
public abstract record MemmapDirective
{
    private MemmapDirective()
    {
    }

    /// <summary><c>nn@ss</c>, <c>nn#ss</c>, <c>nn$ss</c>, <c>nn!ss</c>, <c>nn%ss+to</c>: one more
    /// entry, whatever is there already.</summary>
    /// <param name="Start">First byte.</param>
    /// <param name="Size">Bytes.</param>
    /// <param name="Type">Any number; those of <see cref="MemoryType"/> have a meaning.</param>
    public sealed record Add(ulong Start, ulong Size, MemoryType Type) : MemmapDirective;

    /// <summary><c>nn%ss-from+to</c>: what has one type gets another.</summary>
    /// <param name="Start">First byte.</param>
    /// <param name="Size">Bytes.</param>
    /// <param name="From">The type that is replaced; others stay.</param>
    /// <param name="To">The new type.</param>
    public sealed record Change(ulong Start, ulong Size, MemoryType From, MemoryType To)
        : MemmapDirective;

    /// <summary><c>nn%ss-from</c> and <c>nn%ss</c> cut entries out; <c>nn</c> and <c>mem=nn</c>
    /// cut RAM off above a size.</summary>
    /// <param name="Start">First byte.</param>
    /// <param name="Size">Bytes.</param>
    /// <param name="Type">Only this type; null cuts everything.</param>
    public sealed record Remove(ulong Start, ulong Size, MemoryType? Type) : MemmapDirective;

    /// <summary><c>exactmap</c>: start from an empty map.</summary>
    public sealed record Clear : MemmapDirective;
}
