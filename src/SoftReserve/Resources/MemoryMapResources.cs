using SoftReserve.Firmware;

namespace SoftReserve.Resources;

/// <summary>Entries of the memory map as resources.</summary>
/// <remarks>Kernel: <c>e820_type_to_string()</c>, <c>do_mark_busy()</c>,
/// arch/x86/kernel/e820.c.</remarks>
public static class MemoryMapResources
{
    private const ulong FirstMegabyte = 1 << 20;

    /// <summary>True for entries that go into iomem early and busy: RAM, ACPI's, and everything
    /// below 1 MiB.</summary>
    public static bool IsEarly(E820Entry entry) =>
        entry.Range.Start.Value < FirstMegabyte
        || entry.Type is MemoryType.Usable or MemoryType.Acpi or MemoryType.Nvs
            or MemoryType.Unusable;

    /// <summary>The entry's resource: name, flags, description.</summary>
    public static Resource Of(E820Entry entry) => new(
        entry.Range, NameOf(entry.Type), FlagsOf(entry), DescriptionOf(entry.Type));

    private static ResourceFlags FlagsOf(E820Entry entry)
    {
        var kind = entry.Type == MemoryType.Usable ? ResourceFlags.SystemRam : ResourceFlags.Mem;
        return IsEarly(entry) ? kind | ResourceFlags.Busy : kind;
    }

    private static string NameOf(MemoryType type) => type switch
    {
        MemoryType.Usable => IomemLabels.SystemRam,
        MemoryType.Reserved => IomemLabels.Reserved,
        MemoryType.Acpi => IomemLabels.AcpiTables,
        MemoryType.Nvs => IomemLabels.AcpiNvStorage,
        MemoryType.Unusable => IomemLabels.UnusableMemory,
        MemoryType.Pmem => IomemLabels.PersistentMemory,
        MemoryType.Pram => IomemLabels.PersistentMemoryLegacy,
        MemoryType.SoftReserved => IomemLabels.SoftReserved,
        _ => IomemLabels.UnknownE820Type,
    };

    private static ResourceDescription DescriptionOf(MemoryType type) => type switch
    {
        MemoryType.Acpi => ResourceDescription.AcpiTables,
        MemoryType.Nvs => ResourceDescription.AcpiNvStorage,
        MemoryType.Pmem => ResourceDescription.PersistentMemory,
        MemoryType.Pram => ResourceDescription.PersistentMemoryLegacy,
        MemoryType.Reserved => ResourceDescription.Reserved,
        MemoryType.SoftReserved => ResourceDescription.SoftReserved,
        _ => ResourceDescription.None,
    };
}
