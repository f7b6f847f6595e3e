using SoftReserve.Resources;
using Xunit;
using static SoftReserve.Tests.Resources.Trees;

namespace SoftReserve.Tests.Resources;

public sealed class RequestRegionTests
{
    [Fact]
    [Trait("Rule", "R09")]
    public void A_busy_resource_lets_nobody_inside()
    {
        var ram = Ram(0x1000, 0x1fff);
        var tree = ResourceTree.Iomem.With(ram);

        Assert.Equal(ram, tree.RequestRegion(Node(0x1100, 0x11ff, "dax0.0")).Conflict());
        Assert.Equal(ram, tree.RequestRegion(Node(0x1000, 0x1fff, "dax0.0")).Conflict());
    }

    [Fact]
    [Trait("Rule", "R09")]
    public void A_busy_resource_inside_a_container_is_in_the_way()
    {
        var busy = Node(0x1100, 0x11ff, "busy", ResourceFlags.Mem | ResourceFlags.Busy);
        var tree = ResourceTree.Iomem.With(Node(0x1000, 0x1fff, "CXL Window 0"), busy);

        Assert.Equal(busy, tree.RequestRegion(Node(0x1180, 0x12ff, "dax0.0")).Conflict());
    }

    [Theory]
    [InlineData(0x1800, 0x2000)]
    [InlineData(0xfff, 0x1000)]
    [InlineData(0x0, 0x2fff)]
    [Trait("Rule", "R10")]
    public void A_claim_across_the_edge_of_an_idle_container_is_refused_by_it(
        ulong start, ulong end)
    {
        var region = Node(0x1000, 0x1fff, "region0");

        var claim = ResourceTree.Iomem.With(region).RequestRegion(Node(start, end, "dax0.0"));

        Assert.Equal(region, claim.Conflict());
    }

    [Fact]
    [Trait("Rule", "R11")]
    public void A_claim_stands_inside_the_innermost_idle_container()
    {
        var tree = ResourceTree.Iomem
            .With(Node(0x1000, 0x1fff, "region0"), Node(0x1000, 0x1fff, "CXL Window 0"))
            .RequestRegion(Node(0x1000, 0x1fff, "dax0.0")).Tree();

        ListsAs("""
            00001000-00001fff : CXL Window 0
              00001000-00001fff : region0
                00001000-00001fff : dax0.0
            """, tree);
    }

    [Fact]
    [Trait("Rule", "R11")]
    public void A_claim_is_busy_and_takes_its_type_from_its_parent()
    {
        var inSystemRam = ResourceTree.Iomem
            .With(Node(0x1000, 0x1fff, "dax0.0", ResourceFlags.SystemRam))
            .RequestRegion(Node(
                0x1000, 0x1fff, "System RAM (kmem)", ResourceFlags.DriverManaged)).Tree();
        var atTop = ResourceTree.Iomem
            .RequestRegion(Node(0x1000, 0x1fff, "dax0.0", ResourceFlags.None)).Tree();

        Assert.Equal(
            ResourceFlags.SystemRam | ResourceFlags.DriverManaged | ResourceFlags.Busy,
            inSystemRam.Find(new ResourceRef(At(0x1000, 0x1fff), "System RAM (kmem)"))?.Flags);
        Assert.Equal(
            ResourceFlags.Mem | ResourceFlags.Busy, atTop.Root.Children.First().Flags);
    }

    [Fact]
    public void A_claim_beyond_the_root_is_refused_by_the_root()
    {
        var tree = ResourceTree.Empty("HMEM devices", At(0x1000, 0x1fff));

        Assert.Same(tree.Root, tree.RequestRegion(Node(0x1000, 0x2000, "x")).Conflict());
    }
}
