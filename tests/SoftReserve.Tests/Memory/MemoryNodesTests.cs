using SoftReserve.Memory;
using Xunit;

namespace SoftReserve.Tests.Memory;

public sealed class MemoryNodesTests
{
    private static readonly MemoryNodes Booted = MemoryNodes.Boot(
        TestNodes.States(2, online: 1), [new(0, MemoryZone.Dma32, 8)],
        TestNodes.FlatDistance, 1).After;

    private static readonly MemoryNodes Onlined =
        Online(Booted, new(1, MemoryZone.Normal, 2)).After;

    [Fact]
    [Trait("Rule", "R75")]
    public void The_zonelists_come_before_the_demotion_targets() =>
        Assert.Equal(
            """
            Fallback order for Node 0: 0 1_
            Fallback order for Node 1: 1 0_
            Built 1 zonelists, mobility grouping on.  Total pages: 7
            Policy zone: Normal
            Demotion targets for Node 0: preferred: 1, fallback: 1
            Demotion targets for Node 1: null
            """.Replace('_', ' '),
            TestNodes.Text(Online(Booted, new(1, MemoryZone.Normal, 2)).Messages));

    [Fact]
    [Trait("Rule", "R75")]
    public void More_memory_of_a_zone_in_use_is_not_logged()
    {
        var change = Online(Onlined, new(1, MemoryZone.Normal, 3));

        Assert.Empty(change.Messages);
        Assert.Contains(new NodeZone(1, MemoryZone.Normal, 5), change.After.Zones);
    }

    [Fact]
    [Trait("Rule", "R75")]
    public void A_second_zone_of_a_node_logs_zonelists_only()
    {
        var change = Online(Onlined, new(1, MemoryZone.Movable, 1));

        Assert.Equal(4, change.Messages.Count);
        Assert.DoesNotContain(
            "Demotion", TestNodes.Text(change.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void Movable_memory_does_not_raise_the_policy_zone() =>
        Assert.Equal(
            MemoryZone.Dma32, Online(Booted, new(1, MemoryZone.Movable, 1)).After.PolicyZone);

    [Fact]
    public void The_policy_zone_stays_when_the_memory_goes()
    {
        var change = Offline(Onlined, new(1, MemoryZone.Normal, 2));

        Assert.Equal(MemoryZone.Normal, change.After.PolicyZone);
        Assert.Equal([0], change.After.States.WithMemory);
        Assert.Equal(
            "Demotion targets for Node 0: null", change.Messages[^1].ToString());
    }

    [Fact]
    public void A_zone_that_keeps_some_memory_is_not_logged()
    {
        var change = Offline(Onlined, new(1, MemoryZone.Normal, 1));

        Assert.Empty(change.Messages);
        Assert.Equal(Onlined.States, change.After.States);
    }

    [Fact]
    public void A_node_that_loses_one_of_two_zones_keeps_its_tier()
    {
        var both = Online(Onlined, new(1, MemoryZone.Movable, 1)).After;

        var change = Offline(both, new(1, MemoryZone.Movable, 1));

        Assert.Equal(4, change.Messages.Count);
        Assert.Equal([0, 1], change.After.States.WithMemory);
        Assert.Equal(Onlined.Distances, change.After.Distances);
    }

    [Fact]
    public void More_than_is_in_use_cannot_go_offline() =>
        Assert.Throws<InvalidOperationException>(
            () => Offline(Onlined, new(1, MemoryZone.Normal, 3)));

    private static MemoryNodesChange Online(MemoryNodes nodes, NodeZone added) =>
        nodes.Online(added, AbstractDistance.KmemDefault, TestNodes.FlatDistance, 7);

    private static MemoryNodesChange Offline(MemoryNodes nodes, NodeZone removed) =>
        nodes.Offline(removed, TestNodes.FlatDistance, 7);
}
