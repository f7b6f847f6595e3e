using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Generations;
using SoftReserve.Resources;
using Xunit;
using static SoftReserve.Tests.Cxl.CxlMachine;

namespace SoftReserve.Tests.Cxl;

public sealed class AssemblyTests
{
    private static CxlMachine OneCard { get; } = OneWindow.Bridge(12, Slot("mem0"))
        .Card("mem0", ByteSize.MiB(512));

    private static CxlMachine TwoCards { get; } = OneWindow.Bridge(12, Slot("mem0"), Slot("mem1"))
        .Card("mem0", ByteSize.MiB(256)).Card("mem1", ByteSize.MiB(256));

    private static CxlMachine Pair { get; } = TwoCards
        .Decoder("mem0", "110000000-12fffffff", ways: 2)
        .Decoder("mem1", "110000000-12fffffff", ways: 2, position: 1);

    [Fact]
    [Trait("Rule", "R35")]
    public void A_region_is_in_iomem_with_its_first_card_and_not_committed()
    {
        var kernel = CxlKernel.Rooted(Pair).Attach("mem1");

        Assert.Equal(
            """
            110000000-14fffffff : CXL Window 0
              110000000-12fffffff : region0
            """, kernel.Iomem());
        Assert.Equal(CxlRegionState.InterleaveActive, kernel.Region(0).State);
        Assert.False(kernel.Region(0).IsBound);
        Assert.Single(kernel.Decisions<AssemblyOutcome.WaitsForMembers>());
    }

    [Theory]
    [Trait("Rule", "R36")]
    [InlineData("mem0", "mem1")]
    [InlineData("mem1", "mem0")]
    public void A_pair_commits_with_its_second_card_in_either_order(string first, string second)
    {
        var kernel = CxlKernel.Rooted(Pair).Attach(first, second);

        Assert.True(kernel.Region(0) is { IsCommitted: true, IsBound: true, IsAuto: true });
        Assert.Equal(
            [new CxlRegionTarget("mem0", 0, 0), new CxlRegionTarget("mem1", 0, 1)],
            kernel.Region(0).Targets);
        Assert.Equal(0, kernel.Cxl.Ports[0].Decoders[0].CxlRegionId);
    }

    [Fact]
    [Trait("Rule", "R36")]
    public void A_host_bridge_decoder_that_is_off_fails_the_last_card()
    {
        var kernel = CxlKernel.Rooted(
            Pair.Fault(new CxlFault.UncommittedHostBridgeDecoder(12))).Attach("mem0", "mem1");

        Assert.False(kernel.Region(0).IsCommitted);
        Assert.Contains(
            "cxl_mem mem0: failed to find decoder mapping 0x110000000-0x12fffffff",
            kernel.Lines());
        Assert.Contains(
            "cxl_port endpoint3: failed to attach decoder3.0 to region0: -6", kernel.Lines());
        Assert.Equal(
            AssemblyRefusal.NotSorted,
            Assert.Single(kernel.Decisions<AssemblyOutcome.Refused>()).Reason);
    }

    [Fact]
    [Trait("Rule", "R36")]
    public void A_switch_decoder_that_is_off_fails_the_last_card()
    {
        var kernel = CxlKernel.Rooted(
            OneWindow.Bridge(12, Switch(Slot("mem0"), Slot("mem1")))
                .Card("mem0", ByteSize.MiB(256)).Card("mem1", ByteSize.MiB(256))
                .Decoder("mem0", "110000000-12fffffff", ways: 2)
                .Decoder("mem1", "110000000-12fffffff", ways: 2, position: 1)
                .Fault(new CxlFault.UncommittedSwitchDecoder("mem1"))).Attach("mem0", "mem1");

        Assert.False(kernel.Region(0).IsCommitted);
        Assert.True(kernel.Cxl.Ports[0].Decoders[0].IsEnabled);
        Assert.False(kernel.Cxl.Ports[1].Decoders[0].IsEnabled);
    }

    [Fact]
    [Trait("Rule", "R36")]
    public void Cards_that_claim_another_granularity_than_the_port_fail_with_two_lines()
    {
        // the host bridge routes by 256, both cards came back with 1024
        var kernel = CxlKernel.Rooted(Pair.Fault(new CxlFault.ReplugGranularity("mem0", 1024))
                .Fault(new CxlFault.ReplugGranularity("mem1", 1024)))
            .Attach("mem0", "mem1").UnregisterCxlRegion(0, resetsDecoders: true)
            .DetachMemdev("mem0").DetachMemdev("mem1")
            .AttachMemdev("mem0").AttachMemdev("mem1");

        Assert.Contains(
            "cxl region0: pci0000:0c:port1 cxl_port_setup_targets "
                + "expected iw: 2 ig: 1024 [mem 0x110000000-0x12fffffff flags 0x200]",
            kernel.Lines());
        Assert.Contains(
            "cxl region0: pci0000:0c:port1 cxl_port_setup_targets "
                + "got iw: 2 ig: 256 state: disabled 0x110000000:0x12fffffff",
            kernel.Lines());
        Assert.Equal(
            AssemblyRefusal.DecoderDiffers,
            Assert.Single(kernel.Decisions<AssemblyOutcome.Refused>()).Reason);
    }

    [Theory]
    [Trait("Rule", "R36")]
    [InlineData(true, 256, "disabled")]
    [InlineData(false, 1024, "enabled")]
    public void A_port_that_is_off_or_routes_by_another_granularity_fails_the_last_card(
        bool isReset, int claimed, string state)
    {
        var kernel = CxlKernel.Rooted(Pair.Fault(new CxlFault.ReplugGranularity("mem0", claimed))
                .Fault(new CxlFault.ReplugGranularity("mem1", claimed)))
            .Attach("mem0", "mem1").UnregisterCxlRegion(0, isReset)
            .DetachMemdev("mem0").DetachMemdev("mem1")
            .AttachMemdev("mem0").AttachMemdev("mem1");

        Assert.False(kernel.Region(0).IsCommitted);
        Assert.Contains(
            "cxl region0: pci0000:0c:port1 cxl_port_setup_targets "
                + $"got iw: 2 ig: 256 state: {state} 0x110000000:0x12fffffff", kernel.Lines());
    }

    [Fact]
    [Trait("Rule", "R36")]
    public void Two_cards_below_one_bridge_are_no_pair_of_a_window_over_two()
    {
        var kernel = CxlKernel.Rooted(new CxlMachine().Window("110000000-14fffffff", 256, 1, 2)
            .Bridge(1, Slot("mem0"), Slot("mem1")).Bridge(2)
            .Card("mem0", ByteSize.MiB(256)).Card("mem1", ByteSize.MiB(256))
            .Decoder("mem0", "110000000-12fffffff", ways: 2)
            .Decoder("mem1", "110000000-12fffffff", ways: 2, position: 1))
            .Attach("mem0", "mem1");

        var refused = Assert.Single(kernel.Decisions<AssemblyOutcome.Refused>());
        Assert.Equal((AssemblyRefusal.WrongHostBridge, 6), (refused.Reason, refused.Errno));
    }

    [Fact]
    public void A_card_below_a_bridge_that_the_window_does_not_name_is_refused()
    {
        var kernel = CxlKernel.Rooted(OneWindow.Bridge(12).Bridge(32, Slot("mem0"))
            .Card("mem0", ByteSize.MiB(512)).Decoder("mem0", "110000000-12fffffff"))
            .Attach("mem0");

        var refused = Assert.Single(kernel.Decisions<AssemblyOutcome.Refused>());
        Assert.Equal((AssemblyRefusal.HostBridgeNotInWindow, 6), (refused.Reason, refused.Errno));
        Assert.True(kernel.Region(0).Targets.IsEmpty);
    }

    [Fact]
    [Trait("Rule", "R37")]
    public void A_card_whose_memory_times_ways_is_not_the_region_is_refused()
    {
        // the first card says one way, so the region has one; the second, of two, finds no slot
        var kernel = CxlKernel.Rooted(TwoCards.Card("mem2", ByteSize.MiB(512))
            .Decoder("mem0", "110000000-12fffffff", ways: 2)
            .Decoder("mem1", "110000000-12fffffff", ways: 4, position: 1)).Attach("mem0", "mem1");

        var refused = Assert.Single(kernel.Decisions<AssemblyOutcome.Refused>());
        Assert.Equal((AssemblyRefusal.SizeDiffers, 22), (refused.Reason, refused.Errno));
        Assert.Contains(
            "cxl_port endpoint3: failed to attach decoder3.0 to region0: -22", kernel.Lines());
        Assert.False(kernel.Region(0).IsCommitted);
        Assert.Single(kernel.Region(0).Targets);
    }

    [Fact]
    [Trait("Rule", "R38")]
    public void A_decoder_outside_every_window_makes_no_region()
    {
        var kernel = CxlKernel.Rooted(OneCard.Decoder("mem0", "140000000-15fffffff"))
            .Attach("mem0");

        Assert.True(kernel.Cxl.Regions.IsEmpty);
        Assert.Contains(
            "cxl_pci 0000:0d:00.0: mem0:decoder2.0 no CXL window for range 0x140000000:0x15fffffff",
            kernel.Lines());
        Assert.Equal(MemdevAttachment.Attached, kernel.Cxl.FindMemdev("mem0")!.Attachment);
    }

    [Fact]
    [Trait("Rule", "R39")]
    public void A_region_cut_by_another_resource_assembles_outside_iomem()
    {
        var kernel = CxlKernel.Rooted(OneCard.Decoder("mem0", "110000000-12fffffff"))
            .Holding(new Resource(
                Range("120000000-13fffffff"), "Soft Reserved", ResourceFlags.Mem))
            .Attach("mem0");

        Assert.True(kernel.Region(0) is { IsCommitted: true, IsInIomem: false });
        Assert.DoesNotContain("region0", kernel.Iomem(), StringComparison.Ordinal);
        Assert.Contains(
            "cxl_pci 0000:0d:00.0: mem0:decoder2.0: __construct_region region0 "
                + "cannot insert resource",
            kernel.Lines());
        Assert.Equal(
            "Soft Reserved", Assert.Single(kernel.Decisions<RegionNotInIomem>()).Conflict!.Name);
    }

    [Fact]
    [Trait("Rule", "R40")]
    public void A_region_over_busy_system_ram_binds_without_a_dax_region()
    {
        const ResourceFlags Ram = ResourceFlags.SystemRam | ResourceFlags.Busy;
        var kernel = CxlKernel.Rooted(
                OneCard.Decoder("mem0", "110000000-12fffffff"), Mainline72.Choices)
            .Holding(new Resource(Range("110000000-12fffffff"), "System RAM (kmem)",
                Ram | ResourceFlags.DriverManaged))
            .Attach("mem0");

        Assert.True(kernel.Region(0) is { IsBound: true, HasDaxRegionDevice: false });
        Assert.Contains(
            "cxl_region region0: [mem 0x110000000-0x12fffffff flags 0x200] has System RAM: "
                + "[mem 0x110000000-0x12fffffff flags 0x83000200]", kernel.Lines());
    }

    [Fact]
    public void The_generation_says_whether_firmware_s_region_makes_its_dax_region()
    {
        var machine = OneCard.Decoder("mem0", "110000000-12fffffff");

        Assert.True(CxlKernel.Rooted(machine, Mainline72.Choices).Attach("mem0")
            .Region(0).HasDaxRegionDevice);
        var v4 = CxlKernel.Rooted(machine, V4.Choices).Attach("mem0");
        Assert.False(v4.Region(0).HasDaxRegionDevice);
        Assert.Single(v4.Decisions<CxlRegionUse.LeftToHmem>());
    }

    [Fact]
    public void A_pmem_region_makes_no_dax_region()
    {
        var kernel = CxlKernel.Rooted(
            OneWindow.Bridge(12, Slot("mem0")).Card("mem0", ByteSize.MiB(256), ByteSize.MiB(256))
                .Decoder("mem0", "110000000-11fffffff", mode: PartitionMode.Pmem),
            Mainline72.Choices).Attach("mem0");

        Assert.True(
            kernel.Region(0)
                is { Mode: PartitionMode.Pmem, IsBound: true, HasDaxRegionDevice: false });
        Assert.Equal(
            DpaRange.Sized(new Dpa(256 << 20), ByteSize.MiB(256)),
            kernel.Cxl.FindMemdev("mem0")!.Decoders[0].Dpa);
    }

    [Fact]
    public void A_decoder_over_both_partitions_is_refused()
    {
        var kernel = CxlKernel.Rooted(
            OneWindow.Bridge(12, Slot("mem0")).Card("mem0", ByteSize.MiB(256), ByteSize.MiB(256))
                .Decoder("mem0", "110000000-11fffffff", dpa: 128 << 20)).Attach("mem0");

        var refused = Assert.Single(kernel.Decisions<AssemblyOutcome.Refused>());
        Assert.Equal((AssemblyRefusal.NoPartition, 19), (refused.Reason, refused.Errno));
    }

    [Fact]
    public void A_failing_assembly_leaves_the_region_uncommitted()
    {
        var kernel = CxlKernel.Rooted(
            Pair.Fault(new CxlFault.AssemblyFails("mem0", false))).Attach("mem0", "mem1");

        Assert.True(kernel.Region(0) is { IsCommitted: false, IsBound: false });
        Assert.Contains(
            "cxl_port endpoint3: failed to attach decoder3.0 to region0: -6", kernel.Lines());
        Assert.Contains("region0", kernel.Iomem(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failing_assembly_can_take_the_region_with_it()
    {
        var kernel = CxlKernel.Rooted(
            Pair.Fault(new CxlFault.AssemblyFails("mem0", true))).Attach("mem0", "mem1");

        Assert.True(kernel.Cxl.Regions.IsEmpty);
        Assert.Equal("110000000-14fffffff : CXL Window 0", kernel.Iomem());
        Assert.Equal(0, kernel.Cxl.RootDecoders[0].NextRegionId);
        Assert.Equal(MemdevAttachment.Attached, kernel.Cxl.FindMemdev("mem1")!.Attachment);
    }

    [Fact]
    [Trait("Rule", "R47")]
    public void A_card_before_the_root_stays_unbound_and_is_not_lost()
    {
        var kernel = CxlKernel.Start(OneCard.Decoder("mem0", "110000000-12fffffff"))
            .Attach("mem0");

        Assert.Equal(MemdevAttachment.Refused, kernel.Cxl.FindMemdev("mem0")!.Attachment);
        Assert.Contains("cxl_mem mem0: probe: -6", kernel.Lines());
        Assert.True(kernel.ProbeCxlAcpi().AttachMemdev("mem0").Region(0).IsCommitted);
    }

    [Fact]
    public void Several_ports_without_decoders_fail_the_card()
    {
        var kernel = CxlKernel.Rooted(OneWindow.Bridge(12, false, Slot("mem0"), Slot("mem1"))
            .Structure(12, 1, 0x100000000, 0x10000)
            .Card("mem0", ByteSize.MiB(256)).Card("mem1", ByteSize.MiB(256))).Attach("mem0");

        Assert.Equal(MemdevAttachment.Failed, kernel.Cxl.FindMemdev("mem0")!.Attachment);
        Assert.Contains("cxl_port port1: HDM decoder capability not found", kernel.Lines());
    }

    [Fact]
    public void A_decoder_committed_behind_one_that_is_not_fails_the_endpoint()
    {
        var kernel = CxlKernel.Rooted(OneCard
            .Decoder("mem0", "110000000-11fffffff", isCommitted: false)
            .Decoder("mem0", "120000000-12fffffff")).Attach("mem0");

        Assert.Equal(MemdevAttachment.Failed, kernel.Cxl.FindMemdev("mem0")!.Attachment);
        Assert.Contains(
            "cxl_port endpoint2: decoder2.1: Committed out of order", kernel.Lines());
    }

    [Fact]
    public void A_card_without_a_committed_decoder_decodes_its_range_register_before_7_1()
    {
        var machine = OneCard.Decoder("mem0", "110000000-12fffffff", isCommitted: false);
        var register = CxlKernel.Rooted(machine, V4.Choices).Attach("mem0")
            .Cxl.FindMemdev("mem0")!.Decoders;
        var idle = CxlKernel.Rooted(machine, Mainline71.Choices).Attach("mem0")
            .Cxl.FindMemdev("mem0")!.Decoders;

        Assert.True(Assert.Single(register.ToArray()) is { IsEnabled: true, IsLocked: true });
        Assert.Equal(default, register[0].Range!.Value.Start);
        Assert.Equal(4, idle.Count);
        Assert.All(idle.ToArray(), decoder => Assert.Null(decoder.Range));
    }

    [Fact]
    public void A_card_with_two_regions_packs_their_memory()
    {
        var kernel = CxlKernel.Rooted(OneCard.Decoder("mem0", "130000000-13fffffff")
            .Decoder("mem0", "110000000-11fffffff")).Attach("mem0");

        var decoders = kernel.Cxl.FindMemdev("mem0")!.Decoders;
        Assert.Equal(DpaRange.Sized(default, ByteSize.MiB(256)), decoders[0].Dpa);
        Assert.Equal(
            DpaRange.Sized(new Dpa(256 << 20), ByteSize.MiB(256)), decoders[1].Dpa);
        Assert.Equal(Range("110000000-11fffffff"), kernel.Region(0).Range);
        Assert.Equal(Range("130000000-13fffffff"), kernel.Region(1).Range);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_locked_decoder_or_a_fixed_window_locks_the_region(bool byWindow)
    {
        var window = Entry(0x110000000, 0x40000000, 256, 12);
        if (byWindow)
            window = window with
            {
                Restrictions = window.Restrictions | WindowRestrictions.Fixed,
            };
        var kernel = CxlKernel.Rooted(new CxlMachine().Window(window).Bridge(12, Slot("mem0"))
            .Card("mem0", ByteSize.MiB(512))
            .Decoder("mem0", "110000000-12fffffff", isLocked: !byWindow)).Attach("mem0");

        Assert.True(kernel.Region(0).IsLocked);
    }
}
