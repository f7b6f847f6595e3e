using SoftReserve.Addresses;
using SoftReserve.Dax;
using SoftReserve.Generations;
using SoftReserve.Owners;
using Xunit;

namespace SoftReserve.Tests.Owners;

/// <summary>The table of owners: which rows it has, and what each column says.</summary>
public sealed class OwnersTableTests
{
    [Fact]
    public void Two_entries_of_firmware_with_one_owner_are_one_row()
    {
        var row = Assert.Single(OwnersTable.Of(new Boots("region-over-two-ranges")
        {
            Generation = Mainline72.Choices,
        }.Run()));
        Assert.Equal(new AddressRange(0x850000000, 0x484fffffff), row.Range);
        Assert.Equal((RangeOwner.Cxl, "dax0.0"), (row.Owner, row.Device));
    }

    [Fact]
    public void Two_entries_that_nobody_owns_stay_two_rows() => Assert.Equal(
        ["850000000 None  None", "2850000000 None  None"],
        new Boots("region-over-two-ranges") { Config = "DEV_DAX_HMEM=n,CXL_PCI=n" }
            .Run().OwnersInWords());

    [Fact]
    public void A_range_whose_parts_differ_appears_in_parts()
    {
        var both = OwnersTable.Of(new Boots("two-cards-one-committed")
        {
            Generation = Legacy612.Choices,
        }.Run());
        Assert.Equal(
            [
                (new AddressRange(0x850000000, 0x284fffffff), RangeOwner.Cxl),
                (new AddressRange(0x2850000000, 0x484fffffff), RangeOwner.None),
            ],
            both.Select(row => (row.Range, row.Owner)));
    }

    [Fact]
    public void A_device_that_reaches_past_firmware_s_range_is_shown_whole()
    {
        var row = Assert.Single(OwnersTable.Of(new Boots("one-window-no-sr")
        {
            Generation = Mainline72.Choices,
        }.Run()));
        Assert.Equal(new AddressRange(0x850000000, 0x284fffffff), row.Range);
    }

    [Fact]
    public void Rows_stand_in_address_order_and_never_overlap()
    {
        foreach (var machine in SoftReserve.Machines.BundledMachines.Names)
        {
            var rows = OwnersTable.Of(new Boots(machine).Run());
            Assert.All(
                rows.Zip(rows.Skip(1)),
                pair => Assert.True(pair.First.Range.End < pair.Second.Range.Start, machine));
        }
    }

    [Theory]
    [InlineData("one-window", "", "", "Cxl dax0.0 SystemRam")]
    [InlineData("one-window-uncommitted", "", "", "Hmem dax1.0 SystemRam")]
    [InlineData("one-window", "DEV_DAX_KMEM=n", "", "Cxl dax0.0 Devdax")]
    [InlineData("one-window", "", "efi=nosoftreserve", "None  SystemRam")]
    [InlineData("one-window", "DEV_DAX_HMEM=n", "", "None  None")]
    [InlineData("range-past-window", "", "", "Hmem dax1.0 Failed")]
    public void Owner_device_and_use_have_a_word_each(
        string machine, string config, string commandLine, string words)
    {
        var kernel = new Boots(machine) { Config = config, CommandLine = commandLine }.Run();
        Assert.Equal("850000000 " + words, kernel.OwnersInWords()[0]);
    }

    [Fact]
    public void Two_working_dax_regions_over_the_same_bytes_are_owned_by_both()
    {
        var kernel = new Boots("one-window").Run();
        var region = Assert.Single(kernel.Dax.Regions);
        var twice = kernel with
        {
            Dax = kernel.Dax with
            {
                Regions = [region, region with { Owner = DaxOwner.Hmem, Id = 7 }],
            },
        };
        var row = Assert.Single(OwnersTable.Of(twice));
        Assert.Equal(RangeOwner.Both, row.Owner);
        Assert.Equal("CXL and HMEM both made a working dax region of it", row.Because);
    }

    [Fact]
    public void A_device_that_works_hides_one_that_does_not()
    {
        var kernel = new Boots("one-window").Run();
        var region = Assert.Single(kernel.Dax.Regions);
        var broken = region with
        {
            Owner = DaxOwner.Hmem,
            Id = 7,
            Devices = [region.Devices[0] with { Binding = DaxBinding.Failed }],
        };
        var two = kernel with { Dax = kernel.Dax with { Regions = [broken, region] } };
        Assert.Equal(["850000000 Cxl dax0.0 SystemRam"], two.OwnersInWords());
    }

    [Fact]
    public void Node_and_path_belong_to_the_device()
    {
        var row = Assert.Single(OwnersTable.Of(new Boots("one-window").Run()));
        Assert.Equal(1, row.Node);
        Assert.Equal(
            "/platform/ACPI0017:00/root0/decoder0.0/region0/dax_region0", row.Path);
    }

    [Fact]
    public void Within_tells_what_holds_for_every_piece_of_a_range()
    {
        var kernel = new Boots("two-cards-one-committed") { Generation = Legacy612.Choices }.Run();
        var pieces = OwnersTable.Within(kernel, new AddressRange(0x1850000000, 0x384fffffff));
        Assert.Equal(
            [
                (new AddressRange(0x1850000000, 0x284fffffff), RangeOwner.Cxl),
                (new AddressRange(0x2850000000, 0x384fffffff), RangeOwner.None),
            ],
            pieces.Select(piece => (piece.Range, piece.Owner)));
        Assert.Empty(OwnersTable.Within(kernel, new AddressRange(0x100000, 0x1fffff)));
    }
}
