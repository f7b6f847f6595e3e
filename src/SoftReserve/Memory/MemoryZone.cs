namespace SoftReserve.Memory;

/// <summary>A part of a node's memory that serves one kind of allocation, lowest first.</summary>
/// <remarks>Kernel: <c>enum zone_type</c>, include/linux/mmzone.h, as x86-64 has it. Memory that
/// is hot-added above 4 GiB goes to <see cref="Normal"/> or, onlined movable, to
/// <see cref="Movable"/>.</remarks>
public enum MemoryZone
{
    /// <summary>Below 16 MiB.</summary>
    Dma,

    /// <summary>Below 4 GiB.</summary>
    Dma32,

    /// <summary>Everything else that the kernel may use for itself.</summary>
    Normal,

    /// <summary>Only what can be moved away again.</summary>
    Movable,
}
