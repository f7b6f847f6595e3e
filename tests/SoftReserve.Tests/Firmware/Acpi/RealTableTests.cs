using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;
using Xunit;

namespace SoftReserve.Tests.Firmware.Acpi;

/// <summary>Tables of an Intel server, of QEMU, and of the firmware test suite.</summary>
public sealed class RealTableTests
{
    public static TheoryData<string> RecordedCedts =>
        [.. GoldenFile.Names("acpi", "*.CEDT.bin")];

    [Theory]
    [MemberData(nameof(RecordedCedts))]
    public void A_recorded_cedt_has_no_problems(string name)
    {
        var decoded = CedtCodec.Decode(GoldenFile.Bytes(name));

        Assert.Empty(decoded.Problems);
        Assert.NotEmpty(decoded.Table!.Windows);
    }

    [Fact]
    public void The_intel_server_has_nine_bridges_and_eighteen_windows()
    {
        var cedt = CedtCodec.Decode(GoldenFile.Bytes("acpi/intel-server.CEDT.bin")).Table!;

        Assert.Equal(9, cedt.HostBridges.Count);
        Assert.Single(cedt.HostBridges, bridge => bridge.Version == 0);
        Assert.Equal(18, cedt.Windows.Count);
        Assert.Equal(2, Assert.Single(cedt.XorMath).Maps.Count);
    }

    [Fact]
    public void The_window_of_the_lab_is_read_field_by_field()
    {
        var cedt = CedtCodec.Decode(GoldenFile.Bytes("acpi/qemu-one-window.CEDT.bin")).Table!;

        Assert.Equal(
            new CxlHostBridgeStructure(12, 1, new Hpa(0x1_0000_0000), 0x10000),
            Assert.Single(cedt.HostBridges));
        Assert.Equal(
            new FixedMemoryWindow(new Hpa(0x1_1000_0000), 0x4000_0000, 0, 0, 0,
                (WindowRestrictions)0x2f, 0, [12]),
            Assert.Single(cedt.Windows));
    }

    [Fact]
    public void The_srat_of_the_lab_has_two_enabled_ranges_and_one_domain_of_processors()
    {
        var decoded = SratCodec.Decode(GoldenFile.Bytes("acpi/qemu-one-node.SRAT.bin"));

        Assert.Empty(decoded.Problems);
        Assert.Equal([0u], decoded.Table!.ProcessorDomains);
        Assert.Equal(
            [new AddressRange(0, 0x9ffff), new AddressRange(0x100000, 0x5fffffff)],
            decoded.Table.Memory.Where(range => range.IsEnabled).Select(range => range.Range!));
    }

    [Fact]
    public void A_pasted_cedt_is_read_through_its_wrong_checksum()
    {
        var decoded = CedtCodec.Decode(Pasted("cedt-0001"));

        var problem = Assert.Single(decoded.Problems);
        Assert.Equal((TableProblemId.WrongChecksum, 9), (problem.Id, problem.Offset));
        Assert.Equal([0x00ba5e00u], decoded.Table!.Windows[0].Targets);
        Assert.Equal([0x0807060504030201u, 0x0807060504030201u], decoded.Table.XorMath[0].Maps);
    }

    [Fact]
    public void A_bad_cedt_keeps_its_wrong_values_for_the_kernel_to_judge()
    {
        var cedt = CedtCodec.Decode(Pasted("cedt-0002")).Table!;

        Assert.Equal([0u, 1u, 2u], cedt.HostBridges.Select(bridge => bridge.Version));
        Assert.Equal((WindowRestrictions)0x0106, cedt.Windows[0].Restrictions);
    }

    [Fact]
    public void A_pasted_hmat_has_a_target_a_matrix_and_a_cache()
    {
        var decoded = HmatCodec.Decode(Pasted("hmat-0001"));

        var hmat = decoded.Table!;
        Assert.DoesNotContain(
            decoded.Problems, problem => problem.Id != TableProblemId.WrongChecksum);
        Assert.Equal(new HmatTarget(0, 0), Assert.Single(hmat.Targets));
        Assert.Equal(
            new HmatLocality(HmatDataType.WriteBandwidth, 0x10, [0, 0], [0, 0, 0],
                [1, 2, 3, 4, 5, 6])
            {
                Flags = 0x0f,
            },
            Assert.Single(hmat.Localities));
        Assert.Equal(new HmatCache(0, 0, 0x2233, 0), Assert.Single(hmat.Caches));
    }

    [Fact]
    public void A_pasted_slit_is_usable_and_a_broken_one_is_not()
    {
        var good = SlitCodec.Decode(Pasted("slit-0001")).Table!;
        var broken = SlitCodec.Decode(Pasted("slit-0002")).Table!;

        Assert.Equal((8, (byte?)22), (good.Localities, good.Distance(0, 3)));
        Assert.True(good.IsUsable);
        Assert.False(broken.IsUsable);
    }

    [Fact]
    public void A_pasted_srat_has_memory_beside_passed_over_types()
    {
        var srat = SratCodec.Decode(Pasted("srat-0001")).Table!;

        Assert.Equal([0u, 1u], srat.ProcessorDomains);
        Assert.Equal(3, srat.Memory.Count);
        Assert.Empty(srat.GenericPorts);
    }

    [Fact]
    public void A_listing_of_several_tables_gives_each_of_them()
    {
        var text = string.Join(
            '\n', GoldenFile.Names("acpi", "*.acpidump.txt").Select(GoldenFile.Text));

        var tables = AcpiDumpText.TryReadTables(text);

        Assert.Equal(
            ["CEDT", "CEDT", "HMAT", "HMAT", "SLIT", "SLIT", "SRAT", "SRAT"],
            tables.Select(table => table.Signature));
        Assert.Empty(AcpiDumpText.TryReadTables("no table\n 0000: 01 02\n"));
    }

    private static byte[] Pasted(string name)
    {
        var text = GoldenFile.Text($"acpi/fwts-{name}.acpidump.txt");
        return [.. Assert.Single(AcpiDumpText.TryReadTables(text)).Bytes];
    }
}
