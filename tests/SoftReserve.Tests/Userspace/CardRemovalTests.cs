using SoftReserve.Cxl;
using SoftReserve.Generations;
using SoftReserve.Owners.Properties;
using SoftReserve.Userspace;
using Xunit;

namespace SoftReserve.Tests.Userspace;

/// <summary>Cards are plugged in, pulled out and made to fail after boot.</summary>
public sealed class CardRemovalTests
{
    private const string Absent = "cxl: {memdevs: {mem0: {present: false}}}";

    [Fact]
    [Trait("Rule", "R36")]
    public void A_card_that_is_plugged_in_brings_the_region_that_firmware_programmed()
    {
        var kernel = Typed("7.2", "hot-add mem0") with
        {
            MachineName = "one-window-no-sr",
            With = Absent,
        };
        Assert.Empty((kernel with { Commands = [] }).Run().Cxl.Regions);
        Assert.Equal(
            CxlRegionState.Commit, Assert.Single(kernel.Run().Cxl.Regions).State);
    }

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
    public void The_other_card_of_a_pair_keeps_its_endpoint_and_loses_its_decoder()
    {
        var kernel = (Typed("7.2", "hot-remove mem0") with { MachineName = "one-window-x2" }).Run();
        Assert.Equal(MemdevAttachment.Attached, kernel.Cxl.FindMemdev("mem1")!.Attachment);
        Assert.False(kernel.Cxl.FindMemdev("mem1")!.Decoders[0].IsEnabled);
        Assert.Single(Assert.Single(kernel.Cxl.Regions).Targets);
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

    [Fact]
    public void An_injected_failure_stops_the_next_assembly_and_no_further_one()
    {
        var boot = Typed("7.2") with { MachineName = "one-window-no-sr", With = Absent };
        var failed = (boot with
        {
            Commands = ["machine fail mem0 assembly", "machine add mem0"],
        }).Run();
        Assert.False(Assert.Single(failed.Cxl.Regions).IsCommitted);
    }

    [Fact]
    public void A_media_error_changes_nothing()
    {
        var kernel = Typed("7.2").Run();
        var outcome = CommandParser.Parse("machine fail mem0 media")!.Run(kernel);
        Assert.Equal(0, outcome.ExitCode);
        Assert.True(outcome.Kernel.IsSameState(kernel));
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
