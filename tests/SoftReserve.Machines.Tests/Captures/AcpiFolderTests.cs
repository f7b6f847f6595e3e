using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Machines.Captures;

namespace SoftReserve.Machines.Tests.Captures;

public sealed class AcpiFolderTests
{
    private static readonly string ServerCedt = Path.Combine(
        Corpus.Root, "tests/SoftReserve.Tests/Golden/Firmware/acpi/intel-server.CEDT.bin");

    [Fact]
    public void A_CEDT_alone_makes_a_machine_that_says_what_was_assumed()
    {
        var machine = AcpiFolder.Read(CaptureFiles.Open(ServerCedt).Value!).Value!;

        Assert.NotEmpty(machine.Cedt!.Windows);
        Assert.Null(machine.Srat);
        Assert.Equal(
            "ACPI tables alone; the memory map is assumed: RAM below 2 GiB, nothing Soft Reserved,"
            + " and no card is known.",
            machine.About);
        Assert.Equal(
            [
                new MemoryMapEntry(new AddressRange(0, 0x9ffff), MemoryType.Usable),
                new MemoryMapEntry(new AddressRange(0x100000, 0x7fffffff), MemoryType.Usable),
            ],
            machine.MemoryMap);
        Assert.Equal(machine.Cedt.HostBridges.Count, machine.Cxl.HostBridges.Count);
    }

    [Fact]
    public void An_SRAT_beside_it_says_where_RAM_is()
    {
        var table = Path.Combine(RecordedCorpus.Root, "v4/a-exact/acpi/CEDT.bin");

        var machine = AcpiFolder.Read(CaptureFiles.Open(table).Value!).Value!;

        Assert.Equal(new AddressRange(0x100000, 0x5fffffff), machine.MemoryMap[1].Range);
        Assert.Equal(2, machine.MemoryMap.Count);
    }

    [Fact]
    public void Windows_and_hotplug_memory_are_no_RAM()
    {
        var srat = new Srat(
            [
                new(0, new Hpa(0), 0x40000000, MemoryAffinityFlags.Enabled),
                new(1, new Hpa(0x100000000), 0x10000000,
                    MemoryAffinityFlags.Enabled | MemoryAffinityFlags.HotPluggable),
                new(2, new Hpa(0x200000000), 0x20000000, MemoryAffinityFlags.Enabled),
            ],
            [0], []);
        var cedt = new Cedt(
            [],
            [new(new Hpa(0x200000000), 0x10000000, 0, 0, 0, WindowRestrictions.Type3, 0, [1])],
            []);

        var machine = AcpiFolder.Read(CaptureFiles.FromMemory("test",
        [
            KeyValuePair.Create("one.dat", SratCodec.Encode(srat)),
            KeyValuePair.Create("two.dat", CedtCodec.Encode(cedt)),
        ])).Value!;

        Assert.Equal(
            ["0x0-0x9ffff", "0x100000-0x3fffffff", "0x210000000-0x21fffffff"],
            machine.MemoryMap.Select(entry => entry.Range.ToString()));
    }

    [Fact]
    public void Two_tables_of_one_kind_are_told()
    {
        var bytes = File.ReadAllBytes(ServerCedt);
        var read = AcpiFolder.Read(CaptureFiles.FromMemory("test",
            [KeyValuePair.Create("a.bin", bytes), KeyValuePair.Create("b.bin", bytes)]));

        Assert.Equal(
            "b.bin:1:1: SR0311: a second CEDT; the first is in a.bin",
            Assert.Single(read.Diagnostics).ToString());
    }

    [Fact]
    public void Nothing_to_read_is_told() => Assert.Equal(
        CaptureDiagnosticId.NothingHere,
        Assert.Single(AcpiFolder.Read(CaptureFiles.FromMemory("test", [])).Diagnostics).Id);
}
