using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Resources;
using Xunit;

namespace SoftReserve.Tests.Resources;

/// <summary>What an entry of the memory map is called in iomem, and when it goes
/// there.</summary>
public sealed class MemoryMapResourceTests
{
    private const ResourceFlags BusyRam = ResourceFlags.SystemRam | ResourceFlags.Busy;
    private const ResourceFlags Busy = ResourceFlags.Mem | ResourceFlags.Busy;

    [Theory]
    [InlineData(MemoryType.Usable, "System RAM", BusyRam, ResourceDescription.None)]
    [InlineData(MemoryType.Acpi, "ACPI Tables", Busy, ResourceDescription.AcpiTables)]
    [InlineData(
        MemoryType.Nvs, "ACPI Non-volatile Storage", Busy, ResourceDescription.AcpiNvStorage)]
    [InlineData(MemoryType.Unusable, "Unusable memory", Busy, ResourceDescription.None)]
    public void Ram_and_what_acpi_owns_go_into_iomem_early_and_busy(
        MemoryType type, string name, ResourceFlags flags, ResourceDescription description) =>
        AssertBecomes(Entry(0x100000, type), true, name, flags, description);

    [Theory]
    [InlineData(MemoryType.Reserved, "Reserved", ResourceDescription.Reserved)]
    [InlineData(MemoryType.Pmem, "Persistent Memory", ResourceDescription.PersistentMemory)]
    [InlineData(
        MemoryType.Pram, "Persistent Memory (legacy)",
        ResourceDescription.PersistentMemoryLegacy)]
    [InlineData(MemoryType.SoftReserved, "Soft Reserved", ResourceDescription.SoftReserved)]
    [InlineData((MemoryType)99, "Unknown E820 type", ResourceDescription.None)]
    public void What_drivers_may_claim_waits_and_is_not_busy(
        MemoryType type, string name, ResourceDescription description) => AssertBecomes(
        Entry(0x100000, type), false, name, ResourceFlags.Mem, description);

    [Fact]
    public void Below_one_MiB_nothing_waits() => AssertBecomes(
        Entry(0xff000, MemoryType.Reserved), true, "Reserved", Busy,
        ResourceDescription.Reserved);

    private static void AssertBecomes(
        E820Entry entry, bool isEarly, string name, ResourceFlags flags,
        ResourceDescription description)
    {
        Assert.Equal(isEarly, MemoryMapResources.IsEarly(entry));
        Assert.Equal(
            new Resource(entry.Range, name, flags, description), MemoryMapResources.Of(entry));
    }

    private static E820Entry Entry(ulong start, MemoryType type) =>
        new(new AddressRange(start, start + 0xfff), type);
}
