using SoftReserve.Addresses;
using SoftReserve.Resources;
using Xunit;
using static SoftReserve.Tests.Resources.Trees;

namespace SoftReserve.Tests.Resources;

/// <summary>The ends of the address space, many siblings and deep nesting.</summary>
public sealed class ExtremeTreeTests
{
    private const ulong Max = ulong.MaxValue;

    [Fact]
    public void The_first_and_the_last_byte_hold_resources_of_one_byte()
    {
        var tree = ResourceTree.Iomem.With(Node(0, 0, "first"), Node(Max, Max, "last"));

        ListsAs("""
            00000000-00000000 : first
            ffffffffffffffff-ffffffffffffffff : last
            """, tree);
        Assert.Equal(
            [At(0, 0), At(Max, Max)], tree.Walk(AddressRange.Everything, ResourceFlags.Mem, 0));
        Assert.Equal("first", tree.Request(Node(0, Max, "all")).Conflict().Name);
        Assert.Equal("last", tree.Request(Node(1, Max, "most")).Conflict().Name);
        Assert.Equal(2, tree.With(Node(0, Max, "all")).Root.Children.First().Children.Count);
    }

    [Fact]
    public void Memory_at_the_top_of_the_address_space_leaves_in_part()
    {
        var tree = ResourceTree.Iomem.With(Ram(Max - 0xfff, Max));

        ListsAs(
            "fffffffffffff000-fffffffffffff7ff : System RAM",
            tree.ReleaseAdjustable(At(Max - 0x7ff, Max), default).Tree());
        ListsAs("", tree.ReleaseRegion(At(Max - 0xfff, Max)).Tree());
    }

    [Fact]
    public void A_window_at_the_top_of_the_address_space_has_no_space()
    {
        var window = Node(Max - 0xfff, Max, "CXL Window 0");

        Assert.IsType<Allocation.NoSpace>(ResourceTree.Iomem.With(window)
            .AllocateFree(window.Ref, new ByteSize(0x1000), 0x1000, "region0"));
    }

    [Fact]
    public void A_size_of_the_whole_address_space_finds_no_space() =>
        Assert.IsType<Allocation.NoSpace>(ResourceTree.Iomem.AllocateFree(
            ResourceTree.Iomem.Root.Ref, AddressRange.Everything.Size, 1, "all"));

    [Fact]
    public void A_hundred_thousand_siblings_answer_as_ten_do()
    {
        const int count = 100_000;
        var tree = ResourceTree.Iomem;
        for (ulong n = 0; n < count; n++)
            tree = tree.Insert(Ram(n * 0x1000, (n * 0x1000) + 0x7ff)).Tree();

        Assert.Equal(count, tree.Root.Children.Count);
        Assert.Equal(
            "0000c000-0000c7ff : System RAM",
            tree.Insert(Node(0xc400, 0xcfff, "cut")).Conflict().ToString());
        Assert.Equal(
            [At(0x5000, 0x57ff), At(0x6000, 0x6000)],
            tree.Walk(At(0x4800, 0x6000), ResourceFlags.SystemRam, 0));
        var cover = tree.With(Node(0x1000, 0x5000fff, "cover")).Root.Children;
        Assert.Equal(count - 0x5000 + 1, cover.Count);
        Assert.Equal(0x5000, cover.Skip(1).First().Children.Count);
    }

    [Fact]
    public void Free_space_is_found_among_a_hundred_thousand_siblings()
    {
        var window = Node(0x1000, 0xffff_ffff, "CXL Window 0");
        var tree = ResourceTree.Iomem.With(window);
        for (ulong n = 1; n <= 100_000; n++)
            if (n is not 60_001 and not 60_002 and not 70_000 and not 70_001)
                tree = tree.With(Ram(n * 0x1000, (n * 0x1000) + 0x7ff));

        // the hole at 60 001 is long enough, but not from a multiple of the alignment on
        Assert.Equal(At(70_000 * 0x1000, (70_001 * 0x1000) + 0xfff), Free(0x2000));
        Assert.Equal(At(0x1800, 0x1fff), Free(0x800));
        Assert.Equal(At(100_352 * 0x1000, (100_352 * 0x1000) + 0x3fffff), Free(0x400000));

        AddressRange Free(ulong size) => Assert.IsType<Allocation.Placed>(
            tree.AllocateFree(window.Ref, new ByteSize(size), size, "region0")).Range;
    }

    [Fact]
    public void Nesting_is_bounded_by_memory_not_by_the_stack()
    {
        const ulong levels = 100_000;
        var (tree, again) = (ResourceTree.Iomem, ResourceTree.Iomem);
        for (ulong level = 0; level < levels; level++)
        {
            tree = tree.Insert(Node(levels - level, levels + level, "nested")).Tree();
            again = again.Insert(Node(levels - level, levels + level, "nested")).Tree();
        }

        var innermost = new ResourceRef(At(levels, levels), "nested");
        Assert.Equal(tree, again);
        Assert.Equal((int)levels, tree.Path(innermost).Count);
        Assert.Equal((int)levels - 1, tree.Preorder().Last().Depth);
        Assert.NotEqual(tree, tree.Release(innermost).Tree());
        Assert.Equal(
            tree, tree.Release(innermost).Tree().With(Node(levels, levels, "nested")));
    }
}
