using SoftReserve.Addresses;
using SoftReserve.Resources;
using Xunit;
using static SoftReserve.Tests.Resources.Trees;

namespace SoftReserve.Tests.Resources;

/// <summary>The iomem trees of semantics K, made by the operations that each generation performs,
/// in its order.</summary>
public sealed class HandOverGoldenTests
{
    private const ulong First = 0x8_5000_0000, Last = 0x28_4fff_ffff;

    private static readonly AddressRange Range = new(First, Last);

    private static readonly Resource Window = Node(First, Last, IomemLabels.CxlWindow(0));

    private static readonly Resource Soft = SoftReserved(First, Last);

    [Fact]
    public void K1_before_the_series_soft_reserved_stays_inside_the_region() => ListsAs("""
        850000000-284fffffff : CXL Window 0
          850000000-284fffffff : region0
            850000000-284fffffff : Soft Reserved
              850000000-284fffffff : dax0.0
                850000000-284fffffff : System RAM (kmem)
        """, Online(RegionIn(ResourceTree.Iomem.With(Soft, Window), Last), 0));

    [Fact]
    public void K2_and_K3_on_7_2_dax_stands_right_inside_the_region()
    {
        var published = RegionIn(ResourceTree.Iomem.With(Window), Last);

        ListsAs("""
            850000000-284fffffff : CXL Window 0
              850000000-284fffffff : region0
                850000000-284fffffff : dax0.0
                  850000000-284fffffff : System RAM (kmem)
            """, Online(published, 0));
        ListsAs("""
            850000000-284fffffff : CXL Window 0
              850000000-284fffffff : region0
                850000000-284fffffff : dax6.0
                  850000000-284fffffff : System RAM (kmem)
            """, Online(published, 6));
    }

    [Fact]
    [Trait("Rule", "R10")]
    public void K4_on_7_2_a_shorter_region_stops_the_memory_of_hmem()
    {
        var tree = RegionIn(ResourceTree.Iomem.With(Window), 0x18_4fff_ffff);

        var claim = tree.RequestRegion(Node(First, Last, IomemLabels.DaxDevice(0, 0)));

        Assert.Equal("region0", claim.Conflict().Name);
        ListsAs("""
            850000000-284fffffff : CXL Window 0
              850000000-184fffffff : region0
            """, tree);
    }

    [Fact]
    public void K5_in_v4_soft_reserved_comes_back_around_the_window() => ListsAs("""
        850000000-284fffffff : Soft Reserved
          850000000-284fffffff : CXL Window 0
            850000000-284fffffff : dax5.0
              850000000-284fffffff : System RAM (kmem)
        """, Online(ResourceTree.Iomem.With(Window, Soft), 5));

    [Fact]
    public void K6_in_v4_a_late_window_goes_around_soft_reserved() => ListsAs("""
        850000000-284fffffff : CXL Window 0
          850000000-284fffffff : Soft Reserved
            850000000-284fffffff : dax0.0
              850000000-284fffffff : System RAM (kmem)
        """, Online(ResourceTree.Iomem.With(Soft), 0).With(Window));

    [Fact]
    public void K7_window_and_region_go_around_memory_that_is_online_already() => ListsAs("""
        850000000-284fffffff : CXL Window 0
          850000000-284fffffff : region0
            850000000-284fffffff : dax0.0
              850000000-284fffffff : System RAM (kmem)
        """, RegionIn(Online(ResourceTree.Iomem, 0).With(Window), Last));

    [Fact]
    [Trait("Rule", "R07")]
    public void K8_a_window_that_cuts_soft_reserved_grows_around_it_once()
    {
        var soft = SoftReserved(0x100, 0x2ff);

        var expansion = ResourceTree.Iomem.With(soft)
            .InsertExpandingToFit(Node(0x200, 0x3ff, IomemLabels.CxlWindow(0)));

        Assert.Equal([new Growth(At(0x200, 0x3ff), soft)], expansion.Growths);
        ListsAs("""
            00000100-000003ff : CXL Window 0
              00000100-000002ff : Soft Reserved
            """, expansion.Tree);
    }

    [Fact]
    public void K9_soft_reserved_over_two_windows_is_the_parent_of_both()
    {
        Resource[] windows =
            [Node(0x100, 0x1ff, "CXL Window 0"), Node(0x200, 0x2ff, "CXL Window 1")];
        const string golden = """
            00000100-000002ff : Soft Reserved
              00000100-000001ff : CXL Window 0
              00000200-000002ff : CXL Window 1
            """;

        ListsAs(golden, ResourceTree.Iomem.With(SoftReserved(0x100, 0x2ff)).With(windows));
        ListsAs(golden, ResourceTree.Iomem.With(windows).With(SoftReserved(0x100, 0x2ff)));
    }

    [Fact]
    public void K10_on_7_2_memory_over_two_windows_cannot_be_claimed()
    {
        var tree = ResourceTree.Iomem.With(
            Node(0x100, 0x1ff, "CXL Window 0"), Node(0x200, 0x2ff, "CXL Window 1"));

        Assert.Equal(
            "CXL Window 0", tree.RequestRegion(Node(0x100, 0x2ff, "dax0.0")).Conflict().Name);
    }

    [Fact]
    public void K11_in_v4_a_wider_soft_reserved_encloses_the_window_and_a_straddling_one_fails()
    {
        var tree = ResourceTree.Iomem.With(Node(0x200, 0x2ff, "CXL Window 0"));

        ListsAs("""
            00000100-000003ff : Soft Reserved
              00000200-000002ff : CXL Window 0
            """, tree.With(SoftReserved(0x100, 0x3ff)));
        Assert.Equal(
            "CXL Window 0", tree.Insert(SoftReserved(0x100, 0x27f)).Conflict().Name);
    }

    private static ResourceTree RegionIn(ResourceTree tree, ulong end) =>
        tree.Insert(Node(First, end, IomemLabels.CxlRegion(0)), Window.Ref).Tree();

    /// <summary>What the kmem driver does: claim for the device, make the claim idle, claim
    /// System RAM inside it.</summary>
    private static ResourceTree Online(ResourceTree tree, int region)
    {
        var device = Node(First, Last, IomemLabels.DaxDevice(region, 0));
        return tree.RequestRegion(device).Tree()
            .ChangeFlags(device.Ref, ResourceFlags.SystemRam)
            .RequestRegion(new Resource(
                Range, IomemLabels.SystemRamKmem, ResourceFlags.SystemRam)).Tree();
    }
}
