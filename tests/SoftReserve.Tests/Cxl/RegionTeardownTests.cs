using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Generations;
using SoftReserve.Resources;
using Xunit;
using static SoftReserve.Tests.Cxl.CxlMachine;

namespace SoftReserve.Tests.Cxl;

public sealed class RegionTeardownTests
{
    private static readonly string[] Ranges =
        ["100000000-10fffffff", "110000000-11fffffff", "120000000-12fffffff"];

    private static CxlMachine OneCard { get; } = OneWindow.Bridge(12, Slot("mem0"))
        .Card("mem0", ByteSize.MiB(512)).Decoder("mem0", "110000000-12fffffff");

    [Theory]
    [Trait("Rule", "R46")]
    [InlineData("0 1 2", null, 6)]
    [InlineData("0 1 2", 0, 3)]
    [InlineData("0 1 2", 1, 4)]
    [InlineData("1 2 0", 0, 5)]
    public void The_next_hmem_number_tells_what_was_torn_down(
        string order, int? tornDown, int expected)
    {
        var kernel = CxlKernel.Rooted(ThreeWindows())
            .Attach([.. order.Split(' ').Select(number => "mem" + number)]);
        if (tornDown is { } id)
            kernel = kernel.UnregisterCxlRegion(id, resetsDecoders: false);

        kernel.Memregions.Take(out var hmem);

        Assert.Equal(expected, hmem);
    }

    [Fact]
    [Trait("Rule", "R46")]
    public void A_destroyed_region_s_number_is_the_next_of_its_window()
    {
        var kernel = CxlKernel.Rooted(OneCard).Attach("mem0")
            .UnregisterCxlRegion(0, resetsDecoders: true);

        Assert.Equal(0, kernel.Cxl.RootDecoders[0].NextRegionId);
        Assert.Equal(
            (0, 1), (Assert.Single(kernel.Decisions<RegionIdReturned>()).Next,
                kernel.Decisions<RegionIdReturned>()[0].Freed));
    }

    [Fact]
    public void What_stood_inside_a_region_moves_up_when_it_goes()
    {
        var kernel = CxlKernel.Rooted(OneCard).Attach("mem0")
            .Holding(new Resource(Range("110000000-11fffffff"), "dax0.0", ResourceFlags.Mem))
            .UnregisterCxlRegion(0, resetsDecoders: false);

        Assert.Equal(
            """
            110000000-14fffffff : CXL Window 0
              110000000-11fffffff : dax0.0
            """, kernel.Iomem());
    }

    [Fact]
    public void Hmem_s_teardown_leaves_decoders_on_and_a_rebind_assembles_the_region_again()
    {
        var torn = CxlKernel.Rooted(OneCard).Attach("mem0")
            .UnregisterCxlRegion(0, resetsDecoders: false);

        Assert.True(torn.Cxl.Ports[0].Decoders[0] is { IsEnabled: true, CxlRegionId: null });
        Assert.True(
            torn.Cxl.FindMemdev("mem0")!.Decoders[0]
                is { IsEnabled: true, Range: null, Dpa: not null, CxlRegionId: null });

        var again = torn.DetachMemdev("mem0").AttachMemdev("mem0");
        Assert.True(again.Region(0) is { IsCommitted: true, IsAuto: true });
        Assert.Equal(2, again.Cxl.FindMemdev("mem0")!.EndpointId);
    }

    [Fact]
    public void Destroying_a_region_turns_its_decoders_off_from_the_bridge_down()
    {
        var kernel = CxlKernel.Rooted(OneCard).Attach("mem0");
        var before = kernel.Lines().Length;
        kernel = Assert.IsType<UserResult.Done>(
            kernel.DestroyCxlRegion(0, isForced: true)).Kernel;

        Assert.Equal(
            [
                "cxl_port port1: reap: decoder1.0 commit_end: -1",
                "cxl_port endpoint2: reap: decoder2.0 commit_end: -1",
            ], kernel.Lines()[before..]);
        Assert.False(kernel.Cxl.Ports[0].Decoders[0].IsEnabled);
        Assert.Null(kernel.Cxl.FindMemdev("mem0")!.Decoders[0].Dpa);
        Assert.Equal("110000000-14fffffff : CXL Window 0", kernel.Iomem());
    }

    [Fact]
    public void A_bound_region_is_not_destroyed_without_force()
    {
        var kernel = CxlKernel.Rooted(OneCard).Attach("mem0");

        Assert.Equal(
            16, Assert.IsType<UserResult.Refused>(kernel.DestroyCxlRegion(0)).Errno);
        Assert.IsType<UserResult.Done>(kernel.DisableCxlRegion(0).DestroyCxlRegion(0));
    }

    [Fact]
    [Trait("Rule", "R44")]
    public void A_locked_region_is_not_reset_where_the_generation_minds()
    {
        var machine = OneWindow.Bridge(12, Slot("mem0")).Card("mem0", ByteSize.MiB(512))
            .Decoder("mem0", "110000000-12fffffff", isLocked: true);

        var mainline = CxlKernel.Rooted(machine, Mainline72.Choices).Attach("mem0");
        Assert.Equal(
            1, Assert.IsType<UserResult.Refused>(mainline.ResetCxlRegion(0)).Errno);
        var torn = mainline.UnregisterCxlRegion(0, resetsDecoders: true);
        Assert.True(torn.Cxl.Ports[0].Decoders[0].IsEnabled);

        var v4 = CxlKernel.Rooted(machine, V4.Choices).Attach("mem0");
        Assert.IsType<UserResult.Done>(v4.ResetCxlRegion(0));
    }

    [Fact]
    public void A_disabled_region_keeps_its_decoders_and_comes_back_when_enabled()
    {
        var kernel = CxlKernel.Rooted(OneCard, Mainline72.Choices).Attach("mem0");
        var disabled = kernel.DisableCxlRegion(0);

        Assert.True(
            disabled.Region(0)
                is { IsBound: false, IsCommitted: true, HasDaxRegionDevice: false });
        var enabled = Assert.IsType<UserResult.Done>(disabled.EnableCxlRegion(0)).Region;
        Assert.True(enabled is { IsBound: true, HasDaxRegionDevice: true });
    }

    [Fact]
    public void A_card_that_leaves_takes_the_region_below_commit()
    {
        var kernel = CxlKernel.Rooted(OneCard, Mainline72.Choices).Attach("mem0")
            .DetachMemdev("mem0");

        var region = kernel.Region(0);
        Assert.Equal(CxlRegionState.InterleaveActive, region.State);
        Assert.True(region is { IsBound: false, Targets.IsEmpty: true });
        Assert.Contains("region0", kernel.Iomem(), StringComparison.Ordinal);
        Assert.Equal(
            "cxl_mem mem0: disconnect mem0 from port1", kernel.Lines()[^1]);
    }

    [Fact]
    public void A_card_that_comes_back_after_a_reset_offers_only_its_range_register()
    {
        var kernel = CxlKernel.Rooted(OneCard).Attach("mem0")
            .DetachMemdev("mem0").AttachMemdev("mem0");

        Assert.False(kernel.Region(0).IsCommitted);
        Assert.Contains(
            "cxl decoder2.0: failed to add to region: 0x0-0x1fffffff", kernel.Lines());
    }

    private static CxlMachine ThreeWindows()
    {
        var machine = new CxlMachine();
        for (var index = 0; index < Ranges.Length; index++)
        {
            var name = FormattableString.Invariant($"mem{index}");
            machine = machine.Window(Ranges[index], 256, (uint)index)
                .Bridge((uint)index, Slot(name)).Card(name, ByteSize.MiB(256))
                .Decoder(name, Ranges[index]);
        }

        return machine;
    }
}
