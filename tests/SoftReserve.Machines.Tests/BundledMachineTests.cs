using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Machines.Tests;

public sealed class BundledMachineTests
{
    public static TheoryData<string> Names => [.. BundledMachines.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_bundled_machine_reads_and_has_the_name_of_its_file(string name)
    {
        var result = BundledMachines.TryRead(name)!;

        Assert.Empty(result.Diagnostics);
        Assert.Equal(name, result.Value!.Name);
        Assert.NotEmpty(result.Value.About);
        Assert.NotEmpty(result.Value.MemoryMap);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_written_machine_reads_back_equal(string name)
    {
        var machine = BundledMachines.TryRead(name)!.Value!;

        var again = MachineFile.Read(MachineFile.Write(machine), "again.yaml");

        Assert.Empty(again.Diagnostics);
        Assert.Equal(machine, again.Value);
    }

    [Fact]
    public void The_three_window_server_is_there_with_its_tables()
    {
        var machine = BundledMachines.TryRead("amd-three-windows")!.Value!;

        Assert.Equal(3, machine.Cedt!.Windows.Count);
        Assert.Equal(0x2850000000UL, machine.Cedt.Windows[1].Base.Value);
        Assert.Equal(ByteSize.GiB(128).ToUInt64(), machine.Cedt.Windows[1].Size);
        Assert.Equal([1u], machine.Cedt.Windows[1].Targets);
        Assert.Equal([0u], machine.Srat!.ProcessorDomains);
        Assert.All(machine.Srat.Memory, entry => Assert.True(entry.IsEnabled));
        Assert.Equal([new HmatTarget(0, null), new HmatTarget(1, null)], machine.Hmat!.Targets);
        Assert.Equal(
            new MemoryMapEntry(
                new AddressRange(0x850000000, 0x684fffffff), MemoryType.SoftReserved),
            machine.MemoryMap[^1]);
        Assert.Equal(
            new EndpointDecoderSetting(
                "mem2", new AddressRange(0x4850000000, 0x684fffffff), 1, 256, 0, true, null,
                false, PartitionMode.Ram),
            machine.Cxl.Decoders[2]);
    }

    [Fact]
    public void A_name_that_is_no_bundled_machine_gets_a_suggestion()
    {
        Assert.Null(BundledMachines.TryRead("amd-three-window"));
        Assert.Contains("\"amd-three-windows\"",
            BundledMachines.SuggestionFor("amd-three-window"), StringComparison.Ordinal);
        Assert.Null(BundledMachines.TryRead("../machines/one-window"));
    }
}
