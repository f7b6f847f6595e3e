using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Firmware;
using SoftReserve.Hmem.Arbitration;
using Xunit;

namespace SoftReserve.Tests.Hmem;

public sealed class RegionChainTests
{
    private static readonly AddressRange SoftReserved = new(0x1000, 0x4fff);

    [Fact]
    [Trait("Rule", "R60")]
    public void Regions_that_tile_the_range_keep_it_for_cxl()
    {
        var owner = Assert.IsType<Ownership.Cxl>(
            Decide(Region(1, 0x3000, 0x4fff), Region(0, 0x1000, 0x2fff)));
        Assert.Equal([0, 1], owner.Claims.Select(region => region.Id));
    }

    [Fact]
    [Trait("Rule", "R60")]
    public void A_gap_gives_the_range_to_hmem_and_names_where_it_begins()
    {
        var owner = Assert.IsType<Ownership.Hmem>(
            Decide(Region(0, 0x1000, 0x1fff), Region(1, 0x3000, 0x4fff)));
        Assert.Equal("no CXL region starts at 0x2000", owner.Reason.ToString());
        Assert.Equal(2, owner.Nearby.Count);
    }

    [Fact]
    [Trait("Rule", "R61")]
    public void A_region_that_ends_after_the_range_gives_it_to_hmem()
    {
        var owner = Assert.IsType<Ownership.Hmem>(Decide(Region(0, 0x1000, 0x5fff)));
        Assert.Contains("ends after the range", owner.Reason.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "R60")]
    public void A_region_that_begins_before_the_range_gives_it_to_hmem() =>
        Assert.IsType<Ownership.Hmem>(Decide(Region(0, 0x0, 0x4fff)));

    [Fact]
    [Trait("Rule", "R60")]
    public void Two_regions_with_one_start_give_the_range_to_hmem()
    {
        var owner = Assert.IsType<Ownership.Hmem>(
            Decide(Region(0, 0x1000, 0x4fff), Region(1, 0x1000, 0x4fff)));
        Assert.Equal("2 CXL regions start at 0x1000", owner.Reason.ToString());
    }

    [Fact]
    public void An_uncommitted_region_counts_in_v4() => Assert.IsType<Ownership.Cxl>(
        Decide(Region(0, 0x1000, 0x4fff) with { State = CxlRegionState.InterleaveActive }));

    [Fact]
    public void The_last_byte_of_the_address_space_can_be_covered() =>
        Assert.IsType<Ownership.Cxl>(new RegionChain().Decide(
            new AddressRange(0x1000, ulong.MaxValue), [Region(0, 0x1000, ulong.MaxValue)]));

    [Fact]
    [Trait("Rule", "R59")]
    public void From_v5_on_regions_that_tile_the_range_do_not_count()
    {
        var owner = Assert.IsType<Ownership.Hmem>(new SingleCommittedRegion().Decide(
            SoftReserved, [Region(0, 0x1000, 0x2fff), Region(1, 0x3000, 0x4fff)]));
        Assert.Equal("no one of 2 CXL regions contains 0x1000-0x4fff", owner.Reason.ToString());
    }

    [Fact]
    [Trait("Rule", "R61")]
    public void From_v5_on_a_larger_region_keeps_the_range() => Assert.IsType<Ownership.Cxl>(
        new SingleCommittedRegion().Decide(SoftReserved, [Region(0, 0x0, 0x5fff)]));

    [Fact]
    [Trait("Rule", "R62")]
    public void From_v5_on_an_uncommitted_region_does_not_count()
    {
        var region = Region(0, 0x1000, 0x4fff) with { State = CxlRegionState.Active };
        var owner = Assert.IsType<Ownership.Hmem>(
            new SingleCommittedRegion().Decide(SoftReserved, [region]));
        Assert.Equal(
            "region0 0x1000-0x4fff is not committed", owner.Reason.ToString());
    }

    private static Ownership Decide(params ReadOnlySpan<CxlRegion> regions) =>
        new RegionChain().Decide(SoftReserved, [.. regions]);

    private static CxlRegion Region(int id, ulong start, ulong end) => new(
        id, new AddressRange(start, end), 0, CxlRegionState.Commit, 1, 256, PartitionMode.Ram,
        [], true, true, true, false, false);
}
