using SoftReserve.Addresses;
using SoftReserve.Diagnosis;
using SoftReserve.Owners;
using Xunit;

namespace SoftReserve.Cli.Tests.Diagnosing;

/// <summary>Each rule of diagnose, on a recording that shows what it looks for or on one that was
/// changed to.</summary>
public sealed class DiagnoseRuleTests
{
    private const string Window = "110000000-14fffffff : CXL Window 0\n";

    /// <summary>Rule, recording, words of the cause, words of the deciding line.</summary>
    public static TheoryData<string, string, string, string> Recorded => new()
    {
        { "D02", "7.2/b-nocxl", "The module cxl_acpi is not loaded", "dax0.0" },
        { "D02", "v4/f-two-gap.cxlfirst", "no CXL region starts at 0x120000000", "dax1.0" },
        { "D02", "7.2/c2-passthrough-hb", "region0 is not committed", "dax2.0" },
        { "D03", "7.2/d-larger", "nobody can use 110000000-12fffffff", "resource conflict" },
        { "D04", "6.12/c-missing-member", "1 of 2 cards have a committed decoder", "region0" },
        { "D04", "6.18/b3-no-cxl_pci", "0 of 1 cards are attached", "Soft Reserved" },
        { "D05", "7.2/b-nocxl", "the module cxl_acpi is not loaded", "cxl_pmem" },
        { "D05", "v4/b3-no-cxl_pci", "the module cxl_pci is not loaded", "cxl_port" },
        { "D06", "7.2/a-exact", "the kernel's default", "dax0.0" },
        { "D07", "v4/j1-hmem-first", "/platform/hmem.1, not below the region", "dax1.0" },
        { "D07", "6.18/i-teardown-cxl", "holds the window's addresses", "HPA allocation error" },
        { "D09", "7.2/a-exact", "demotion_enabled is false", "demotion_enabled=false" },
        { "D10", "6.18/f-two-gap", "no CXL region made a dax device", "Soft Reserved" },
        { "D10", "7.2/d-larger", "The driver could not reserve it", "dax2.0" },
        { "D11", "v4/f-two-gap.cxlfirst", "no complete set of decoders", "dax1.0" },
        { "D11", "7.2/c3-uncommitted", "no complete set of decoders", "dax1.0" },
        { "D13", "v4/n02-reload-hmem-devdax.cxlfirst", "The first line", "duplicate filename" },
        { "D14", "7.2/c5-broken-online", "Nothing was kept", "" },
    };

    [Theory]
    [MemberData(nameof(Recorded))]
    public void A_recording_shows_what_the_rule_looks_for(
        string rule, string folder, string cause, string evidence)
    {
        var found = Bundle.Of(folder).First(rule);

        Assert.Contains(cause, found.Cause, StringComparison.Ordinal);
        if (evidence.Length == 0)
            Assert.Empty(found.Evidence);
        else
            Assert.Contains(evidence, found.Evidence[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cmdline-kernel.txt", "memmap=", "efi=nosoftreserve memmap=",
        "The command line says efi=nosoftreserve")]
    [InlineData("config-excerpt.txt", "CONFIG_EFI_SOFT_RESERVE=y", "# none",
        "built without CONFIG_EFI_SOFT_RESERVE")]
    [InlineData("firmware_memmap.txt", "\n", "\n", "has no word of EFI")]
    [InlineData("dmesg.txt", "BIOS-provided", "efi: EFI v2.7\nBIOS-provided",
        "Firmware did not mark it")]
    public void Plain_system_ram_has_one_of_four_causes(
        string file, string from, string to, string cause)
    {
        var found = Ordinary().Change(file, from, to).First("D01");

        Assert.Contains(cause, found.Cause, StringComparison.Ordinal);
        Assert.Equal(new AddressRange(0x110000000, 0x12fffffff), found.Range);
        Assert.Equal("110000000-12fffffff : System RAM", found.Evidence[0].Text);
    }

    [Fact]
    public void Memory_that_kmem_added_is_not_plain_system_ram() => Assert.DoesNotContain(
        Bundle.Of("7.2/a-exact").Check().Findings, found => found.Rule.Id == "D01");

    [Fact]
    public void A_loser_is_harmless_where_the_winner_works()
    {
        var found = Bundle.Of("7.2/a-exact").Change(
            "dmesg.txt", "BIOS-provided",
            "[    9.0] cxl_dax_region dax_region3: dax_region resource conflict for "
                + "[mem 0x110000000-0x12fffffff]\nBIOS-provided").First("D03");

        Assert.Contains("the loser is harmless", found.Cause, StringComparison.Ordinal);
        Assert.StartsWith("dax_region3 ", found.Symptom, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cards_function_without_windows_is_told_to_be_firmwares()
    {
        var bundle = Bundle.Of("7.2/b-nocxl").Without("acpi/CEDT.bin").Without("cmdline.txt")
            .With("pci.txt", "0000:0d:00.0 class=0x050210 driver=- numa_node=-1\n");
        var found = bundle.First("D05");

        Assert.Contains("There is no CEDT", found.Cause, StringComparison.Ordinal);
        Assert.Equal("pci.txt", found.Evidence[0].File);
    }

    [Fact]
    public void A_locked_region_stays_until_reboot() => Assert.Contains(
        Bundle.Of("7.2/a-exact").Change("cxl-list.json", "\"locked\":false", "\"locked\":true")
            .Check().Findings,
        found => found.Rule.Id == "D07"
            && found.Symptom.Contains("region0 is locked", StringComparison.Ordinal));

    [Fact]
    public void A_target_node_that_the_tables_do_not_give_is_told_with_all_three_nodes()
    {
        var found = Bundle.Of("7.2/a-exact")
            .Change("daxctl.json", "\"target_node\":1", "\"target_node\":4").First("D08");

        Assert.Contains("target node 4", found.Symptom, StringComparison.Ordinal);
        Assert.Contains("says 1, daxctl's target_node 4", found.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void One_tier_is_explained_by_the_numbers_that_nobody_gave()
    {
        var found = Bundle.Of("7.2/a-exact")
            .Change("numa.txt", "memory_tier22 nodelist=1\n", "").First("D09");

        Assert.Contains("there is no HMAT", found.Cause, StringComparison.Ordinal);
        Assert.Contains("CDAT has no performance", found.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_fill_no_memory_block_are_lost()
    {
        var found = Bundle.Of("7.2/a-exact")
            .Change("numa.txt", "block_size=8000000", "block_size=80000000").First("D10");

        Assert.Contains("blocks of 2GiB", found.Cause, StringComparison.Ordinal);
        Assert.Equal(new AddressRange(0x110000000, 0x12fffffff), found.Range);
    }

    [Fact]
    public void Memory_that_is_somewhere_else_than_the_model_says_is_told()
    {
        var bundle = Bundle.Of("7.2/a-exact").Change(
            "daxctl.json", "ACPI0017:00\\/root0\\/decoder0.0\\/region0\\/dax_region0", "hmem.0");

        Assert.Equal(
            "Seen: HMEM, as dax0.0. Predicted: CXL, as system-ram.", bundle.First("D12").Symptom);
        Assert.Equal(RangeOwner.Hmem, bundle.Check().Rows[0].Owner);
    }

    [Fact]
    public void Addresses_that_only_root_sees_are_an_error_and_nothing_is_concluded()
    {
        var report = Bundle.Of("7.2/a-exact")
            .With("iomem.txt", "00000000-00000000 : Reserved\n00000000-00000000 : System RAM\n")
            .Check();

        Assert.Empty(report.Rows);
        Assert.Contains("as root", report.Findings[0].Next, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_daxctl_the_devices_are_those_of_iomem()
    {
        var row = Bundle.Of("7.2/a-exact").Without("daxctl.json", "daxctl-R-u.json")
            .Check().Rows[0];

        Assert.Equal(
            (RangeOwner.Cxl, RangeUse.SystemRam, "dax0.0", "iomem.txt"),
            (row.Owner, row.Use, row.Device, row.At!.File));
    }

    [Theory]
    [InlineData("memory34/phys_index:00000022", "memory34/phys_index:ffffffffffffffff")]
    [InlineData("block_size=8000000", "block_size=ffffffffffffffff")]
    [InlineData("block_size=8000000", "block_size=0")]
    public void Blocks_that_no_machine_has_are_passed_over(string from, string to) => Assert.All(
        Bundle.Of("7.2/a-exact").Change("numa.txt", from, to).Check().Findings,
        found => Assert.DoesNotContain("4 of 4", found.Symptom, StringComparison.Ordinal));

    [Fact]
    public void What_moves_a_cursor_is_not_printed()
    {
        var report = Bundle.Of("7.2/b-nocxl").Change("daxctl.json", "dax0.0", "dax\\u001b[2J")
            .With("pci.txt", "0000:0d:00.0 \x1b]0;x\a class=0x050210\n").Check();

        Assert.Equal("dax?[2J", report.Rows[0].Device);
        Assert.Equal(
            "0000:0d:00.0 ?]0;x? class=0x050210",
            report.Findings.First(found => found.Rule.Id == "D05").Evidence[0].Text);
    }

    [Fact]
    public void Every_rule_is_pinned_here() => Assert.Equal(
        Diagnoser.AllRules.Select(rule => rule.Id),
        Recorded.Select(row => row.Data.Item1).Concat(["D01", "D08", "D12"])
            .Distinct().Order(StringComparer.Ordinal));

    // the window's memory is in use since boot
    private static Bundle Ordinary() => Bundle.Of("7.2/a-exact")
        .Without("daxctl.json", "daxctl-R-u.json", "cxl-list.json")
        .With("firmware_memmap.txt", "0x0 0x9fbff System RAM\n0x100000 0x5fffffff System RAM\n"
            + "0x110000000 0x12fffffff System RAM\n")
        .With("iomem.txt", "00001000-0009fbff : System RAM\n"
            + "110000000-12fffffff : System RAM\n" + Window);
}
