using SoftReserve.Addresses;

namespace SoftReserve.Firmware;

/// <summary>One descriptor of the EFI memory map.</summary>
/// <param name="Type">What firmware uses or used the memory for.</param>
/// <param name="Start">First byte, a multiple of 4096.</param>
/// <param name="Pages">Length in pages of 4096 bytes.</param>
/// <param name="Attributes">What the memory can do, and what it is for.</param>
public sealed record EfiMemoryDescriptor(
    EfiMemoryType Type, Hpa Start, ulong Pages, EfiMemoryAttributes Attributes)
{
    private const int PageShift = 12;

    /// <summary>The bytes it describes; null when there are none or they run past
    /// 2^64-1.</summary>
    public AddressRange? Range => AddressRange.TryMakeSized(
        Start.Value, new ByteSize((UInt128)Pages << PageShift), out var range) ? range : null;

    /// <summary>True when firmware asks that the memory be kept from general use.</summary>
    public bool IsSpecificPurpose => Attributes.HasFlag(EfiMemoryAttributes.SpecificPurpose);
}

/// <summary>Memory types of UEFI, with their numbers.</summary>
public enum EfiMemoryType : uint
{
    /// <summary>Never for the kernel.</summary>
    Reserved = 0,

    /// <summary>Code of the boot loader.</summary>
    LoaderCode = 1,

    /// <summary>Data of the boot loader.</summary>
    LoaderData = 2,

    /// <summary>Firmware code that ends with the boot services.</summary>
    BootServicesCode = 3,

    /// <summary>Firmware data that ends with the boot services.</summary>
    BootServicesData = 4,

    /// <summary>Firmware code that stays.</summary>
    RuntimeServicesCode = 5,

    /// <summary>Firmware data that stays.</summary>
    RuntimeServicesData = 6,

    /// <summary>Free memory.</summary>
    Conventional = 7,

    /// <summary>Broken memory.</summary>
    Unusable = 8,

    /// <summary>ACPI tables, free after use.</summary>
    AcpiReclaim = 9,

    /// <summary>ACPI non-volatile storage.</summary>
    AcpiNvs = 10,

    /// <summary>Device registers.</summary>
    MemoryMappedIo = 11,

    /// <summary>Ports of the processor, mapped.</summary>
    MemoryMappedIoPortSpace = 12,

    /// <summary>Itanium firmware.</summary>
    PalCode = 13,

    /// <summary>Persistent memory.</summary>
    Persistent = 14,

    /// <summary>Memory of a confidential guest that it has not accepted yet.</summary>
    Unaccepted = 15,
}

/// <summary>Attribute bits of UEFI that matter here; others may be set too.</summary>
[Flags]
public enum EfiMemoryAttributes : ulong
{
    /// <summary>No bit.</summary>
    None = 0,

    /// <summary>EFI_MEMORY_WB: may be cached.</summary>
    WriteBack = 0x8,

    /// <summary>EFI_MEMORY_NV: keeps its content.</summary>
    NonVolatile = 0x8000,

    /// <summary>EFI_MEMORY_SP, bit 18: for a specific purpose, not for general use.</summary>
    SpecificPurpose = 0x40000,

    /// <summary>EFI_MEMORY_RUNTIME: firmware needs it mapped at run time.</summary>
    Runtime = 0x8000_0000_0000_0000,
}
