namespace SoftReserve.Resources;

/// <summary>What the memory behind a resource is, where the flags do not say.</summary>
/// <remarks>Kernel: IORES_DESC_*, include/linux/ioport.h; the numbers are the
/// kernel's.</remarks>
public enum ResourceDescription
{
    /// <summary>Nothing said; as a filter it matches every resource.</summary>
    None = 0,

    /// <summary>Set aside for a crash kernel.</summary>
    CrashKernel = 1,

    /// <summary>Tables that may be reclaimed once read.</summary>
    AcpiTables = 2,

    /// <summary>Kept across ACPI sleep states.</summary>
    AcpiNvStorage = 3,

    /// <summary>From the NFIT or the e820 type 7.</summary>
    PersistentMemory = 4,

    /// <summary>The e820 type 12.</summary>
    PersistentMemoryLegacy = 5,

    /// <summary>Memory of a device that the CPU cannot reach.</summary>
    DevicePrivateMemory = 6,

    /// <summary>Firmware keeps it.</summary>
    Reserved = 7,

    /// <summary>Firmware marked it Specific Purpose: for a driver, not the general
    /// pool.</summary>
    SoftReserved = 8,

    /// <summary>Published by the CXL core.</summary>
    Cxl = 9,
}
