using SoftReserve.Addresses;
using SoftReserve.Resources;
using Xunit;
using static SoftReserve.Tests.Resources.Trees;

namespace SoftReserve.Tests.Resources;

public sealed class QueryTests
{
    private const ResourceFlags Mem = ResourceFlags.Mem;

    private const ResourceDescription Soft = ResourceDescription.SoftReserved;

    private static readonly ResourceTree Mixed = ResourceTree.Iomem.With(
        Ram(0x0, 0xfff), SoftReserved(0x2000, 0x2fff), SoftReserved(0x4000, 0x4fff));

    [Theory]
    [InlineData(0x0, 0x1fff, Intersection.Disjoint)]
    [InlineData(0x3000, 0x3fff, Intersection.Disjoint)]
    [InlineData(0x2000, 0x2000, Intersection.Intersects)]
    [InlineData(0x1000, 0x2000, Intersection.Intersects)]
    [InlineData(0x2fff, 0x4000, Intersection.Intersects)]
    [InlineData(0x4fff, ulong.MaxValue, Intersection.Intersects)]
    [InlineData(0xfff, 0x2000, Intersection.Mixed)]
    [InlineData(0x0, ulong.MaxValue, Intersection.Mixed)]
    [Trait("Rule", "R12")]
    public void Holes_beside_a_match_count_as_nothing(
        ulong start, ulong end, Intersection expected) =>
        Assert.Equal(expected, Mixed.Intersects(At(start, end), Mem, Soft));

    [Fact]
    [Trait("Rule", "R12")]
    public void A_later_neighbour_of_another_kind_makes_it_mixed()
    {
        var tree = ResourceTree.Iomem.With(SoftReserved(0x0, 0xfff), Ram(0x1000, 0x1fff));

        Assert.Equal(Intersection.Mixed, tree.Intersects(At(0x0, 0x1000), Mem, Soft));
    }

    [Theory]
    [InlineData(0x1000, 0x1fff, Intersection.Intersects)]
    [InlineData(0x1000, 0x14ff, Intersection.Intersects)]
    [InlineData(0x1800, 0x1fff, Intersection.Intersects)]
    [InlineData(0x1000, 0x2000, Intersection.Intersects)]
    [InlineData(0x3000, 0x3fff, Intersection.Mixed)]
    [InlineData(0x3100, 0x31ff, Intersection.Intersects)]
    [InlineData(0x30ff, 0x31ff, Intersection.Mixed)]
    [InlineData(0x3100, 0x3200, Intersection.Mixed)]
    [InlineData(0x3200, 0x3300, Intersection.Mixed)]
    [InlineData(0x3200, 0x32ff, Intersection.Disjoint)]
    [InlineData(0x5000, 0x5fff, Intersection.Mixed)]
    [InlineData(0x5100, 0x5fff, Intersection.Intersects)]
    [Trait("Rule", "R13")]
    public void A_window_counts_as_soft_reserved_where_that_covers_it_from_the_first_byte(
        ulong start, ulong end, Intersection expected)
    {
        var tree = ResourceTree.Iomem.With(
            SoftReserved(0x1000, 0x17ff), SoftReserved(0x1800, 0x1fff),
            SoftReserved(0x3100, 0x31ff), SoftReserved(0x3300, 0x3fff),
            SoftReserved(0x5100, 0x51ff), SoftReserved(0x5200, 0x5fff),
            Node(0x1000, 0x1fff, "CXL Window 0"), Node(0x3000, 0x3fff, "CXL Window 1"),
            Node(0x5000, 0x5fff, "CXL Window 2"));

        Assert.Equal(expected, tree.Intersects(At(start, end), Mem, Soft));
    }

    [Fact]
    [Trait("Rule", "R13")]
    public void A_match_inside_a_match_does_not_move_the_covered_point_back()
    {
        var tree = ResourceTree.Iomem.With(
            Node(0x1000, 0x2fff, "CXL Window 0"), SoftReserved(0x1000, 0x1fff),
            SoftReserved(0x1000, 0x10ff), SoftReserved(0x2000, 0x2fff));

        Assert.Equal(Intersection.Intersects, tree.Intersects(At(0x1000, 0x2fff), Mem, Soft));
    }

    [Fact]
    public void All_flags_asked_for_must_be_set()
    {
        var tree = ResourceTree.Iomem.With(Node(0x0, 0xfff, "window"), Ram(0x1000, 0x1fff));

        Assert.Equal(
            Intersection.Disjoint, tree.Intersects(At(0x0, 0xfff), ResourceFlags.SystemRam, 0));
        Assert.Equal(
            Intersection.Intersects,
            tree.Intersects(At(0x1000, 0x1fff), ResourceFlags.SystemRam, 0));
        Assert.Equal(
            Intersection.Intersects, tree.Intersects(AddressRange.Everything, Mem, 0));
    }

    [Theory]
    [InlineData(0x0, 0xfff, Intersection.Disjoint)]
    [InlineData(0x0, 0x1000, Intersection.Intersects)]
    [InlineData(0x1fff, 0x2000, Intersection.Intersects)]
    [InlineData(0x2fff, 0x4fff, Intersection.Intersects)]
    [InlineData(0x3000, 0x4fff, Intersection.Disjoint)]
    [InlineData(0x0, ulong.MaxValue, Intersection.Intersects)]
    [Trait("Rule", "R14")]
    public void One_byte_of_the_soft_reserved_tree_suffices_and_nothing_is_ever_mixed(
        ulong start, ulong end, Intersection expected)
    {
        var tree = ResourceTree.Empty(IomemLabels.SoftReserved, AddressRange.Everything)
            .With(SoftReserved(0x1000, 0x1fff), SoftReserved(0x2000, 0x2fff),
                SoftReserved(0x5000, 0x5fff));

        Assert.Equal(expected, tree.Intersects(At(start, end), Mem, Soft));
    }

    [Fact]
    [Trait("Rule", "R15")]
    public void A_walk_reports_clipped_ranges_in_ascending_order()
    {
        Assert.Equal(
            [At(0x2800, 0x2fff), At(0x4000, 0x40ff)], Mixed.Walk(At(0x2800, 0x40ff), Mem, Soft));
        Assert.Equal([At(0x2100, 0x2200)], Mixed.Walk(At(0x2100, 0x2200), Mem, Soft));
        Assert.Empty(Mixed.Walk(At(0x0, 0x1fff), Mem, Soft));
        Assert.Equal(3, Mixed.Walk(AddressRange.Everything, Mem, 0).Count);
    }

    [Fact]
    [Trait("Rule", "R15")]
    public void A_walk_looks_inside_other_kinds_and_reports_the_outermost_match()
    {
        var tree = ResourceTree.Iomem.With(
            SoftReserved(0x1100, 0x12ff), SoftReserved(0x1100, 0x11ff),
            SoftReserved(0x1800, 0x18ff), Node(0x1000, 0x1fff, "CXL Window 0"),
            SoftReserved(0x3000, 0x3fff));

        Assert.Equal(
            [At(0x1100, 0x12ff), At(0x1800, 0x18ff), At(0x3000, 0x3fff)],
            tree.Walk(AddressRange.Everything, Mem, Soft));
    }

    [Fact]
    public void The_first_overlapping_node_with_the_flags_is_found_at_any_depth()
    {
        var ram = Ram(0x1800, 0x18ff);
        var tree = ResourceTree.Iomem.With(
            Node(0x1000, 0x1fff, "CXL Window 0"), ram, Ram(0x3000, 0x3fff));

        Assert.Equal(
            ram, tree.FirstOverlapping(AddressRange.Everything, ResourceFlags.SystemRam));
        Assert.Equal(ram, tree.FirstOverlapping(At(0x18ff, 0x3000), ResourceFlags.SystemRam));
        Assert.Null(tree.FirstOverlapping(At(0x1000, 0x17ff), ResourceFlags.SystemRam));
        Assert.Equal(
            "CXL Window 0", tree.FirstOverlapping(At(0x18ff, 0x18ff), Mem)?.Name);
    }

    [Fact]
    public void A_path_lists_the_ancestors_from_the_outside_in()
    {
        var tree = ResourceTree.Iomem.With(
            Node(0x1000, 0x1fff, "region0"), Node(0x1000, 0x1fff, "CXL Window 0"),
            Node(0x1100, 0x11ff, "dax0.0"), Node(0x1200, 0x12ff, "dax0.1"));

        Assert.Equal(
            ["CXL Window 0", "region0", "dax0.1"],
            tree.Path(new ResourceRef(At(0x1200, 0x12ff), "dax0.1")).Select(node => node.Name));
        Assert.Empty(tree.Path(new ResourceRef(At(0x1200, 0x12ff), "dax0.2")));
        Assert.Empty(tree.Path(tree.Root.Ref));
        Assert.Same(tree.Root, tree.Find(tree.Root.Ref));
    }

    [Fact]
    public void New_flags_reach_the_outermost_node_and_leave_its_children_alone()
    {
        var tree = ResourceTree.Iomem.With(
            Node(0x1000, 0x1fff, "dax0.0"), Node(0x1000, 0x1fff, "region0"),
            Node(0x1100, 0x11ff, "inside"));
        var dax = new ResourceRef(At(0x1000, 0x1fff), "dax0.0");

        var changed = tree.ChangeFlags(dax, ResourceFlags.SystemRam);

        Assert.Equal(ResourceFlags.SystemRam, changed.Find(dax)?.Flags);
        Assert.Equal(tree.Find(dax)?.Children, changed.Find(dax)?.Children);
        Assert.Equal(tree, changed.ChangeFlags(dax, Mem));
        Assert.Throws<InvalidOperationException>(
            () => tree.ChangeFlags(dax with { Name = "dax0.1" }, Mem));
        Assert.Throws<InvalidOperationException>(() => tree.ChangeFlags(tree.Root.Ref, Mem));
    }
}
