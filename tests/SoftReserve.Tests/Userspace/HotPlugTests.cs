using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Generations;
using SoftReserve.Owners.Properties;
using SoftReserve.Userspace;
using Xunit;

namespace SoftReserve.Tests.Userspace;

/// <summary>Cards that come and go while the machine runs.</summary>
public sealed class HotPlugTests
{
    private const string Absent = "cxl: {memdevs: {mem0: {present: false}}}";

    /// <summary>captures/v4/n12-rescan, from the removal to the end of the rescan: what the
    /// modelled functions logged there.</summary>
    [Fact]
    [Trait("Rule", "R47")]
    public void A_card_that_is_removed_and_rescanned_logs_as_recorded()
    {
        var kernel = Recorded("hot-remove mem0", "hot-add mem0");
        string[] expected =
        [
            "commit_reap: cxl_port port1: reap: decoder1.0 commit_end: -1",
            "commit_reap: cxl_port endpoint2: reap: decoder2.0 commit_end: -1",
            "cxl_detach_ep: cxl_mem mem0: disconnect mem0 from port1",
            "devm_cxl_setup_hdm: cxl_port endpoint2: Fallback map 1 range register",
            "devm_cxl_add_decoder: cxl_mem mem0: decoder2.0 added to endpoint2",
            "__devm_cxl_add_port: cxl_mem mem0: endpoint2 added to port1",
        ];
        var after = kernel.Log().SkipWhile(line => line != expected[0]);
        Assert.Equal(expected, after.Where(expected.Contains));
    }

    /// <summary>captures/v4/n12-rescan/1-removed/cxl-list.json.</summary>
    [Fact]
    [Trait("Rule", "R35")]
    public void Its_region_and_its_host_bridge_stay_as_recorded()
    {
        var kernel = Recorded("hot-remove mem0");
        Assert.Empty(kernel.Cxl.Memdevs);
        var region = Assert.Single(kernel.Cxl.Regions);
        Assert.Equal(
            (CxlRegionState.InterleaveActive, false, 0),
            (region.State, region.IsBound, region.Targets.Count));
        var decoder = Assert.Single(kernel.Cxl.Ports).Decoders[0];
        Assert.Equal((region.Range, false), (decoder.Range, decoder.IsEnabled));
    }

    /// <summary>captures/v4/n12-rescan/cxl-list.json.</summary>
    [Fact]
    [Trait("Rule", "R38")]
    public void It_comes_back_with_a_decoder_that_no_window_contains()
    {
        var kernel = Recorded("hot-remove mem0", "hot-add mem0");
        var decoder = Assert.Single(kernel.Cxl.FindMemdev("mem0")!.Decoders);
        Assert.Equal(0UL, decoder.Range!.Value.Start.Value);
        Assert.IsType<AssemblyOutcome.NoWindow>(
            kernel.Journal.Decisions<AssemblyOutcome>().Last());
    }

    [Fact]
    [Trait("Rule", "R36")]
    public void A_late_card_brings_the_region_that_firmware_programmed()
    {
        var kernel = Typed("one-window", Mainline72.Choices, Absent, "hot-add mem0");
        Assert.True(Assert.Single(kernel.Cxl.Regions).IsCommitted);
    }

    [Fact]
    [Trait("Rule", "R40")]
    public void A_late_card_finds_the_memory_of_hmem_in_its_range()
    {
        var kernel = Typed("one-window", Mainline72.Choices, Absent, "hot-add mem0");
        Assert.Equal(["850000000 Hmem dax1.0 SystemRam"], kernel.OwnersInWords());
        Assert.IsType<CxlRegionUse.SystemRam>(
            Assert.Single(kernel.Journal.Decisions<CxlRegionUse>()));
    }

    [Fact]
    [Trait("Rule", "R57")]
    public void Memory_that_is_online_stays_when_its_card_is_pulled()
    {
        var kernel = Typed("one-window", V4.Choices, "", "hot-remove mem0");
        Assert.Contains("System RAM (kmem)", kernel.IomemOfCxl(), StringComparison.Ordinal);
        Assert.Single(kernel.Memory.Added);
        Assert.True(new NoUnbackedRam().IsBroken(kernel));
        Assert.False(new NoUnbackedRam().IsBroken(Typed("one-window", V4.Choices, "")));
    }

    /// <summary>lab/observed/7.2/late-cards-destroy, lab/findings/online-memory-pulled.</summary>
    [Theory]
    [InlineData("cxl destroy-region -f region0", true)]
    [InlineData("", false)]
    public void Memory_of_hmem_has_no_decoders_once_the_region_over_it_is_destroyed(
        string command, bool isBroken)
    {
        string[] late = ["hot-add mem0", command];
        var kernel = Typed(
            "one-window", Mainline72.Choices, Absent, [.. late.Where(each => each.Length > 0)]);
        Assert.Single(kernel.Memory.Added);
        Assert.Equal(isBroken, new NoUnbackedRam().IsBroken(kernel));
    }

    [Fact]
    public void A_region_that_a_user_makes_stands_behind_its_memory()
    {
        var kernel = Typed(
            "one-window-no-sr-uncommitted", Mainline72.Choices, "",
            "cxl create-region -m -t ram -d decoder0.0 mem0");
        Assert.Single(kernel.Memory.Added);
        Assert.False(new NoUnbackedRam().IsBroken(kernel));
    }

    [Fact]
    public void Of_two_cards_the_other_keeps_its_endpoint_and_loses_its_decoders()
    {
        var kernel = Typed("one-window-x2", V4.Choices, "", "hot-remove mem1");
        var left = Assert.Single(kernel.Cxl.Memdevs);
        Assert.Equal(("mem0", MemdevAttachment.Attached), (left.Name, left.Attachment));
        Assert.False(left.Decoders[0].IsEnabled);
        Assert.Equal("mem0", Assert.Single(Assert.Single(kernel.Cxl.Regions).Targets).Memdev);
    }

    [Fact]
    public void A_card_that_no_driver_had_comes_back_as_firmware_left_it()
    {
        var kernel = Typed(
            "one-window", Mainline72.Choices, "kernel: {missing-modules: [cxl_pci]}",
            "hot-remove mem0", "hot-add mem0");
        Assert.Equal(["mem0"], kernel.Drivers.UnprobedCards);
        Assert.Empty(kernel.Cxl.Registers);
    }

    [Fact]
    public void Cards_without_driver_stand_in_the_order_of_the_machine_again()
    {
        var kernel = Typed(
            "one-window-x2", Mainline72.Choices, "kernel: {missing-modules: [cxl_pci]}",
            "hot-remove mem0", "hot-add mem0");
        Assert.Equal(["mem0", "mem1"], kernel.Drivers.UnprobedCards);
    }

    [Fact]
    public void A_card_is_not_pulled_while_its_probe_holds_the_lock()
    {
        var boot = new Boots("one-window")
        {
            Generation = Mainline72.Choices,
            Commands = ["hot-remove mem0"],
        }.Context();
        var kernel = boot.PowerOn();
        while (!kernel.IsBeingProbed("mem0"))
            kernel = Schedule.Take(kernel, Schedule.QuietChoice(kernel)!);
        Assert.True(boot.Commands[0].IsBlocked(kernel));
        Assert.False(boot.Commands[0].IsBlocked(Schedule.RunToEnd(kernel)));
    }

    [Fact]
    public void A_switch_goes_with_its_last_card_and_comes_back_with_the_next()
    {
        const string With = "cxl: {decoders: ["
            + "{memdev: mem0, range: 0x110000000-0x11fffffff, ways: 1, granularity: 256, "
            + "position: 0, committed: true}]}";
        var without = Typed("lab-switch", V4.Choices, With, "hot-remove mem0");
        Assert.Equal(2, without.Cxl.Ports.Count);
        without = Typed(
            "lab-switch", V4.Choices, With, "hot-remove mem0", "hot-remove mem1");
        Assert.Empty(Assert.Single(without.Cxl.Ports).Path);
        var back = Typed(
            "lab-switch", V4.Choices, With,
            "hot-remove mem0", "hot-remove mem1", "hot-add mem1");
        var port = back.Cxl.Ports[1];
        Assert.Equal((1, null, false), (
            port.Path.Count, port.Decoders[0].Range, port.Decoders[0].IsEnabled));
    }

    [Fact]
    public void Windows_that_come_back_find_the_decoders_that_they_left()
    {
        var kernel = Typed(
            "one-window", V4.Choices, "",
            "daxctl offline-memory dax0.0", "modprobe -r cxl_acpi", "modprobe cxl_acpi");
        var decoder = Assert.Single(kernel.Cxl.Ports).Decoders[0];
        Assert.Equal((null, false), (decoder.Range, decoder.IsEnabled));
        Assert.Empty(kernel.Cxl.Regions);
    }

    private static Kernel Recorded(params string[] commands) => new Boots("lab-one")
    {
        Generation = V4.Choices,
        With = "cxl: {decoders: [{memdev: mem0, range: 0x110000000-0x12fffffff, ways: 1, "
            + "granularity: 256, position: 0, committed: true}]}",
        CommandLine = "memhp_default_state=online_movable memmap=512M%0x110000000+0xefffffff",
        Order = ["cxl_acpi", "dax_hmem", "decision", "mem0"],
        Commands = ["daxctl offline-memory dax1.0", .. commands],
    }.Run();

    private static Kernel Typed(
        string machine, Generation generation, string with, params string[] commands) =>
        new Boots(machine)
        {
            Generation = generation,
            With = with,
            Commands = [.. commands],
        }.Run();
}
