using SoftReserve.Generations;
using SoftReserve.Userspace;
using Xunit;

namespace SoftReserve.Tests.Userspace;

/// <summary>Destroying and making CXL regions on a running machine.</summary>
public sealed class CxlCommandTests
{
    private const string Create = "cxl create-region -m -t ram -d decoder0.0 mem0";

    [Theory]
    [Trait("Rule", "R45")]
    [InlineData("v4")]
    [InlineData("7.2")]
    public void With_the_series_a_destroyed_region_comes_back_at_its_address(string generation)
    {
        var kernel = new Boots("one-window")
        {
            Generation = Catalogue.Standard.Find(generation)!,
            Commands = ["cxl destroy-region -f region0", Create],
        }.Run();
        Assert.Equal([0, 0], Errors(kernel));
        Assert.Equal(["850000000 Cxl dax0.0 SystemRam"], kernel.OwnersInWords());
    }

    [Fact]
    [Trait("Rule", "R45")]
    public void In_6_12_soft_reserved_stays_in_the_window_and_leaves_no_room()
    {
        var kernel = new Boots("one-window")
        {
            Generation = Legacy612.Choices,
            Commands = ["cxl destroy-region -f region0", Create],
        }.Run();
        Assert.Equal([0, 34], Errors(kernel));
        Assert.Equal(
            """
            850000000-284fffffff : CXL Window 0
              850000000-284fffffff : Soft Reserved
            """,
            kernel.IomemOfCxl());
    }

    [Fact]
    public void A_bound_region_is_destroyed_only_with_force() => Assert.Equal(
        [16, 0],
        Errors(new Boots("one-window")
        {
            Commands = ["cxl destroy-region region0", "cxl destroy-region region0 -f"],
        }.Run()));

    [Fact]
    public void A_disabled_region_comes_back_with_its_driver()
    {
        var kernel = new Boots("one-window")
        {
            Generation = Mainline72.Choices,
            Commands = ["cxl disable-region region0", "cxl enable-region region0"],
        }.Run();
        Assert.Equal([0, 0], Errors(kernel));
        Assert.Equal(["850000000 Cxl dax0.0 SystemRam"], kernel.OwnersInWords());
    }

    [Fact]
    public void In_v4_nothing_asks_for_the_dax_region_of_a_re_enabled_firmware_region()
    {
        var kernel = new Boots("one-window")
        {
            Commands = ["cxl disable-region region0", "cxl enable-region region0"],
        }.Run();
        Assert.Equal(["850000000 None  None"], kernel.OwnersInWords());
    }

    private static int[] Errors(Kernel kernel) =>
        [.. kernel.Journal.Decisions<CommandEnded>().Select(ended => ended.Errno)];
}
