using System.Diagnostics;
using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Memory;
using SoftReserve.Tests.Firmware;
using Xunit;

namespace SoftReserve.Tests.Memory;

public sealed class NumaLayoutTests
{
    private const ulong Gib = 1 << 30;

    private const MemoryAffinityFlags Enabled = MemoryAffinityFlags.Enabled;

    private static readonly NumaOptions Old = new(true, FakeNodesAreReserved: false)
    {
        PrefersOnlineNodes = true,
    };

    // two sockets, two interleave sets in SRAT, ten windows: a report of 10 and 11 March 2025
    private static readonly ValueList<AddressRange> TenWindows =
    [
        new(0x2080000000, 0x347ffffffff), new(0x34800000000, 0x4abbfffffff),
        new(0x4abc0000000, 0x60f7fffffff), new(0xc2f80000000, 0xf27bfffffff),
        new(0xf27c0000000, 0x121fffffffff), new(0x64f80000000, 0x97f7fffffff),
        new(0x97f80000000, 0xad77fffffff), new(0xad780000000, 0xc2f7fffffff),
        new(0x122000000000, 0x150fffffffff), new(0x151000000000, 0x17ffffffffff),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ten_windows_of_which_two_are_in_srat_make_twelve_nodes(bool isNew)
    {
        var layout = TwoSockets(isNew ? NumaOptions.Newest : Old);

        Assert.Equal(Enumerable.Range(0, 12), layout.PossibleNodes);
        Assert.Equal([0, 1], layout.MemoryNodes);
        Assert.Equal([0, 1], layout.ProcessorNodes);
        Assert.Equal([0u, 1, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
            layout.Domains.Select(domain => domain.ProximityDomain));
        Assert.Equal([2, 4, 5, 6, 7, 3, 8, 9, 10, 11],
            TenWindows.Select(window => layout.TargetNode(window.End)));
    }

    [Fact]
    public void The_log_names_hotplug_ranges_as_that_report_does() => Assert.Equal(
        [
            "ACPI: SRAT: Node 0 PXM 0 [mem 0x00000000-0x7fffffff]",
            "ACPI: SRAT: Node 0 PXM 0 [mem 0x100000000-0x207fffffff]",
            "ACPI: SRAT: Node 1 PXM 1 [mem 0x60f80000000-0x64f7fffffff]",
            "ACPI: SRAT: Node 2 PXM 6 [mem 0x2080000000-0x807fffffff] hotplug",
            "ACPI: SRAT: Node 3 PXM 7 [mem 0x64f80000000-0x6cf7fffffff] hotplug",
        ],
        NumaLayoutText.Messages(TwoSockets(Old), TwoSocketSrat, null)
            .Select(line => line.ToString())
            .Where(line => line.StartsWith("ACPI", StringComparison.Ordinal)));

    [Fact]
    public void Windows_get_no_nodes_where_the_kernel_has_no_cxl_acpi()
    {
        var layout = TwoSockets(new NumaOptions(false, true));

        Assert.Equal([0, 1, 2, 3], layout.PossibleNodes);
        Assert.Equal(2, layout.TargetNode(new Hpa(0x807fffffff)));
        Assert.Equal(NumaLayout.NoNode, layout.TargetNode(new Hpa(0x8080000000)));
    }

    [Fact]
    public void A_window_over_two_blocks_moves_the_second_one_down_to_the_first()
    {
        var srat = Srat(Memory(0, 0, Gib), Memory(1, 4 * Gib, Gib), Memory(2, 6 * Gib, Gib));

        var layout = Layout(srat, Windows((4 * Gib, 4 * Gib)));

        Assert.Equal(
            [Block(4, 5, 1), Block(5, 8, 2)], layout.Reserved);
        Assert.Equal(3, layout.PossibleNodes.Count);
    }

    [Fact]
    public void A_window_that_starts_below_its_block_pulls_it_down()
    {
        var layout = Layout(
            Srat(Memory(0, 0, Gib), Memory(1, 5 * Gib, Gib)), Windows((4 * Gib, 4 * Gib)));

        Assert.Equal([Block(4, 8, 1)], layout.Reserved);
    }

    [Fact]
    public void Overlapping_windows_share_a_node_only_while_made_up_blocks_can_grow()
    {
        var srat = Srat(Memory(0, 0, Gib));
        var cedt = Windows((4 * Gib, 2 * Gib), (5 * Gib, 2 * Gib));

        Assert.Equal([0, 1], Layout(srat, cedt, Old).PossibleNodes);
        Assert.Equal([0, 1, 2], Layout(srat, cedt).PossibleNodes);
    }

    [Fact]
    public void A_gap_between_blocks_of_one_node_is_the_nodes_own()
    {
        var layout = Layout(
            Srat(Memory(0, 0, Gib), Memory(0, 4 * Gib, Gib)), null, NumaOptions.Newest,
            (0, Gib), (4 * Gib, 5 * Gib));

        Assert.Equal(0, layout.TargetNode(new Hpa(2 * Gib)));
        Assert.Equal(0, layout.AddPhysaddrNode(new Hpa(2 * Gib)));
    }

    [Fact]
    public void Memory_to_come_in_such_a_gap_belongs_to_its_own_node_from_72_on()
    {
        var srat = Srat(Memory(0, 0, Gib), Memory(1, 2 * Gib, Gib), Memory(0, 4 * Gib, Gib));
        (ulong, ulong)[] ram = [(0, Gib), (4 * Gib, 5 * Gib)];

        Assert.Equal(
            1, Layout(srat, null, NumaOptions.Newest, ram).TargetNode(new Hpa(2 * Gib)));
        Assert.Equal(0, Layout(srat, null, Old, ram).TargetNode(new Hpa(2 * Gib)));
        Assert.Equal(0, Layout(srat, null, Old, ram).AddPhysaddrNode(new Hpa(2 * Gib)));
    }

    [Fact]
    public void Memory_that_nobody_knows_is_added_to_the_node_that_srat_names_first()
    {
        var layout = Layout(
            Srat(Memory(3, Gib, Gib), Memory(5, 0, Gib)), null, NumaOptions.Newest,
            (0, 2 * Gib));

        Assert.Equal(0, layout.AddPhysaddrNode(new Hpa(9 * Gib)));
        Assert.Equal(1, layout.AddPhysaddrNode(new Hpa(Gib / 2)));
        Assert.Equal(NumaLayout.NoNode, layout.TargetNode(new Hpa(9 * Gib)));
        Assert.Equal(1, layout.NodeOf(5));
        Assert.Equal(NumaLayout.NoNode, layout.NodeOf(0));
    }

    [Fact]
    public void Processors_number_their_domains_before_memory_does()
    {
        var srat = new Srat([Memory(7, 0, Gib)], [4, 7], []) { InitiatorDomains = [9] };

        var layout = Layout(srat, Windows((4 * Gib, Gib)));

        Assert.Equal([4u, 7, 9, 10], layout.Domains.Select(domain => domain.ProximityDomain));
        Assert.Equal([0, 1], layout.ProcessorNodes);
        Assert.Equal([1], layout.MemoryNodes);
    }

    [Fact]
    public void Disabled_affinity_counts_for_nothing()
    {
        var srat = Srat(Memory(0, 0, Gib),
            Memory(1, 4 * Gib, Gib) with { Flags = MemoryAffinityFlags.HotPluggable });

        Assert.Equal([0], Layout(srat, null).PossibleNodes);
    }

    [Fact]
    public void Slit_speaks_for_domains_of_srat_and_not_for_made_up_ones()
    {
        var slit = new Slit(3, [10, 31, 99, 32, 10, 99, 99, 99, 10]);
        var layout = Layout(
            Srat(Memory(0, 0, Gib), Memory(1, 4 * Gib, Gib)), Windows((8 * Gib, Gib)),
            slit: slit);

        Assert.Equal((31, 32), (layout.Distance(0, 1), layout.Distance(1, 0)));
        Assert.Equal((20, 20, 10),
            (layout.Distance(0, 2), layout.Distance(2, 0), layout.Distance(2, 2)));
    }

    [Theory]
    [InlineData(11, 20)]
    [InlineData(10, 10)]
    [InlineData(10, 9)]
    public void A_slit_with_a_wrong_distance_is_not_used(byte local, byte remote)
    {
        var slit = new Slit(2, [local, 40, remote, 10]);
        var srat = Srat(Memory(0, 0, Gib), Memory(1, 4 * Gib, Gib));
        var layout = Layout(srat, null, slit: slit);

        Assert.Equal(20, layout.Distance(0, 1));
        Assert.Contains("ACPI: SLIT table looks invalid. Not used.",
            NumaLayoutText.Messages(layout, srat, slit).Select(line => line.ToString()));
    }

    [Fact]
    public void Without_srat_everything_is_node_0()
    {
        var layout = Layout(null, Windows((4 * Gib, Gib)));

        Assert.IsType<NumaFallback.NoTable>(layout.Fallback);
        Assert.Equal([0], layout.PossibleNodes);
        Assert.Equal(0, layout.TargetNode(new Hpa(Gib / 2)));
        Assert.Equal(NumaLayout.NoNode, layout.TargetNode(new Hpa(4 * Gib)));
        Assert.Equal(
            ["No NUMA configuration found",
                "Faking a node at [mem 0x0000000000000000-0x000000003fffffff]"],
            NumaLayoutText.Messages(layout, null, null).Select(line => line.ToString()));
    }

    [Fact]
    public void Two_nodes_that_claim_the_same_ram_make_the_kernel_give_up()
    {
        var layout = Layout(Srat(Memory(0, 0, Gib), Memory(1, 0, Gib)), null);

        Assert.IsType<NumaFallback.NodesOverlap>(layout.Fallback);
        Assert.Equal([0], layout.PossibleNodes);
    }

    [Fact]
    public void A_srat_that_misses_a_megabyte_of_ram_makes_the_kernel_give_up()
    {
        var srat = Srat(Memory(1, 4 * Gib, Gib));
        var partly = Srat(Memory(0, 0, Gib - (1 << 20)));
        var nearly = Srat(Memory(0, 0, Gib - (1 << 20) + 4096));

        Assert.IsType<NumaFallback.RamUncovered>(Layout(srat, null).Fallback);
        Assert.IsType<NumaFallback.RamUncovered>(Layout(partly, null).Fallback);
        Assert.Null(Layout(nearly, null).Fallback);
    }

    [Fact]
    public void More_domains_than_a_kernel_is_built_for_make_it_give_up()
    {
        var srat = Srat(Memory(0, 0, Gib), Memory(1024, 4 * Gib, Gib));

        Assert.IsType<NumaFallback.TooMany>(Layout(srat, null).Fallback);
    }

    [Fact]
    public void A_hostile_srat_costs_no_more_than_its_size()
    {
        var srat = new Srat(
            [.. Enumerable.Range(0, 200_000).Select(n => Memory((uint)n, (ulong)n << 13, 4096))],
            [.. Enumerable.Range(0, 200_000).Select(n => (uint)n)], []);
        var cedt = Windows([.. Enumerable.Range(0, 20_000).Select(n => ((ulong)n * Gib, Gib))]);
        var watch = Stopwatch.StartNew();

        var layout = Layout(srat, cedt);
        _ = NumaLayoutText.Messages(layout, srat, null).Count();

        Assert.NotNull(layout.Fallback);
        // what is not linear takes minutes; the bound leaves room for a loaded machine
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), watch.Elapsed.ToString());
    }

    private static Srat TwoSocketSrat { get; } = Srat(
        [0, 1],
        Affinity(0, new AddressRange(0, 0x7fffffff)),
        Affinity(0, new AddressRange(0x100000000, 0x207fffffff)),
        Affinity(1, new AddressRange(0x60f80000000, 0x64f7fffffff)),
        Affinity(6, new AddressRange(0x2080000000, 0x807fffffff), isHotplug: true),
        Affinity(7, new AddressRange(0x64f80000000, 0x6cf7fffffff), isHotplug: true));

    private static NumaLayout TwoSockets(NumaOptions options) => Layout(
        TwoSocketSrat,
        Windows([.. TenWindows.Select(w => (w.Start.Value, w.Size.ToUInt64()))]),
        options, (0, 0xa0000), (0x100000, 0x80000000), (0x100000000, 0x2080000000),
        (0x60f80000000, 0x64f80000000));

    private static NumaLayout Layout(
        Srat? srat, Cedt? cedt, NumaOptions? options = null, params (ulong, ulong)[] ram) =>
        NumaLayout.Build(Ram(ram), srat, null, cedt, options ?? NumaOptions.Newest);

    private static NumaLayout Layout(Srat? srat, Cedt? cedt, Slit slit) =>
        NumaLayout.Build(Ram([]), srat, slit, cedt, NumaOptions.Newest);

    // ends exclusive; a gibibyte from 0 unless told
    private static E820Table Ram((ulong Start, ulong End)[] ram) => E820Table.Build(
        Lab.Machine(ram.Length == 0
            ? [Lab.Entry(0, Gib - 1)]
            : [.. ram.Select(range => Lab.Entry(range.Start, range.End - 1))]),
        KernelCommandLine.Empty, softReserveEnabled: true);

    private static Srat Srat(params ReadOnlySpan<MemoryAffinity> memory) => Srat([], memory);

    private static Srat Srat(
        ValueList<uint> processors, params ReadOnlySpan<MemoryAffinity> memory) =>
        new([.. memory], processors, []);

    private static MemoryAffinity Memory(uint domain, ulong start, ulong length) =>
        new(domain, new Hpa(start), length, Enabled);

    private static MemoryAffinity Affinity(
        uint domain, AddressRange range, bool isHotplug = false) =>
        new(domain, range.Start, range.Size.ToUInt64(),
            isHotplug ? Enabled | MemoryAffinityFlags.HotPluggable : Enabled);

    private static Cedt Windows(params ReadOnlySpan<(ulong Start, ulong Size)> windows)
    {
        List<FixedMemoryWindow> list = [];
        foreach (var (start, size) in windows)
            list.Add(new FixedMemoryWindow(
                new Hpa(start), size, 0, 0, 0, WindowRestrictions.None, 0, [0]));
        return new Cedt([], [.. list], []);
    }

    private static NumaBlock Block(ulong startGib, ulong endGib, int node) =>
        new(new AddressRange(startGib * Gib, endGib * Gib - 1), node);
}
