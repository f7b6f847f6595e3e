namespace SoftReserve.Resources;

/// <summary>The bits of <c>struct resource</c> that decide anything here.</summary>
/// <remarks>Kernel: IORESOURCE_*, include/linux/ioport.h.</remarks>
[Flags]
public enum ResourceFlags : ulong
{
    /// <summary>No bit; as a filter it matches every resource.</summary>
    None = 0,

    /// <summary>Type: I/O ports.</summary>
    Io = 0x100,

    /// <summary>Type: memory-mapped addresses.</summary>
    Mem = 0x200,

    /// <summary>Extended type: ordinary memory.</summary>
    SysRam = 0x0100_0000,

    /// <summary>What the kernel asks for when it looks for System RAM.</summary>
    SystemRam = Mem | SysRam,

    /// <summary>System RAM that a driver added and manages, as kmem does.</summary>
    DriverManaged = 0x0200_0000,

    /// <summary>System RAM that may be merged with its neighbour of the same name.</summary>
    Mergeable = 0x0400_0000,

    /// <summary>User space may not map it.</summary>
    Exclusive = 0x0800_0000,

    /// <summary>Not decoded at the moment.</summary>
    Disabled = 0x1000_0000,

    /// <summary>No address was assigned.</summary>
    Unset = 0x2000_0000,

    /// <summary>A driver has marked it as in use: nothing can be requested inside.</summary>
    Busy = 0x8000_0000,
}
