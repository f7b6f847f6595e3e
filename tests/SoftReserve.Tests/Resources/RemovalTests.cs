using SoftReserve.Resources;
using Xunit;
using static SoftReserve.Tests.Resources.Trees;

namespace SoftReserve.Tests.Resources;

public sealed class RemovalTests
{
    private static readonly ResourceRef Window = new(At(0x1000, 0x1fff), "CXL Window 0");

    private static readonly ResourceTree Nested = ResourceTree.Iomem.With(
        Ram(0x0, 0xfff), Node(0x2000, 0x2fff, "after"), Node(0x1000, 0x1fff, "CXL Window 0"),
        Node(0x1000, 0x10ff, "first"), Node(0x1f00, 0x1fff, "last"),
        Node(0x1f10, 0x1f1f, "deep"));

    [Fact]
    [Trait("Rule", "R08")]
    public void Removing_a_window_leaves_what_is_inside_it_in_its_place() =>
        ListsAs("""
            00000000-00000fff : System RAM
            00001000-000010ff : first
            00001f00-00001fff : last
              00001f10-00001f1f : deep
            00002000-00002fff : after
            """, Nested.Remove(Window).Tree());

    [Fact]
    [Trait("Rule", "R08")]
    public void Releasing_a_window_takes_everything_inside_it_along()
    {
        var removal = Assert.IsType<Removal.Done>(Nested.Release(Window));

        ListsAs("""
            00000000-00000fff : System RAM
            00002000-00002fff : after
            """, removal.Tree);
        Assert.Equal(Window, removal.Node.Ref);
        Assert.Equal(["first", "last"], removal.Node.Children.Select(child => child.Name));
    }

    [Fact]
    public void What_is_not_in_the_tree_cannot_leave_it()
    {
        var wrongName = Window with { Name = "CXL Window 1" };
        var wrongRange = Window with { Range = At(0x1000, 0x1ffe) };

        Assert.IsType<Removal.NotFound>(Nested.Release(wrongName));
        Assert.IsType<Removal.NotFound>(Nested.Release(wrongRange));
        Assert.IsType<Removal.NotFound>(Nested.Remove(wrongName));
        Assert.IsType<Removal.NotFound>(Nested.Remove(wrongRange));
        Assert.IsType<Removal.NotFound>(Nested.Remove(Nested.Root.Ref));
        Assert.IsType<Removal.NotFound>(Nested.Release(Nested.Root.Ref));
    }

    [Fact]
    public void Of_two_nodes_with_one_name_and_range_the_outer_leaves()
    {
        var tree = ResourceTree.Iomem.With(
            Node(0x1000, 0x1fff, "same"),
            Node(0x1000, 0x1fff, "same", ResourceFlags.Mem | ResourceFlags.Exclusive));

        var left = tree.Remove(new ResourceRef(At(0x1000, 0x1fff), "same")).Tree();

        Assert.Equal(ResourceFlags.Mem, Assert.Single(left.Root.Children).Flags);
    }

    [Fact]
    public void A_claim_is_released_by_its_exact_range_only()
    {
        var tree = ResourceTree.Iomem.With(Node(0x1000, 0x1fff, "region0"))
            .RequestRegion(Node(0x1000, 0x1eff, "dax0.0")).Tree();

        Assert.IsType<Removal.NotFound>(tree.ReleaseRegion(At(0x1000, 0x1fff)));
        Assert.IsType<Removal.NotFound>(tree.ReleaseRegion(At(0x1000, 0x1000)));
        Assert.IsType<Removal.NotFound>(tree.ReleaseRegion(At(0x1e00, 0x1fff)));
        var released = Assert.IsType<Removal.Done>(tree.ReleaseRegion(At(0x1000, 0x1eff)));
        Assert.Equal("dax0.0", released.Node.Name);
        ListsAs("00001000-00001fff : region0", released.Tree);
    }

    [Fact]
    public void A_claim_inside_a_busy_node_is_not_found()
    {
        var tree = ResourceTree.Iomem.With(Ram(0x1000, 0x1fff), Ram(0x1100, 0x11ff));

        Assert.IsType<Removal.NotFound>(tree.ReleaseRegion(At(0x1100, 0x11ff)));
    }

    [Theory]
    [InlineData(0x1000, 0x1fff, "")]
    [InlineData(0x1000, 0x17ff, "00001800-00001fff : System RAM (kmem)")]
    [InlineData(0x1800, 0x1fff, "00001000-000017ff : System RAM (kmem)")]
    public void Memory_that_leaves_at_an_end_shrinks_its_node(
        ulong start, ulong end, string left)
    {
        var tree = ResourceTree.Iomem.With(Kmem(0x1000, 0x1fff));

        ListsAs(left, tree.ReleaseAdjustable(At(start, end), default).Tree());
    }

    [Theory]
    [InlineData(ChildrenOnSplit.StayLow)]
    [InlineData(ChildrenOnSplit.FollowTheirStart)]
    [Trait("Rule", "R18")]
    public void Memory_that_leaves_from_the_middle_splits_its_node_in_two(ChildrenOnSplit split)
    {
        var tree = ResourceTree.Iomem
            .With(Node(0x1000, 0x1fff, "dax0.0"), Node(0x0, 0xffff, "CXL Window 0"))
            .RequestRegion(Kmem(0x1000, 0x1fff)).Tree();

        var left = tree.ReleaseAdjustable(At(0x1400, 0x17ff), split).Tree();

        ListsAs("""
            00000000-0000ffff : CXL Window 0
              00001000-00001fff : dax0.0
                00001000-000013ff : System RAM (kmem)
                00001800-00001fff : System RAM (kmem)
            """, left);
        Assert.All(left.Preorder().TakeLast(2), node => Assert.True(node.Resource.IsBusy));
    }

    [Fact]
    [Trait("Rule", "R18")]
    public void Children_follow_their_start_when_their_parent_is_split()
    {
        var tree = ResourceTree.Iomem.With(
            Kmem(0x1000, 0x1fff), Node(0x1100, 0x11ff, "low"), Node(0x1800, 0x18ff, "high"));

        var left = tree.ReleaseAdjustable(
            At(0x1400, 0x17ff), ChildrenOnSplit.FollowTheirStart).Tree();

        ListsAs("""
            00001000-000013ff : System RAM (kmem)
              00001100-000011ff : low
            00001800-00001fff : System RAM (kmem)
              00001800-000018ff : high
            """, left);
    }

    [Fact]
    public void All_children_stay_low_before_7_0_or_the_node_stays_whole()
    {
        var low = ResourceTree.Iomem.With(Kmem(0x1000, 0x1fff), Node(0x1100, 0x11ff, "low"));
        var both = low.With(Node(0x1900, 0x19ff, "high"));

        ListsAs("""
            00001000-000013ff : System RAM (kmem)
              00001100-000011ff : low
            00001800-00001fff : System RAM (kmem)
            """, low.ReleaseAdjustable(At(0x1400, 0x17ff), ChildrenOnSplit.StayLow).Tree());
        Assert.IsType<Removal.NotFound>(
            both.ReleaseAdjustable(At(0x1400, 0x17ff), ChildrenOnSplit.StayLow));
    }

    [Theory]
    [InlineData(0x1000, 0x1100)]
    [InlineData(0x1100, 0x1fff)]
    [InlineData(0x11ff, 0x1fff)]
    [InlineData(0x1180, 0x1190)]
    public void Memory_does_not_leave_from_under_a_child(ulong start, ulong end)
    {
        var tree = ResourceTree.Iomem.With(Kmem(0x1000, 0x1fff), Node(0x1100, 0x11ff, "child"));

        Assert.IsType<Removal.NotFound>(
            tree.ReleaseAdjustable(At(start, end), ChildrenOnSplit.FollowTheirStart));
    }

    [Theory]
    [InlineData(ResourceFlags.Mem)]
    [InlineData(ResourceFlags.Busy)]
    public void Only_busy_memory_can_leave_in_part(ResourceFlags flags)
    {
        var tree = ResourceTree.Iomem.With(Node(0x1000, 0x1fff, "other", flags));

        Assert.IsType<Removal.NotFound>(tree.ReleaseAdjustable(At(0x1000, 0x10ff), default));
    }

    private static Resource Kmem(ulong start, ulong end) => Node(
        start, end, "System RAM (kmem)",
        ResourceFlags.SystemRam | ResourceFlags.DriverManaged | ResourceFlags.Busy);
}
