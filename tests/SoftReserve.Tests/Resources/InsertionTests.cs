using SoftReserve.Addresses;
using SoftReserve.Resources;
using Xunit;
using static SoftReserve.Tests.Resources.Trees;

namespace SoftReserve.Tests.Resources;

public sealed class InsertionTests
{
    [Fact]
    [Trait("Rule", "R01")]
    public void A_request_never_descends_into_a_child_that_contains_it()
    {
        var window = Node(0x1000, 0x1fff, "CXL Window 0");

        var refused = ResourceTree.Iomem.With(window).Request(Node(0x1100, 0x11ff, "inside"));

        Assert.Equal(window, refused.Conflict());
    }

    [Fact]
    [Trait("Rule", "R01")]
    public void A_request_names_the_lowest_child_in_the_way()
    {
        var (low, high) = (Node(0x1000, 0x1fff, "low"), Node(0x2000, 0x2fff, "high"));
        var tree = ResourceTree.Iomem.With(high, low);

        Assert.Equal(low, tree.Request(Node(0x1fff, 0x2000, "both")).Conflict());
        Assert.Equal(high, tree.Request(Node(0x2000, 0x2000, "high only")).Conflict());
        Assert.Equal(3, tree.Request(Node(0x3000, 0x3fff, "beside")).Tree().Root.Children.Count);
    }

    [Fact]
    [Trait("Rule", "R02")]
    public void A_request_outside_the_root_is_refused_by_the_root()
    {
        var tree = ResourceTree.Empty("DAX Regions", At(0x1000, 0x1fff));

        Assert.Same(tree.Root, tree.Request(Node(0x1800, 0x2000, "beyond")).Conflict());
        Assert.Same(tree.Root, tree.Request(Node(0xfff, 0x1000, "before")).Conflict());
        Assert.Same(tree.Root, tree.Insert(Node(0x1800, 0x2000, "beyond")).Conflict());
    }

    [Fact]
    [Trait("Rule", "R02")]
    public void A_range_that_ends_before_it_starts_cannot_be_asked_for() =>
        Assert.Throws<ArgumentException>(() => Node(0x2000, 0x1fff, "backwards"));

    [Fact]
    [Trait("Rule", "R03")]
    public void A_window_over_an_equal_soft_reserved_range_becomes_its_parent()
    {
        var tree = ResourceTree.Iomem.With(
            SoftReserved(0x1000, 0x1fff), Node(0x1000, 0x1fff, "CXL Window 0"));

        ListsAs("""
            00001000-00001fff : CXL Window 0
              00001000-00001fff : Soft Reserved
            """, tree);
    }

    [Fact]
    [Trait("Rule", "R04")]
    public void An_insert_goes_as_deep_as_it_fits()
    {
        var tree = ResourceTree.Iomem.With(
            Node(0x1000, 0x1fff, "outer"), Node(0x1100, 0x1eff, "middle"),
            Node(0x1200, 0x12ff, "inner"), Node(0x1180, 0x11ff, "beside inner"));

        ListsAs("""
            00001000-00001fff : outer
              00001100-00001eff : middle
                00001180-000011ff : beside inner
                00001200-000012ff : inner
            """, tree);
    }

    [Fact]
    [Trait("Rule", "R04")]
    public void An_insert_adopts_exactly_the_siblings_that_it_covers()
    {
        var tree = ResourceTree.Iomem.With(
            Node(0x0, 0xff, "before"), Node(0x100, 0x1ff, "first"), Node(0x300, 0x3ff, "second"),
            Node(0x400, 0x4ff, "after"), Node(0x100, 0x3ff, "cover"));

        ListsAs("""
            00000000-000000ff : before
            00000100-000003ff : cover
              00000100-000001ff : first
              00000300-000003ff : second
            00000400-000004ff : after
            """, tree);
    }

    [Theory]
    [InlineData(0x0, 0x100, "first")]
    [InlineData(0x80, 0x3ff, "second")]
    [InlineData(0x180, 0x280, "first")]
    [InlineData(0x200, 0x300, "second")]
    [InlineData(0x1ff, 0x4ff, "first")]
    [Trait("Rule", "R05")]
    public void An_insert_that_cuts_a_sibling_is_refused_by_it(
        ulong start, ulong end, string conflict)
    {
        var tree = ResourceTree.Iomem.With(
            Node(0x100, 0x1ff, "first"), Node(0x300, 0x4ff, "second"));

        Assert.Equal(conflict, tree.Insert(Node(start, end, "new")).Conflict().Name);
    }

    [Fact]
    [Trait("Rule", "R05")]
    public void An_insert_that_cuts_a_node_deep_down_changes_nothing()
    {
        var tree = ResourceTree.Iomem.With(
            Node(0x0, 0xfff, "outer"), Node(0x100, 0x1ff, "inner"));

        Assert.Equal("inner", tree.Insert(Node(0x180, 0x280, "new")).Conflict().Name);
        Assert.Equal(2, tree.Preorder().Count());
    }

    [Fact]
    [Trait("Rule", "R06")]
    public void A_region_larger_than_its_window_is_refused_by_the_window()
    {
        var window = Node(0x1000, 0x1fff, "CXL Window 0");
        var tree = ResourceTree.Iomem.With(window);

        Assert.Equal(
            window, tree.Insert(Node(0x1000, 0x2fff, "region0"), window.Ref).Conflict());
        Assert.IsType<Insertion.Placed>(tree.Insert(Node(0x1000, 0x2fff, "region0")));
    }

    [Fact]
    [Trait("Rule", "R06")]
    public void A_region_as_large_as_its_window_goes_inside_when_the_window_is_its_parent()
    {
        var window = Node(0x1000, 0x1fff, "CXL Window 0");
        var tree = ResourceTree.Iomem.With(window)
            .Insert(Node(0x1000, 0x1fff, "region0"), window.Ref).Tree();

        ListsAs("""
            00001000-00001fff : CXL Window 0
              00001000-00001fff : region0
            """, tree);
    }

    [Fact]
    public void A_parent_that_is_not_in_the_tree_is_an_error_of_the_model() =>
        Assert.Throws<InvalidOperationException>(() => ResourceTree.Iomem.Insert(
            Node(0x1000, 0x1fff, "region0"), new ResourceRef(At(0x1000, 0x1fff), "gone")));

    [Fact]
    [Trait("Rule", "R07")]
    public void A_range_that_cuts_others_grows_around_them_one_by_one()
    {
        var (low, high) = (Ram(0x100, 0x1ff), Ram(0x300, 0x3ff));
        var tree = ResourceTree.Iomem.With(low, high);

        var expansion = tree.InsertExpandingToFit(SoftReserved(0x180, 0x380));

        Assert.Equal(
            [new Growth(At(0x180, 0x380), low), new Growth(At(0x100, 0x380), high)],
            expansion.Growths);
        Assert.Equal((At(0x100, 0x3ff), true), (expansion.Placed, expansion.IsPlaced));
        ListsAs("""
            00000100-000003ff : Soft Reserved
              00000100-000001ff : System RAM
              00000300-000003ff : System RAM
            """, expansion.Tree);
        Assert.Equal(
            ResourceDescription.SoftReserved,
            expansion.Tree.Root.Children.First().Description);
    }

    [Fact]
    [Trait("Rule", "R07")]
    public void A_range_that_nothing_cuts_does_not_grow()
    {
        var expansion = ResourceTree.Iomem.With(Ram(0x100, 0x1ff))
            .InsertExpandingToFit(SoftReserved(0x100, 0x1ff));

        Assert.Empty(expansion.Growths);
        Assert.Equal(At(0x100, 0x1ff), expansion.Placed);
        Assert.Equal(2, expansion.Tree.Preorder().Count());
    }

    [Fact]
    [Trait("Rule", "R07")]
    public void A_range_outside_the_root_is_left_out_in_silence()
    {
        var tree = ResourceTree.Empty("CXL mem", At(0x0, 0xfff)).With(Ram(0x800, 0xfff));

        var expansion = tree.InsertExpandingToFit(Node(0xf00, 0x1000, "CXL Window 0"));

        Assert.False(expansion.IsPlaced);
        Assert.Same(tree, expansion.Tree);
        Assert.Empty(expansion.Growths);
    }

    [Fact]
    public void A_released_subtree_keeps_its_children_when_it_is_inserted_again()
    {
        var region = Node(0x1000, 0x1fff, "region0");
        var tree = ResourceTree.Iomem.With(Node(0x1000, 0x10ff, "dax0.0"), region);
        var released = Assert.IsType<Removal.Done>(tree.Release(region.Ref));

        Assert.Equal(tree, released.Tree.Insert(released.Node).Tree());
    }

    [Fact]
    public void A_subtree_cannot_adopt_others()
    {
        var tree = ResourceTree.Iomem.With(
            Node(0x1000, 0x10ff, "dax0.0"), Node(0x1000, 0x1fff, "region0"));
        var subtree = tree.Root.Children.First();

        Assert.Throws<InvalidOperationException>(() => tree.Insert(subtree));
    }
}
