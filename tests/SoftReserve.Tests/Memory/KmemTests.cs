using SoftReserve.Dax;
using SoftReserve.Generations;
using SoftReserve.Memory;
using Xunit;

namespace SoftReserve.Tests.Memory;

/// <summary>What kmem makes of a dax device, and what it refuses.</summary>
public sealed class KmemTests
{
    [Fact]
    [Trait("Rule", "R54")]
    public void Kmem_gives_up_what_is_no_whole_memory_block()
    {
        var kernel = new Boots("amd-unaligned-range").Run();
        Assert.Equal(
            """
            1050000000-304fffffff : CXL Window 0
              1050000000-304fffffff : region0
                1080000000-2fffffffff : dax0.0
                  1080000000-2fffffffff : System RAM (kmem)
            """,
            kernel.IomemOfCxl());
        Assert.DoesNotContain(kernel.Log(), IsAboutTruncation);
    }

    [Fact]
    [Trait("Rule", "R54")]
    public void Mainline_says_how_much_that_is() => Assert.Contains(
        "kmem dax0.0: DAX region truncated by 2.00 GiB due to alignment",
        new Boots("amd-unaligned-range") { Generation = Mainline72.Choices }.Run().Log());

    [Fact]
    [Trait("Rule", "R54")]
    public void A_range_of_whole_blocks_loses_nothing() => Assert.DoesNotContain(
        new Boots("one-window") { Generation = Mainline72.Choices, With = "{memory-block: 256MiB}" }
            .Run().Log(),
        IsAboutTruncation);

    [Fact]
    [Trait("Rule", "R54")]
    public void Less_than_one_memory_block_is_refused()
    {
        var kernel = new Boots("fpga-8g")
        {
            With = """
                {hmat: absent, memory-block: 2GiB, memory-map: [
                  {range: 0x100000-0x7fffffff, type: usable},
                  {range: 0x2080000000-0x20bfffffff, type: soft-reserved}]}
                """,
        }.Run();
        Assert.Equal(
            [
                "kmem dax0.0: mapping0: 0x2080000000-0x20bfffffff too small after alignment",
                "kmem dax0.0: rejecting DAX region without any memory after alignment",
                "kmem dax0.0: probe with driver kmem failed with error -22",
            ],
            kernel.Log().Where(line => line.StartsWith("kmem", StringComparison.Ordinal)));
        Assert.Equal(["2080000000 Hmem dax0.0 Failed"], kernel.OwnersInWords());
    }

    [Fact]
    [Trait("Rule", "R55")]
    public void A_range_without_a_node_is_refused()
    {
        var kernel = new Boots("fpga-8g")
        {
            With = "{hmat: absent, srat: [{range: 0x0-0x207fffffff, pxm: 0, cpus: true}]}",
        }.Run();
        Assert.Equal(
            [
                "kmem dax0.0: rejecting DAX region with invalid node: -1",
                "kmem dax0.0: probe with driver kmem failed with error -22",
            ],
            kernel.Log().Where(line => line.StartsWith("kmem", StringComparison.Ordinal)));
    }

    [Theory]
    [Trait("Rule", "R56")]
    [InlineData("7.2", """
        2080000000-227fffffff : dax0.0
          2080000000-227fffffff : System RAM (kmem)
        """)]
    [InlineData("v4", """
        2080000000-227fffffff : Soft Reserved
          2080000000-227fffffff : dax0.0
            2080000000-227fffffff : System RAM (kmem)
        """)]
    public void The_device_stands_below_the_innermost_container_and_its_memory_below_it(
        string generation, string iomem) => Assert.Equal(
        iomem, new Boots("fpga-8g") { Generation = Catalogue.Standard.Find(generation)! }
            .Run().IomemOfCxl());

    [Fact]
    [Trait("Rule", "R57")]
    public void Unbinding_kmem_leaves_online_memory_and_its_lines_in_iomem_behind()
    {
        var kernel = new Boots("fpga-8g").Run();
        var region = Assert.Single(kernel.Dax.Regions);

        var gone = kernel.RemoveDaxRegion(region.Owner, region.Id);

        // in the words and the order of v4/n04-rebind-platform-hmem
        Assert.Equal(
            [
                "unregister_dax_mapping:  mapping0: unregister_dax_mapping",
                "unregister_dev_dax: kmem dax0.0: unregister_dev_dax",
                "removing memory fails, because memory "
                    + "[0x0000002080000000-0x00000020ffffffff] is onlined",
                "kmem dax0.0: mapping0: 0x2080000000-0x227fffffff "
                    + "cannot be hotremoved until the next reboot",
                "trim_dev_dax_range: dax dax0.0: delete range[0]: 0x2080000000:0x227fffffff",
            ],
            gone.Log().TakeLast(5));
        Assert.Equal(kernel.IomemOfCxl(), gone.IomemOfCxl());
        Assert.True(gone.Dax.Regions.IsEmpty);
        Assert.True(gone.HasOnlineMemory(region.Range));
    }

    [Fact]
    [Trait("Rule", "R57")]
    public void Unbinding_kmem_takes_offline_memory_and_its_lines_away()
    {
        var kernel = new Boots("fpga-8g")
        {
            Generation = Mainline72.Choices,
            CommandLine = "memhp_default_state=offline",
        }.Run();
        Assert.Contains("System RAM (kmem)", kernel.IomemOfCxl(), StringComparison.Ordinal);
        var region = Assert.Single(kernel.Dax.Regions);

        var gone = kernel.RemoveDaxRegion(region.Owner, region.Id);

        Assert.Equal("", gone.IomemOfCxl());
        Assert.True(gone.Memory.Added.IsEmpty);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("memhp_default_state=offline", false)]
    [InlineData("memhp_default_state=online_movable", true)]
    public void Policy_says_whether_added_memory_goes_online(string commandLine, bool isOnline) =>
        Assert.Equal(
            isOnline,
            Assert.Single(new Boots("fpga-8g") { CommandLine = commandLine }
                .Run().Memory.Added).IsOnline);

    [Fact]
    public void Without_kmem_the_device_is_a_character_device() => Assert.Equal(
        ["2080000000 Hmem dax0.0 Devdax"],
        new Boots("fpga-8g") { Config = "DEV_DAX_KMEM=n" }.Run().OwnersInWords());

    private static bool IsAboutTruncation(string line) =>
        line.Contains("truncated", StringComparison.Ordinal);
}
