using SoftReserve.Addresses;

namespace SoftReserve.Firmware;

/// <summary>One entry of the memory map that firmware hands over.</summary>
/// <param name="Range">Both ends inclusive.</param>
/// <param name="Type">What firmware says about it.</param>
public sealed record MemoryMapEntry(AddressRange Range, MemoryType Type);

/// <summary>The types of x86 e820 entries, with the kernel's numbers.</summary>
/// <remarks>Kernel: <c>enum e820_type</c>, arch/x86/include/asm/e820/types.h. Where entries
/// overlap, the highest number wins, so Soft Reserved beats everything.</remarks>
public enum MemoryType : uint
{
    /// <summary>Ordinary RAM.</summary>
    Usable = 1,

    /// <summary>Not for the kernel.</summary>
    Reserved = 2,

    /// <summary>ACPI tables, free after use.</summary>
    Acpi = 3,

    /// <summary>ACPI non-volatile storage.</summary>
    Nvs = 4,

    /// <summary>Broken memory.</summary>
    Unusable = 5,

    /// <summary>Persistent memory.</summary>
    Pmem = 7,

    /// <summary>Persistent memory, the type from before ACPI named one.</summary>
    Pram = 12,

    /// <summary>Specific Purpose memory: EFI_MEMORY_SP on conventional memory.</summary>
    SoftReserved = 0xefffffff,
}
