using SoftReserve.Cxl;
using SoftReserve.Generations;
using SoftReserve.Owners.Properties;
using SoftReserve.Userspace;
using Xunit;

namespace SoftReserve.Tests.Userspace;

/// <summary>What cards leave behind that are pulled out after boot.</summary>
public sealed class CardRemovalTests
{
    [Theory]
    [InlineData("machine remove mem0")]
    [InlineData("machine fail mem0 link")]
    [InlineData("hot-remove mem0")]
    public void A_card_that_is_pulled_out_leaves_its_region_without_driver_and_decoders(
        string command)
    {
        var kernel = Typed("7.2", command).Run();
        Assert.Null(kernel.Cxl.FindMemdev("mem0"));
        Assert.Empty(kernel.Drivers.UnprobedCards);
        var region = Assert.Single(kernel.Cxl.Regions);
        Assert.False(region.IsBound);
        Assert.Equal(CxlRegionState.InterleaveActive, region.State);
        Assert.Empty(region.Targets);
        Assert.Empty(kernel.Dax.Regions);
        Assert.Contains("region0", kernel.IomemOfCxl(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_without_committed_decoders_comes_back_without_region()
    {
        var kernel = Typed(
            "7.2", "cxl disable-region -f region0", "cxl destroy-region -f region0",
            "hot-remove mem0", "hot-add mem0").Run();
        Assert.Equal(MemdevAttachment.Attached, kernel.Cxl.FindMemdev("mem0")!.Attachment);
        Assert.Empty(kernel.Cxl.Regions);
    }

    [Fact]
    public void A_card_waits_for_its_driver()
    {
        var kernel = Typed("7.2", "rmmod cxl_pci", "hide-module cxl_pci", "hot-remove mem0",
            "hot-add mem0").Run();
        Assert.Equal(["mem0"], kernel.Drivers.UnprobedCards);
        Assert.Null(kernel.Cxl.FindMemdev("mem0"));
    }

    [Theory]
    [Trait("Bug", "L6")]
    [InlineData("7.0", true)]
    [InlineData("7.2", false)]
    public void Pulling_a_card_out_of_half_a_set_frees_a_decoder_that_the_region_uses(
        string generation, bool isBroken)
    {
        var half = Typed(generation, "hot-remove mem0") with
        {
            MachineName = "one-window-x2-missing",
        };
        Assert.False(new NoUseAfterFree().IsBroken((half with { Commands = [] }).Run()));
        Assert.Equal(isBroken, new NoUseAfterFree().IsBroken(half.Run()));
    }

    [Fact]
    [Trait("Bug", "L6")]
    public void A_set_that_was_whole_before_is_taken_apart_cleanly()
    {
        var whole = Typed("7.0", "hot-remove mem0", "modprobe -r cxl_acpi") with
        {
            MachineName = "one-window-x2",
        };
        Assert.False(new NoUseAfterFree().IsBroken(whole.Run()));
    }

    [Theory]
    [Trait("Bug", "L7")]
    [InlineData("7.1", true)]
    [InlineData("7.2", false)]
    public void Two_that_delete_one_region_at_once_delete_it_twice_unless_a_lock_is_held(
        string generation, bool isBroken)
    {
        const string Delete =
            "echo region0 > /sys/bus/cxl/devices/decoder0.0/delete_region &";
        var kernel = Typed(generation).Run();
        kernel = CommandParser.Parse(Delete)!.Run(kernel).Kernel;
        kernel = CommandParser.Parse(Delete)!.Run(kernel).Kernel;
        Assert.Equal(2, kernel.Drivers.Background.Count);
        Assert.Single(kernel.Cxl.Regions);
        kernel = new FinishCommand(1).Run(kernel);
        kernel = new FinishCommand(0).Run(kernel);
        Assert.Empty(kernel.Cxl.Regions);
        Assert.Equal(isBroken, new NoUseAfterFree().IsBroken(kernel));
    }

    private static Boots Typed(string generation, params string[] commands) => new("one-window")
    {
        Generation = Catalogue.Standard.Find(generation)!,
        CommandLine = "memhp_default_state=offline",
        Commands = [.. commands],
    };
}
