using SoftReserve.Generations;
using Xunit;

namespace SoftReserve.Tests.Hmem;

/// <summary>The same layouts on kernels that decide differently.</summary>
public sealed class OwnershipByGenerationTests
{
    [Fact]
    [Trait("Rule", "R59")]
    public void In_mainline_one_committed_region_over_the_range_keeps_it_for_cxl()
    {
        var kernel = new Boots("one-window") { Generation = Mainline72.Choices }.Run();
        Assert.Equal(["850000000 Cxl dax0.0 SystemRam"], kernel.OwnersInWords());
        Assert.Contains(kernel.Log(), line => line.Contains(
            "CXL claims resource, dropping: [mem 0x850000000-0x284fffffff",
            StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "R59")]
    public void In_mainline_two_regions_that_tile_the_range_lose_it_and_hmem_cannot_use_it()
    {
        var kernel = new Boots("two-regions-one-range") { Generation = Mainline72.Choices }.Run();
        Assert.Equal(["850000000 Hmem dax3.0 Failed"], kernel.OwnersInWords());
        Assert.Equal(2, kernel.Cxl.Regions.Count);
    }

    [Theory]
    [Trait("Rule", "R60")]
    [InlineData("amd-three-windows-short", "850000000 Hmem dax5.0 SystemRam")]
    [InlineData("range-past-window", "850000000 Hmem dax1.0 Failed")]
    public void In_v4_a_range_that_ends_after_its_regions_is_hmem_s_and_they_are_gone(
        string machine, string first)
    {
        var kernel = new Boots(machine).Run();
        Assert.Equal(first.Split(' ')[1], kernel.OwnersInWords()[0].Split(' ')[1]);
        Assert.DoesNotContain(
            kernel.Cxl.Regions, region => region.Range!.Value.Start.Value == 0x850000000);
    }

    [Fact]
    [Trait("Rule", "R61")]
    public void In_mainline_a_region_larger_than_the_range_keeps_it() => Assert.All(
        new Boots("range-inside-region") { Generation = Mainline72.Choices }
            .Run().OwnersInWords(),
        row => Assert.EndsWith(" Cxl dax0.0 SystemRam", row, StringComparison.Ordinal));

    [Fact]
    [Trait("Rule", "R61")]
    public void In_v4_a_region_larger_than_the_range_is_torn_down()
    {
        var kernel = new Boots("range-inside-region").Run();
        Assert.StartsWith(
            "850000000 Hmem dax1.0 SystemRam", kernel.OwnersInWords()[0],
            StringComparison.Ordinal);
        Assert.True(kernel.Cxl.Regions.IsEmpty);
    }

    [Fact]
    [Trait("Rule", "R62")]
    public void In_mainline_an_unfinished_region_ends_as_the_parent_of_hmem_s_memory() =>
        Assert.Equal(
            """
            850000000-284fffffff : CXL Window 0
              850000000-284fffffff : region0
                850000000-284fffffff : dax2.0
                  850000000-284fffffff : System RAM (kmem)
            """,
            new Boots("one-window-x2-missing") { Generation = Mainline72.Choices }
                .Run().IomemOfCxl());

    [Fact]
    [Trait("Rule", "R62")]
    public void In_mainline_an_unfinished_region_inside_the_range_makes_kmem_fail()
    {
        var kernel = new Boots("one-window-x2-missing")
        {
            Generation = Mainline72.Choices,
            With = """
                {memory-map: [
                  {range: 0x00100000-0x7fffffff, type: usable},
                  {range: 0x100000000-0x84fffffff, type: usable},
                  {range: 0x850000000-0x484fffffff, type: soft-reserved}],
                 cedt: {windows: [
                  {range: 0x850000000-0x484fffffff, targets: [0], granularity: 256}]}}
                """,
        }.Run();
        Assert.Equal(["850000000 Hmem dax2.0 Failed"], kernel.OwnersInWords());
        Assert.Contains("kmem dax2.0: probe with driver kmem failed with error -16", kernel.Log());
    }
}
