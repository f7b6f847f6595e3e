using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Machines.Captures;

/// <summary>Where QEMU's q35 machine puts what the kernel is told about.</summary>
/// <remarks>Holds for less than 2 GiB of RAM without slots for more, as every recording in
/// <c>captures/</c> has; a test compares it with those that did save theirs.</remarks>
public static class QemuMemory
{
    /// <summary>Size of one host bridge's component registers; those of all bridges follow each
    /// other.</summary>
    public const ulong RegistersOfOne = 0x1_0000;

    private const ulong TablesAtTop = 0x26000, LowEnd = 0xa0000, HighStart = 0x100000;

    /// <summary>Where the first host bridge's component registers are.</summary>
    public static readonly Hpa HostBridgeRegisters = new(0x1_0000_0000);

    /// <summary>Where the first CXL window is; each further one begins where the last
    /// ended.</summary>
    public static readonly Hpa FirstWindow = new(0x1_1000_0000);

    /// <summary>What QEMU allows in every CXL window.</summary>
    public const WindowRestrictions Restrictions = WindowRestrictions.Type2
        | WindowRestrictions.Type3 | WindowRestrictions.Volatile | WindowRestrictions.Persistent
        | WindowRestrictions.BackInvalidate;

    /// <summary>The e820 table; null when there is too little RAM or too much.</summary>
    /// <param name="ram">16 MiB to 2 GiB.</param>
    public static ValueList<MemoryMapEntry>? Map(ByteSize ram)
    {
        if (ram <= ByteSize.MiB(16) || ram > ByteSize.GiB(2))
            return null;
        var end = ram.ToUInt64() - 1;
        return
        [
            new(new AddressRange(0, 0x9fbff), MemoryType.Usable),
            new(new AddressRange(0x9fc00, 0x9ffff), MemoryType.Reserved),
            new(new AddressRange(0xf0000, 0xfffff), MemoryType.Reserved),
            new(new AddressRange(0x100000, end - TablesAtTop), MemoryType.Usable),
            new(new AddressRange(end - TablesAtTop + 1, end), MemoryType.Reserved),
            new(new AddressRange(0xb0000000, 0xbfffffff), MemoryType.Reserved),
            new(new AddressRange(0xfed1c000, 0xfed1ffff), MemoryType.Reserved),
            new(new AddressRange(0xfffc0000, 0xffffffff), MemoryType.Reserved),
            new(new AddressRange(0xfd_0000_0000, 0xff_ffff_ffff), MemoryType.Reserved),
        ];
    }

    /// <summary>The SRAT of one NUMA node with all the RAM.</summary>
    /// <param name="ram">As for <see cref="Map"/>.</param>
    public static Srat OneNode(ByteSize ram) => new(
        [
            new(0, new Hpa(0), LowEnd, MemoryAffinityFlags.Enabled),
            new(0, new Hpa(HighStart), ram.ToUInt64() - HighStart, MemoryAffinityFlags.Enabled),
            new(0, new Hpa(0), 0, MemoryAffinityFlags.None),
        ],
        [0],
        []);
}
