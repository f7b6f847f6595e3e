using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Owners;
using SoftReserve.Owners.Comparison;
using Xunit;

namespace SoftReserve.Tests.Owners.Comparison;

/// <summary>What brings lost memory back: only what the model tried.</summary>
public sealed class RemedySearchTests
{
    private static readonly AddressRange First = new(0x850000000, 0x284fffffff);

    [Fact]
    public void Memory_lost_to_a_disabled_driver_comes_back_with_the_driver()
    {
        var lost = new Boots("one-window") { Config = "DEV_DAX_HMEM=n" }.Run();
        var proven = RemedySearch.Of(lost, [First], []);
        Assert.Contains(
            new Remedy.Configure([(ConfigSymbol.DevDaxHmem, Tristate.Module)]),
            proven.Select(each => each.Remedy));
        Assert.All(proven, each => Assert.Equal(First, Assert.Single(each.Owners).Range));
    }

    [Fact]
    public void A_symbol_that_took_another_along_needs_both()
    {
        var lost = new Boots("one-window")
        {
            Generation = Kernel70.Choices,
            Config = "DEV_DAX_HMEM=n,CXL_REGION=n,DEV_DAX_CXL=n",
        }.Run();
        Assert.All(
            RemedySearch.Of(lost, [First], []).Select(each => each.Remedy)
                .OfType<Remedy.Configure>(),
            remedy => Assert.NotEmpty(remedy.Symbols));
    }

    [Fact]
    public void A_missing_module_is_to_be_installed()
    {
        var lost = new Boots("one-window") { With = "kernel: {missing-modules: [kmem]}" }.Run();
        Assert.Contains(
            new Remedy.InstallModule("kmem"),
            RemedySearch.Of(lost, [First], []).Select(each => each.Remedy));
    }

    [Fact]
    public void A_parameter_in_the_way_is_to_be_dropped()
    {
        var lost = new Boots("one-window-uncommitted")
        {
            Generation = Legacy612.Choices,
            With = "",
            CommandLine = "device_hmem.disable=1",
        }.Run();
        Assert.Empty(UsableMemory.Of(lost, First));

        var hbm = new Boots("hbm-and-window") { CommandLine = "device_hmem.disable=1 quiet" }.Run();
        var range = new AddressRange(0x1080000000, 0x207fffffff);
        Assert.Contains(
            new Remedy.RemoveParameter("device_hmem.disable=1"),
            RemedySearch.Of(hbm, [range], []).Select(each => each.Remedy));
    }

    [Fact]
    public void Two_regions_in_one_range_are_cxl_s_without_dax_hmem()
    {
        var lost = new Boots("two-regions-one-range") { Generation = Mainline72.Choices }.Run();
        var proven = RemedySearch.Of(
            lost, [new AddressRange(0x850000000, 0x484fffffff)], []);
        var without = Assert.Single(proven, each => each.Remedy ==
            new Remedy.Configure([(ConfigSymbol.DevDaxHmem, Tristate.No)]));
        Assert.Equal([RangeOwner.Cxl, RangeOwner.Cxl], without.Owners.Select(row => row.Owner));
    }

    [Fact]
    public void Memory_that_no_decoder_maps_is_never_brought_back()
    {
        var lost = new Boots("one-window-uncommitted") { Generation = Legacy612.Choices }.Run();
        Assert.Empty(RemedySearch.Of(lost, [First], []));
    }

    [Theory]
    [MemberData(nameof(Corpus.Machines), MemberType = typeof(Corpus))]
    public void Every_remedy_gives_owners_that_can_use_the_memory(string machine)
    {
        var from = new Boots(machine) { Generation = Legacy612.Choices }.Run();
        var to = new Boots(machine) { Generation = Mainline72.Choices }.Run();
        var lost = KernelComparison.Of(from, to).Lost;
        if (!lost.IsEmpty)
            Assert.All(RemedySearch.Of(to, lost, []), proven => Assert.All(
                proven.Owners,
                row => Assert.True(row.Use is RangeUse.SystemRam or RangeUse.Devdax)));
    }
}
