using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Memory;
using SoftReserve.Owners;
using SoftReserve.Owners.Comparison;
using Xunit;

namespace SoftReserve.Tests.Owners.Comparison;

/// <summary>What changes between two kernels on one machine.</summary>
public sealed class KernelComparisonTests
{
    private static readonly AddressRange First = new(0x850000000, 0x284fffffff);

    [Theory]
    [MemberData(nameof(Corpus.Machines), MemberType = typeof(Corpus))]
    public void A_kernel_compared_with_itself_changes_nothing(string machine) =>
        Assert.All(Every(machine), kernel =>
        {
            var comparison = KernelComparison.Of(kernel, kernel);
            Assert.True(comparison.IsEmpty);
            Assert.Empty(comparison.Symbols);
            Assert.Empty(ChangeAdvice.Of(comparison));
        });

    [Theory]
    [MemberData(nameof(Corpus.Machines), MemberType = typeof(Corpus))]
    public void What_is_lost_one_way_is_gained_the_other_way(string machine)
    {
        var kernels = Every(machine);
        foreach (var from in kernels)
            foreach (var to in kernels)
            {
                var (there, back) = (KernelComparison.Of(from, to), KernelComparison.Of(to, from));
                Assert.Equal(there.Lost, back.Gained);
                Assert.Equal(there.Gained, back.Lost);
                Assert.Equal(
                    there.Ranges.Select(range => (range.Range, range.From, range.To)),
                    back.Ranges.Select(range => (range.Range, range.To, range.From)));
                Assert.Equal(
                    there.Ranges.Select(range => range.Changes.Count),
                    back.Ranges.Select(range => range.Changes.Count));
            }
    }

    [Theory]
    [MemberData(nameof(Corpus.Machines), MemberType = typeof(Corpus))]
    public void Every_byte_of_both_tables_is_compared_once(string machine)
    {
        var kernels = Every(machine);
        foreach (var to in kernels)
        {
            var ranges = KernelComparison.Of(kernels[0], to).Ranges.Select(each => each.Range);
            Assert.All(
                ranges.Zip(ranges.Skip(1)),
                pair => Assert.True(pair.First.End < pair.Second.Start));
            foreach (var row in OwnersTable.Of(kernels[0]).Concat(OwnersTable.Of(to)))
                Assert.Empty(row.Range.Except(ranges));
        }
    }

    [Fact]
    public void Two_regions_in_one_range_lose_all_memory_from_6_12_to_7_2()
    {
        var comparison = Compare("two-regions-one-range", Legacy612.Choices, Mainline72.Choices);
        Assert.Equal(
            [First, new AddressRange(0x2850000000, 0x484fffffff)], comparison.Lost);
        Assert.Empty(comparison.Gained);
        Assert.Equal(
            [
                new RangeChange.Lost([First]),
                new RangeChange.OwnerChanged(
                    RangeOwner.Cxl, RangeOwner.Hmem, RangeUse.Failed),
                new RangeChange.UseChanged(RangeUse.SystemRam, RangeUse.Failed, "dax3.0", true),
                new RangeChange.DeviceChanged("dax0.0", "dax3.0"),
            ],
            comparison.Ranges[0].Changes.Take(4));
    }

    [Fact]
    public void The_tier_empties_with_the_node()
    {
        var comparison = Compare("two-regions-one-range", Legacy612.Choices, Mainline72.Choices);
        Assert.Contains(
            new RangeChange.TierChanged(
                MemoryTiers.TierOf(AbstractDistance.KmemDefault), null),
            comparison.Ranges[0].Changes);
    }

    [Fact]
    public void Only_the_soft_reserved_line_goes_where_cxl_owns_before_and_after() =>
        Assert.All(
            Compare("amd-three-windows", Legacy612.Choices, Mainline72.Choices).Ranges,
            range => Assert.Equal(
                [new RangeChange.SoftReservedLine(false, IsMarked: true)], range.Changes));

    [Fact]
    public void Lines_that_stay_but_nest_the_other_way_round_are_told()
    {
        var nesting = Compare("hbm-and-window", Kernel70.Choices, Legacy612.Choices).Ranges[0];
        var state = nesting.To;
        var turned = RangeComparison.Of(
            nesting.Range, state, state with { Iomem = [.. state.Iomem.Reverse()] });
        Assert.Equal(
            new RangeChange.IomemNesting(state.Iomem, [.. state.Iomem.Reverse()]),
            Assert.Single(turned.Changes));
    }

    [Fact]
    public void Hmem_s_device_moves_below_hmem_platform_with_7_1()
    {
        var hbm = Compare("hbm-and-window", V8.Choices, Mainline71.Choices).Ranges[0];
        Assert.Contains(
            new RangeChange.PathChanged(
                "/platform/hmem.2", "/platform/hmem_platform.0/hmem.2"),
            hbm.Changes);
        Assert.Null(hbm.Changes.OfType<RangeChange.DeviceChanged>().FirstOrDefault());
    }

    [Fact]
    public void Memory_that_no_decoder_maps_counts_as_dangerous_not_as_gained()
    {
        var comparison = Compare("one-window-uncommitted", Legacy612.Choices, Mainline72.Choices);
        Assert.Equal([First], comparison.BackingLost);
        Assert.Empty(comparison.Gained);
        Assert.True(comparison.IsBad);
    }

    [Fact]
    public void A_kernel_that_looks_at_no_window_is_in_the_same_danger()
    {
        var without = new Boots("one-window-uncommitted")
        {
            Generation = Legacy612.Choices,
            Config = "CXL_ACPI=n",
        }.Run();
        Assert.Empty(without.Cxl.RootDecoders);
        Assert.Equal([First], UsableMemory.Unbacked(without, First));
    }

    [Fact]
    public void Bytes_outside_whole_memory_blocks_are_not_usable()
    {
        var kernel = new Boots("amd-unaligned-range").Run();
        var whole = new AddressRange(0x1050000000, 0x304fffffff);
        Assert.Equal(
            [new AddressRange(0x1080000000, 0x2fffffffff)], UsableMemory.Of(kernel, whole));
    }

    [Fact]
    public void A_dax_device_turned_character_device_stays_usable()
    {
        var range = Assert.Single(KernelComparison.Of(
            new Boots("one-window").Run(),
            new Boots("one-window") { Config = "DEV_DAX_KMEM=n" }.Run()).Ranges);
        Assert.Contains(
            new RangeChange.UseChanged(RangeUse.SystemRam, RangeUse.Devdax, "dax0.0", false),
            range.Changes);
        Assert.DoesNotContain(range.Changes, change => change is RangeChange.Lost);
    }

    [Fact]
    public void Symbols_with_two_values_are_named()
    {
        var comparison = KernelComparison.Of(
            new Boots("one-window").Run(),
            new Boots("one-window") { Config = "CXL_REGION=n" }.Run());
        Assert.Equal(["CxlRegion", "DevDaxCxl"], comparison.Symbols.Select(
            change => change.Symbol.ToString()));
        Assert.Equal(Tristate.No, comparison.Symbols[0].To);
    }

    private static KernelComparison Compare(string machine, Generation from, Generation to) =>
        KernelComparison.Of(
            new Boots(machine) { Generation = from }.Run(),
            new Boots(machine) { Generation = to }.Run());

    private static List<Kernel> Every(string machine) =>
        [.. Catalogue.Standard.All.Select(each => new Boots(machine) { Generation = each }.Run())];
}
