using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Generations;
using Xunit;
using static SoftReserve.Tests.Cxl.CxlMachine;

namespace SoftReserve.Tests.Cxl;

public sealed class UserRegionTests
{
    private static readonly string[] CreatedLog =
    [
        "cxl_region region0: config state: 0",
        "cxl_region region0: probe: -6",
        "cxl_acpi ACPI0017:00: decoder0.0: created region0",
        "cxl region0: mem0:endpoint2 decoder2.0 add: mem0:decoder2.0 @ 0 "
            + "next: none nr_eps: 1 nr_targets: 1",
        "cxl region0: pci0000:0c:port1 decoder1.0 add: mem0:decoder2.0 @ 0 "
            + "next: mem0 nr_eps: 1 nr_targets: 1",
        "cxl region0: pci0000:0c:port1 iw: 1 ig: 256",
        "cxl region0: pci0000:0c:port1 target[0] = 0000:0c:00.0 for mem0:decoder2.0 @ 0",
        "cxl_mem mem0: decoder:decoder2.0 parent:0000:0d:00.0 port:endpoint2 "
            + "range:0x110000000-0x12fffffff pos:0",
        "cxl decoder2.0: Test cxl_calc_interleave_pos(): success test_pos:0 cxled->pos:0",
        "cxl_region region0: region0: register dax_region0",
        "cxl_region region0: probe: 0",
    ];

    private static CxlMachine OneCard { get; } = OneWindow.Bridge(12, Slot("mem0"))
        .Card("mem0", ByteSize.MiB(512));

    // captures/v4/0-plain: cxl create-region -t ram -d decoder0.0 -w 1 -m mem0
    [Fact]
    public void A_user_s_region_logs_as_recorded_and_gets_its_dax_region_on_v4()
    {
        var kernel = CxlKernel.Rooted(OneCard).Attach("mem0");
        var before = kernel.Lines().Length;

        var done = Assert.IsType<UserResult.Done>(kernel.CreateCxlRegion(0, ["mem0"], 1));

        Assert.Equal(CreatedLog, done.Kernel.Lines()[before..]);
        Assert.True(
            done.Region
                is { IsAuto: false, IsCommitted: true, IsBound: true, HasDaxRegionDevice: true });
        Assert.Equal(Range("110000000-12fffffff"), done.Region.Range);
    }

    [Fact]
    [Trait("Rule", "R45")]
    public void A_destroyed_region_can_be_made_again_at_its_address()
    {
        var kernel = CxlKernel.Rooted(OneCard.Decoder("mem0", "110000000-12fffffff"))
            .Attach("mem0");
        var destroyed = Assert.IsType<UserResult.Done>(kernel.DestroyCxlRegion(0, true)).Kernel;

        var again = Assert.IsType<UserResult.Done>(destroyed.CreateCxlRegion(0, ["mem0"]));

        Assert.Equal(0, again.Region.Id);
        Assert.Equal(Range("110000000-12fffffff"), again.Region.Range);
    }

    [Fact]
    [Trait("Rule", "R45")]
    public void Soft_reserved_inside_the_window_leaves_no_room()
    {
        var machine = OneCard.SoftReserved("110000000-14fffffff");
        var kernel = CxlKernel.Rooted(machine, Legacy612.Choices).Attach("mem0");

        var refused = Assert.IsType<UserResult.Refused>(kernel.CreateCxlRegion(0, ["mem0"]));

        Assert.Equal((34, UserStep.Size), (refused.Errno, refused.Step));
        Assert.True(refused.Kernel.Cxl.Regions.IsEmpty);
        Assert.Equal(kernel.Memregions, refused.Kernel.Memregions);
        Assert.Contains(
            "cxl region0: HPA allocation error (-34) for size:0x0000000020000000 in CXL Window 0 "
                + "[mem 0x110000000-0x14fffffff flags 0x200]", refused.Kernel.Lines());
    }

    [Fact]
    [Trait("Rule", "R41")]
    public void A_size_needs_ways_and_granularity_first_and_whole_units()
    {
        var empty = Done(CxlKernel.Rooted(OneCard).Attach("mem0").CreateRamRegion(0));
        var size = ByteSize.MiB(512);

        Assert.Equal(6, Errno(empty.Kernel.SetSize(empty.Region, size)));
        var ways = Done(empty.Kernel.SetWays(empty.Region, 1));
        Assert.Equal(6, Errno(ways.Kernel.SetSize(ways.Region, size)));
        var both = Done(ways.Kernel.SetGranularity(ways.Region, 256));
        Assert.Equal(22, Errno(both.Kernel.SetSize(both.Region, ByteSize.MiB(128))));
        var sized = Done(both.Kernel.SetSize(both.Region, size));
        Assert.Equal(CxlRegionState.InterleaveActive, sized.Region.State);
        Assert.Equal(16, Errno(sized.Kernel.SetSize(sized.Region, size)));
        Assert.Equal(16, Errno(sized.Kernel.SetWays(sized.Region, 1)));
    }

    [Theory]
    [Trait("Rule", "R42")]
    [Trait("Rule", "R48")]
    [InlineData(1, "1 2 4 8 16")]
    [InlineData(2, "2 4 8 16")]
    [InlineData(3, "3 6 12")]
    [InlineData(4, "4 8 16")]
    [InlineData(6, "6 12")]
    public void Region_ways_are_the_window_s_times_a_power_of_two(int window, string allowed)
    {
        var machine = new CxlMachine().Window(
            "300000000-5ffffffff", 512, [.. Enumerable.Range(0, window).Select(uid => (uint)uid)]);
        var empty = Done(CxlKernel.Rooted(machine).CreateRamRegion(0));

        var accepted = Enumerable.Range(1, 17)
            .Where(ways => empty.Kernel.SetWays(empty.Region, ways) is UserResult.Done);

        Assert.Equal(allowed, string.Join(' ', accepted));
    }

    [Fact]
    [Trait("Rule", "R42")]
    public void Granularity_is_free_only_below_a_single_host_bridge()
    {
        var one = Done(CxlKernel.Rooted(OneWindow).CreateRamRegion(0));
        var two = Done(CxlKernel.Rooted(
            new CxlMachine().Window("100000000-13fffffff", 512, 0, 1)).CreateRamRegion(0));

        Assert.IsType<UserResult.Done>(one.Kernel.SetGranularity(one.Region, 16384));
        Assert.Equal(22, Errno(one.Kernel.SetGranularity(one.Region, 300)));
        Assert.Equal(22, Errno(two.Kernel.SetGranularity(two.Region, 256)));
        Assert.IsType<UserResult.Done>(two.Kernel.SetGranularity(two.Region, 512));
    }

    [Fact]
    [Trait("Rule", "R43")]
    public void Under_a_hypervisor_a_region_is_not_committed()
    {
        var ready = Done(CxlKernel.Rooted(OneCard).Attach("mem0").CreateRamRegion(0))
            .Then((kernel, region) => kernel.SetWays(region, 1))
            .Then((kernel, region) => kernel.SetGranularity(region, 256))
            .Then((kernel, region) => kernel.SetSize(region, ByteSize.MiB(512)))
            .Then((kernel, region) => kernel.AddTarget(region, "mem0"));
        var active = Done(ready);

        Assert.Equal(CxlRegionState.Active, active.Region.State);
        Assert.Equal(6, Errno(BelowHypervisor(active.Kernel).Commit(active.Region)));
        Assert.True(Done(active.Kernel.Commit(active.Region)).Region.IsCommitted);
    }

    [Fact]
    public void Two_regions_of_one_window_lie_one_behind_the_other()
    {
        var kernel = CxlKernel.Rooted(OneWindow.Bridge(12, Slot("mem0"), Slot("mem1"))
            .Card("mem0", ByteSize.MiB(256)).Card("mem1", ByteSize.MiB(256)))
            .Attach("mem0", "mem1");

        var first = Done(kernel.CreateCxlRegion(0, ["mem1"]));
        var second = Done(first.Kernel.CreateCxlRegion(0, ["mem0"]));

        Assert.Equal(Range("110000000-11fffffff"), first.Region.Range);
        Assert.Equal(Range("120000000-12fffffff"), second.Region.Range);
        Assert.Equal(1, second.Kernel.Cxl.Ports[0].Decoders[1].CxlRegionId);
    }

    [Fact]
    public void A_lower_region_cannot_be_made_again_while_the_higher_one_lives()
    {
        var kernel = CxlKernel.Rooted(OneWindow.Bridge(12, Slot("mem0"), Slot("mem1"))
            .Card("mem0", ByteSize.MiB(256)).Card("mem1", ByteSize.MiB(256))
            .Decoder("mem0", "110000000-11fffffff").Decoder("mem1", "120000000-12fffffff"))
            .Attach("mem0", "mem1");
        var destroyed = Done(kernel.DestroyCxlRegion(0, isForced: true)).Kernel;

        var refused = Assert.IsType<UserResult.Refused>(destroyed.CreateCxlRegion(0, ["mem0"]));

        Assert.Equal((16, UserStep.Commit), (refused.Errno, refused.Step));
        Assert.True(refused.Kernel.Region(1).IsCommitted);
        Assert.Single(refused.Kernel.Cxl.Regions);
    }

    [Fact]
    public void A_free_decoder_below_a_used_one_does_not_take_higher_addresses()
    {
        var kernel = CxlKernel.Rooted(OneWindow
            .Bridge(12, Slot("mem0"), Slot("mem1"), Slot("mem2"))
            .Card("mem0", ByteSize.MiB(256)).Card("mem1", ByteSize.MiB(256))
            .Card("mem2", ByteSize.MiB(512))
            .Decoder("mem0", "110000000-11fffffff").Decoder("mem1", "120000000-12fffffff"))
            .Attach("mem0", "mem1", "mem2");
        var destroyed = Done(kernel.DestroyCxlRegion(0, isForced: true)).Kernel;

        var refused = Assert.IsType<UserResult.Refused>(destroyed.CreateCxlRegion(0, ["mem2"]));

        Assert.Equal((16, UserStep.Target), (refused.Errno, refused.Step));
        Assert.Contains(
            "cxl region0: pci0000:0c: HPA order violation "
                + "[mem 0x120000000-0x12fffffff flags 0x200] vs "
                + "[mem 0x130000000-0x14fffffff flags 0x200]", refused.Kernel.Lines());
    }

    [Fact]
    public void A_pair_over_two_host_bridges_must_be_given_in_the_window_s_order()
    {
        var kernel = CxlKernel.Rooted(new CxlMachine().Window("110000000-14fffffff", 256, 0, 1)
            .Bridge(0, Slot("mem0")).Bridge(1, Slot("mem1"))
            .Card("mem0", ByteSize.MiB(256)).Card("mem1", ByteSize.MiB(256)))
            .Attach("mem0", "mem1");

        Assert.Equal(6, Errno(kernel.CreateCxlRegion(0, ["mem1", "mem0"])));
        var pair = Done(kernel.CreateCxlRegion(0, ["mem0", "mem1"])).Region;
        Assert.Equal((2, 256), (pair.Ways, pair.Granularity));
        Assert.Equal(ByteSize.MiB(512), pair.Range!.Value.Size);
    }

    [Fact]
    public void A_card_whose_only_decoder_stands_for_its_range_register_has_none_to_give()
    {
        var kernel = CxlKernel.Rooted(OneCard.Decoder("mem0", "110000000-12fffffff"))
            .Attach("mem0").DetachMemdev("mem0").UnregisterCxlRegion(0, false)
            .AttachMemdev("mem0");

        var refused = Assert.IsType<UserResult.Refused>(kernel.CreateCxlRegion(0, ["mem0"]));

        Assert.Equal((UserStep.FindDecoder, "mem0"), (refused.Step, refused.What));
    }

    [Fact]
    public void A_window_without_volatile_memory_has_no_ram_regions()
    {
        var window = Entry(0x110000000, 0x40000000, 256, 12) with
        {
            Restrictions = WindowRestrictions.Type3 | WindowRestrictions.Persistent,
        };

        Assert.Equal(2, Errno(CxlKernel.Rooted(new CxlMachine().Window(window))
            .CreateRamRegion(0)));
    }

    private static Kernel BelowHypervisor(Kernel kernel) => kernel with
    {
        Boot = BootContext.Create(
            kernel.Boot.Machine with { HasHypervisor = true },
            new BootOptions(
                kernel.Boot.Generation, kernel.Boot.Config, kernel.Boot.CommandLine, [])),
    };

    private static UserResult.Done Done(UserResult result) =>
        Assert.IsType<UserResult.Done>(result);

    private static int Errno(UserResult result) =>
        Assert.IsType<UserResult.Refused>(result).Errno;
}
