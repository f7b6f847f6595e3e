using SoftReserve.Generations;
using SoftReserve.Owners.Properties;
using Xunit;

namespace SoftReserve.Tests.Owners;

/// <summary>Every property is broken by a machine that deserves it, and shown by one that
/// does not.</summary>
public sealed class PropertyTests
{
    private const string FailsAbove =
        """
        {memory-map: [
           {range: 0x00100000-0x7fffffff, type: usable},
           {range: 0x100000000-0x107fffffff, type: usable},
           {range: 0x2080000000-0x407fffffff, type: soft-reserved},
           {range: 0x4080000000-0x507fffffff, type: soft-reserved}],
         cxl: {faults: [{range: 0x4080000000-0x507fffffff, fault: hmem-register-fails}]}}
        """;

    public static TheoryData<string, string, string, string, string> Broken => new()
    {
        { "no-unbacked-ram", "one-window-x2-missing", "7.2", "", "" },
        { "no-use-after-free", "hbm-and-window", "v4", FailsAbove, "" },
        { "no-stale-work", "hbm-and-window", "v4", FailsAbove, "" },
        { "no-stale-work", "one-window-no-sr", "v7", "", "" },
        { "no-hang", "hbm-and-window", "v6", FailsAbove, "" },
        { "no-hang", "one-window-no-sr", "v5", "", "" },
        { "no-hang", "one-window", "v5+flush-in-probe", "", "" },
        { "no-range-lost", "range-crosses-window-edge", "v4", "", "" },
        { "usable", "two-regions-one-range", "7.2", "", "" },
        { "one-owner-per-range", "amd-three-windows", "v3+insert-ebusy", "", "" },
        { "no-double-claim", "amd-three-windows", "v3+insert-ebusy", "", "" },
        { "no-double-claim", "two-regions-one-range", "7.2", "", "" },
        { "owner-follows-policy", "one-window", "v4", "", "dax_hmem,decision,mem0" },
        { "innocent-regions-survive", "region-over-two-ranges", "v4", "", "" },
        { "round-trip", "one-window", "6.12", "", "" },
        { "survives-reload", "one-window-uncommitted", "7.2", "", "" },
        { "survives-reload", "one-window", "v7", "", "" },
        { "dax-under-own-region", "one-window-x2-missing", "7.2", "", "" },
        { "loss-is-logged", "range-crosses-window-edge", "v4", "", "" },
    };

    public static TheoryData<string, string, string, string> Shown => new()
    {
        { "no-unbacked-ram", "one-window", "7.2", "" },
        { "no-use-after-free", "one-window", "v4", "" },
        { "no-stale-work", "one-window-no-sr", "v8", "" },
        { "no-hang", "hbm-and-window", "7.2", FailsAbove },
        { "no-range-lost", "one-window", "v4", "" },
        { "usable", "one-window", "7.2", "" },
        { "one-owner-per-range", "amd-three-windows", "v4", "" },
        { "no-double-claim", "amd-three-windows", "7.2", "" },
        { "owner-follows-policy", "one-window-uncommitted", "7.2", "" },
        { "owner-follows-policy", "one-window", "6.12", "" },
        { "innocent-regions-survive", "region-over-two-ranges", "7.2", "" },
        { "round-trip", "one-window", "7.2", "" },
        { "survives-reload", "one-window", "7.2", "" },
        { "survives-reload", "fpga-8g", "7.2", "" },
        { "dax-under-own-region", "amd-three-windows", "v4", "" },
        { "loss-is-logged", "hbm-and-window", "v4", FailsAbove },
        { "loss-is-logged", "range-crosses-window-edge", "7.2", "" },
        { "iomem-nests", "amd-three-windows", "v4", "" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_kernel_that_deserves_it_breaks_the_property(
        string property, string machine, string generation, string with, string order)
    {
        var kernel = Settled(machine, generation, with, order);
        Assert.True(KernelProperties.Find(property)!.IsBroken(kernel));
    }

    [Theory]
    [MemberData(nameof(Shown))]
    public void A_kernel_that_could_have_broken_the_property_keeps_it(
        string property, string machine, string generation, string with)
    {
        var kernel = Settled(machine, generation, with, "");
        var judged = KernelProperties.Find(property)!;
        Assert.False(judged.IsBroken(kernel));
        Assert.True(judged.IsShown(kernel));
    }

    [Fact]
    public void Every_property_has_a_case_here_and_a_name_of_its_own()
    {
        var names = KernelProperties.All.Select(property => property.Name).ToList();
        Assert.Equal(names.Distinct(), names);
        Assert.Empty(names.Except(Shown.Select(row => row.Data.Item1)));
        Assert.Equal( // the trees refuse to be built otherwise
            ["iomem-nests"], names.Except(Broken.Select(row => row.Data.Item1)));
    }

    [Fact]
    public void Only_log_lines_and_what_would_happen_next_need_the_way_there() => Assert.Equal(
        ["round-trip", "survives-reload", "loss-is-logged"],
        KernelProperties.All.Where(property => property.NeedsReplay)
            .Select(property => property.Name));

    private static Kernel Settled(string machine, string generation, string with, string order) =>
        new Boots(machine)
        {
            Generation = Catalogue.Standard.Find(generation)!,
            With = with,
            Order = order.Length == 0 ? [] : [.. order.Split(',')],
        }.Run();
}
