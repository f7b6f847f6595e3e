using SoftReserve.Addresses;
using SoftReserve.Resources;
using Xunit;
using static SoftReserve.Tests.Resources.Trees;

namespace SoftReserve.Tests.Resources;

public sealed class AllocationTests
{
    private static readonly Resource Window = Node(0x1000, 0x4fff, "CXL Window 0");

    [Fact]
    [Trait("Rule", "R16")]
    public void The_lowest_aligned_gap_is_taken()
    {
        var tree = ResourceTree.Iomem.With(
            Window, Node(0x1000, 0x17ff, "region0"), Node(0x2800, 0x2fff, "region1"));

        var placed = Allocate(tree, 0x1000, 0x1000);

        Assert.Equal(At(0x3000, 0x3fff), placed.Range);
        ListsAs("""
            00001000-00004fff : CXL Window 0
              00001000-000017ff : region0
              00002800-00002fff : region1
              00003000-00003fff : region2
            """, placed.Tree);
        var region = placed.Tree.Find(new ResourceRef(placed.Range, "region2"));
        Assert.Equal(ResourceFlags.Mem, region?.Flags);
        Assert.Equal(At(0x1800, 0x1fff), Allocate(tree, 0x800, 0x800).Range);
    }

    [Fact]
    [Trait("Rule", "R16")]
    public void A_gap_that_fits_exactly_is_found_wherever_it_lies_among_many_neighbours()
    {
        for (var gap = 1ul; gap < 30; gap++)
        {
            var window = Node(0x1000, 0x3ffff, "CXL Window 0");
            var tree = ResourceTree.Iomem.With(window);
            for (var slot = 1ul; slot < 30; slot++)
                if (slot != gap)
                    tree = tree.With(Node(
                        slot * 0x1000, (slot * 0x1000) + 0xfff, "taken"));

            var placed = Assert.IsType<Allocation.Placed>(
                tree.AllocateFree(window.Ref, new ByteSize(0x1000), 0x1000, "region2"));

            Assert.Equal(At(gap * 0x1000, (gap * 0x1000) + 0xfff), placed.Range);
        }
    }

    [Theory]
    [InlineData(0x3001, 0x1000, 0x1000, 0x4fff)]
    [InlineData(0x1, 0x4000, 0x4000, 0x7fff)]
    [Trait("Rule", "R16")]
    public void The_size_is_rounded_up_to_the_alignment(
        ulong size, ulong alignment, ulong start, ulong end)
    {
        var tree = ResourceTree.Iomem.With(Node(0x1000, 0x7fff, "CXL Window 0"));

        var allocation = tree.AllocateFree(
            new ResourceRef(At(0x1000, 0x7fff), "CXL Window 0"), new ByteSize(size), alignment,
            "region0");

        Assert.Equal(
            At(start, end), Assert.IsType<Allocation.Placed>(allocation).Range);
    }

    [Theory]
    [InlineData(ResourceFlags.None)]
    [InlineData(ResourceFlags.Busy)]
    [Trait("Rule", "R16")]
    public void A_soft_reserved_leftover_leaves_no_room_in_its_window(ResourceFlags flags)
    {
        var tree = ResourceTree.Iomem.With(
            Node(0x1000, 0x4fff, "Soft Reserved", flags), Window);

        Assert.IsType<Allocation.NoSpace>(
            tree.AllocateFree(Window.Ref, new ByteSize(0x1000), 0x1000, "region0"));
    }

    [Theory]
    [InlineData(0x4001)]
    [InlineData(0x5000)]
    [Trait("Rule", "R16")]
    public void What_does_not_fit_finds_no_space(ulong size) =>
        Assert.IsType<Allocation.NoSpace>(ResourceTree.Iomem.With(Window)
            .AllocateFree(Window.Ref, new ByteSize(size), 0x1000, "region0"));

    [Fact]
    [Trait("Rule", "R16")]
    public void What_lies_inside_a_neighbour_does_not_matter()
    {
        var tree = ResourceTree.Iomem.With(
            Window, Node(0x1000, 0x1fff, "region0"), Node(0x1800, 0x1fff, "dax0.0"));

        Assert.Equal(At(0x2000, 0x2fff), Allocate(tree, 0x1000, 0x1000).Range);
    }

    [Fact]
    public void Address_0_is_never_allocated()
    {
        var allocation = ResourceTree.Iomem.AllocateFree(
            ResourceTree.Iomem.Root.Ref, new ByteSize(1), 0x1000, "region0");

        Assert.Equal(
            At(0x1000, 0x1fff), Assert.IsType<Allocation.Placed>(allocation).Range);
    }

    [Fact]
    public void Nothing_starts_above_52_address_bits()
    {
        const ulong limit = 1UL << 52;
        var window = Node(limit - 0x1000, limit + 0xfff, "CXL Window 0");
        var tree = ResourceTree.Iomem.With(window);

        var last = Assert.IsType<Allocation.Placed>(
            tree.AllocateFree(window.Ref, new ByteSize(0x1000), 0x1000, "region0"));

        Assert.Equal(limit - 0x1000, last.Range.Start.Value);
        Assert.IsType<Allocation.NoSpace>(
            last.Tree.AllocateFree(window.Ref, new ByteSize(0x1000), 0x1000, "region1"));
    }

    [Fact]
    public void Nothing_is_no_size_and_no_alignment()
    {
        var tree = ResourceTree.Iomem.With(Window);

        Assert.Throws<InvalidOperationException>(
            () => tree.AllocateFree(Window.Ref, default, 0x1000, "region0"));
        Assert.Throws<InvalidOperationException>(
            () => tree.AllocateFree(Window.Ref, new ByteSize(1), 0, "region0"));
        Assert.Throws<InvalidOperationException>(
            () => tree.AllocateFree(default, new ByteSize(1), 1, "region0"));
    }

    private static Allocation.Placed Allocate(ResourceTree tree, ulong size, ulong alignment) =>
        Assert.IsType<Allocation.Placed>(
            tree.AllocateFree(Window.Ref, new ByteSize(size), alignment, "region2"));
}
