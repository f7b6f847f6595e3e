using SoftReserve.Dax;
using SoftReserve.Generations;
using Xunit;

namespace SoftReserve.Tests.Dax;

/// <summary>Dax regions: who may have which bytes.</summary>
public sealed class DaxRegionTests
{
    [Fact]
    [Trait("Rule", "R49")]
    public void In_mainline_the_second_dax_region_over_the_same_bytes_loses()
    {
        var kernel = HmemFirst(Mainline72.Choices).Run();

        Assert.Contains(
            "cxl_dax_region dax_region0: dax_region resource conflict for "
                + "[mem 0x850000000-0x284fffffff]",
            kernel.Log());
        Assert.Contains(
            "cxl_dax_region dax_region0: probe with driver cxl_dax_region failed with error -12",
            kernel.Log());
        Assert.Equal(["850000000 Hmem dax1.0 Devdax"], kernel.OwnersInWords());
        var refused = Assert.Single(kernel.Journal.Decisions<DaxRegionRefused>());
        Assert.Equal("hmem hmem.1", refused.Conflict.Name);
    }

    [Fact]
    [Trait("Rule", "R49")]
    public void In_7_1_the_conflict_is_only_a_debug_line() => Assert.Contains(
        "alloc_dax_region: cxl_dax_region dax_region0: dax_region resource conflict for "
            + "[mem 0x850000000-0x284fffffff]",
        HmemFirst(Mainline71.Choices).Run().Log());

    [Fact]
    [Trait("Rule", "R49")]
    public void Once_the_first_is_gone_the_second_one_binds()
    {
        var kernel = HmemFirst(Mainline72.Choices).Run();
        var region = Assert.Single(kernel.Dax.Regions);

        var again = kernel.RemoveDaxRegion(DaxOwner.Hmem, region.Id).BindCxlDaxRegions();

        Assert.Equal(["850000000 Cxl dax0.0 Devdax"], again.OwnersInWords());
        Assert.Single(again.Resources.DaxRegions.Root.Children);
    }

    [Fact]
    public void In_v4_nothing_stops_the_second_dax_region()
    {
        var kernel = HmemFirst(V4.Choices) with
        {
            With = "{kernel: {load-by-hand: [cxl_pci]}, "
                + "cxl: {faults: [{region-of: mem0, fault: assembly-fails}]}}",
        };
        Assert.Equal(["850000000 Hmem dax1.0 Devdax"], kernel.Run().OwnersInWords());
        Assert.Empty(kernel.Run().Resources.DaxRegions.Root.Children);
    }

    [Theory]
    [Trait("Rule", "R53")]
    [InlineData("0x2080001000-0x227fffffff")]
    [InlineData("0x2080000000-0x227fefffff")]
    public void A_range_that_is_no_multiple_of_2_MiB_makes_no_dax_region(string range)
    {
        var kernel = WithOnly(range).Run();
        Assert.True(kernel.Dax.Regions.IsEmpty);
        Assert.Contains("hmem hmem.0: probe with driver hmem failed with error -12", kernel.Log());
    }

    [Fact]
    [Trait("Rule", "R53")]
    public void A_range_of_whole_2_MiB_pages_makes_one() => Assert.Single(
        WithOnly("0x2080200000-0x227fdfffff").Run().Dax.Regions);

    [Fact]
    [Trait("Rule", "R52")]
    public void The_first_allocation_has_no_driver_word_and_addresses_of_16_digits() =>
        Assert.Contains(
            "alloc_dev_dax_range:  dax0.0: alloc range[0]: 0x0000000850000000:0x000000284fffffff",
            new Boots("one-window").Run().Log());

    // hmem decides while cxl_pci is not loaded, and keeps the range as devdax
    private static Boots HmemFirst(Generation generation) => new("one-window")
    {
        Generation = generation,
        Config = "DEV_DAX_KMEM=n",
        With = "{kernel: {load-by-hand: [cxl_pci]}}",
        Commands = ["modprobe cxl_pci"],
    };

    private static Boots WithOnly(string range) => new("fpga-8g")
    {
        With = $"{{hmat: absent, memory-map: [{{range: 0x100000-0x7fffffff, type: usable}}, "
            + $"{{range: {range}, type: soft-reserved}}]}}",
    };
}
