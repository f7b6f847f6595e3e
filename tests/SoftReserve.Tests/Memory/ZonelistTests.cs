using SoftReserve.Memory;
using Xunit;

namespace SoftReserve.Tests.Memory;

public sealed class ZonelistTests
{
    /// <summary>Two sockets with processors, each with a card of its own behind it.</summary>
    private static readonly Func<int, int, int> TwoSockets = TestNodes.Table(
    [
        [10, 21, 14, 24],
        [21, 10, 24, 14],
        [14, 24, 10, 26],
        [24, 14, 26, 10],
    ]);

    [Fact]
    public void Each_socket_falls_back_to_its_own_card_first()
    {
        var rebuild = Zonelists.Rebuild(
            TestNodes.States(4, online: 4) with { WithProcessors = [0, 1] }, TwoSockets);

        Assert.Equal(
            ["[0, 2, 1, 3]", "[1, 3, 0, 2]", "[2, 0, 1, 3]", "[3, 1, 0, 2]"],
            rebuild.Fallbacks.Select(fallback => fallback.Order.ToString()));
    }

    [Fact]
    public void A_node_that_was_first_choice_before_comes_later_among_equals()
    {
        // Node 0 picks 1 first, so node 3, at equal distance from 1 and 2, picks 2 (its load is
        // counted) as a recorded kernel did with four possible nodes.
        var nodes = TestNodes.States(4, online: 3);

        var rebuild = Zonelists.Rebuild(nodes, TestNodes.FlatDistance);

        Assert.Equal([2, 1, 0], rebuild.Fallbacks[3].Order);
        Assert.Equal([0, 2, 2, 0], rebuild.NodeLoad);
    }

    [Fact]
    public void A_node_without_processors_is_preferred_over_one_with_them()
    {
        var nodes = TestNodes.States(3, online: 3) with { WithProcessors = [0, 1] };

        Assert.Equal(
            [0, 2, 1], Zonelists.Rebuild(nodes, TestNodes.FlatDistance).Fallbacks[0].Order);
    }

    [Fact]
    public void A_later_node_is_preferred_over_an_earlier_one_at_the_same_distance()
    {
        var nodes = TestNodes.States(3, online: 3) with
        {
            WithMemory = [0, 2],
            WithProcessors = [],
        };

        Assert.Equal(
            [2, 0], Zonelists.ForAddedNode(1, nodes, TestNodes.FlatDistance).Fallbacks[0].Order);
    }

    [Fact]
    public void The_load_starts_from_nothing_in_every_rebuild()
    {
        var nodes = TestNodes.States(3, online: 2);
        var first = Zonelists.Rebuild(nodes, TestNodes.FlatDistance);

        Assert.Equal(first, Zonelists.Rebuild(nodes, TestNodes.FlatDistance));
        Assert.Equal([1, 2, 0], first.NodeLoad);
    }

    [Fact]
    public void Grouping_by_mobility_is_named_when_it_is_off()
    {
        var rebuild = Zonelists.Rebuild(TestNodes.States(1, online: 1), TestNodes.FlatDistance);

        var lines = ZonelistMessages.Of(
            rebuild, 900, MemoryZone.Dma, isGroupedByMobility: false);

        Assert.Equal(
            """
            Fallback order for Node 0: 0_
            Built 1 zonelists, mobility grouping off.  Total pages: 900
            Policy zone: DMA
            """.Replace('_', ' '), TestNodes.Text(lines));
    }
}
