using SoftReserve.Addresses;
using SoftReserve.Memory;
using Xunit;

namespace SoftReserve.Tests.Memory;

public sealed class MemoryTierTests
{
    private static readonly AccessPerformance Dram = new(100, 100, 100_000, 100_000);

    [Theory]
    [InlineData(100, 100_000, 576, 4)]
    [InlineData(300, 20_000, 8640, 67)]
    [InlineData(2000, 20_000, 57600, 450)]
    [InlineData(250, 30_000, 4800, 37)]
    public void Slower_memory_falls_into_a_higher_tier(
        uint nanoseconds, uint megabytes, int expected, int tier)
    {
        var memory = new AccessPerformance(nanoseconds, nanoseconds, megabytes, megabytes);

        var distance = AbstractDistance.Of(memory, Dram);

        Assert.Equal(expected, distance);
        Assert.Equal(tier, MemoryTiers.TierOf(expected));
    }

    [Fact]
    public void The_distance_is_rounded_down_after_each_factor()
    {
        // 576 * 401 / 200 = 1154 (not 1154.88), * 200000 / 60001 = 3846 (not 3849).
        var memory = new AccessPerformance(200, 201, 30_000, 30_001);

        Assert.Equal(3846, AbstractDistance.Of(memory, Dram));
    }

    [Fact]
    public void Memory_without_a_bandwidth_keeps_the_default_distance()
    {
        Assert.Null(AbstractDistance.Of(new(100, 100, 0, 10), Dram));
        Assert.Null(AbstractDistance.Of(Dram, default));
    }

    [Fact]
    public void The_first_measured_node_of_ordinary_memory_is_the_reference()
    {
        var reference = DramReference.Choose(
            [new(0, default), new(1, Dram), new(2, new(110, 90, 90_000, 110_000))]);

        Assert.Equal(new DramReference.Measured(new(1, Dram)), reference);
    }

    [Fact]
    public void Ordinary_nodes_that_differ_by_more_than_a_tenth_turn_the_measure_off()
    {
        var slower = new NodePerformance(1, new(111, 100, 100_000, 100_000));

        Assert.Equal(
            new DramReference.Disabled(new(0, Dram), slower),
            DramReference.Choose([new(0, Dram), slower]));
        Assert.Equal(new DramReference.Unknown(), DramReference.Choose([]));
    }

    [Fact]
    [Trait("Rule", "R76")]
    public void Card_memory_that_nobody_measured_is_demoted_to_from_ordinary_memory()
    {
        var tiers = MemoryTiers.Of([new(0, 576), new(1, 2880)]);

        Assert.Equal(["memory_tier4 0", "memory_tier22 1"], Names(tiers));
        Assert.Equal(
            """
            Demotion targets for Node 0: preferred: 1, fallback: 1
            Demotion targets for Node 1: null
            """, Demotion(tiers, 2, TestNodes.FlatDistance));
    }

    [Fact]
    [Trait("Rule", "R77")]
    public void Nodes_of_one_tier_demote_nowhere()
    {
        var tiers = MemoryTiers.Of([new(0, 576), new(1, 512), new(2, 639)]);

        Assert.Equal(["memory_tier4 0-2"], Names(tiers));
        Assert.Equal(
            """
            Demotion targets for Node 0: null
            Demotion targets for Node 1: null
            Demotion targets for Node 2: null
            """, Demotion(tiers, 3, TestNodes.FlatDistance));
    }

    [Fact]
    public void Only_the_nearest_nodes_of_the_next_tier_are_preferred()
    {
        // Cards 1 and 3 at 20, card 4 at 30; the slow card 2 is two tiers down.
        var distance = TestNodes.Table(
        [
            [10, 20, 40, 20, 30],
            [20, 10, 40, 22, 30],
            [40, 40, 10, 40, 40],
            [20, 22, 40, 10, 30],
            [30, 30, 40, 30, 10],
        ]);
        var tiers = MemoryTiers.Of(
            [new(0, 576), new(1, 2880), new(2, 57600), new(3, 2880), new(4, 2880)]);

        Assert.Equal(
            """
            Demotion targets for Node 0: preferred: 1,3, fallback: 1-4
            Demotion targets for Node 1: preferred: 2, fallback: 2
            Demotion targets for Node 2: null
            Demotion targets for Node 3: preferred: 2, fallback: 2
            Demotion targets for Node 4: preferred: 2, fallback: 2
            """, Demotion(tiers, 5, distance));
    }

    [Theory]
    [InlineData("", new int[0])]
    [InlineData("7", new[] { 7 })]
    [InlineData("1,3-4", new[] { 1, 3, 4 })]
    [InlineData("0-2,5-6,9", new[] { 0, 1, 2, 5, 6, 9 })]
    public void Neighbouring_node_numbers_are_written_as_a_run(string text, int[] nodes) =>
        Assert.Equal(text, new NodeList([.. nodes]).ToString());

    private static IEnumerable<string> Names(ValueList<MemoryTier> tiers) =>
        tiers.Select(tier => $"{tier.Name} {new NodeList(tier.Nodes)}");

    private static string Demotion(
        ValueList<MemoryTier> tiers, int nodes, Func<int, int, int> distance)
    {
        var states = TestNodes.States(nodes, online: nodes);
        var load = Zonelists.Rebuild(states, distance).NodeLoad;
        return TestNodes.Text(
            DemotionMessages.Of(MemoryTiers.Demotion(tiers, states, load, distance)));
    }
}
