using SoftReserve.Addresses;
using SoftReserve.Listings;
using Xunit;

namespace SoftReserve.Tests.Hmem;

/// <summary>The four scenarios of the v4 cover letter (20 November 2025) and the two layouts that
/// its author could not test, retold.</summary>
public sealed class CoverLetterTests
{
    private const string ThreeWindows = "amd-three-windows";

    [Fact]
    public void Scenario_1_cxl_owns_every_range()
    {
        var kernel = new Boots(ThreeWindows).Run();
        Assert.Equal(
            """
            850000000-284fffffff : CXL Window 0
              850000000-284fffffff : region0
                850000000-284fffffff : dax0.0
                  850000000-284fffffff : System RAM (kmem)
            2850000000-484fffffff : CXL Window 1
              2850000000-484fffffff : region1
                2850000000-484fffffff : dax1.0
                  2850000000-484fffffff : System RAM (kmem)
            4850000000-684fffffff : CXL Window 2
              4850000000-684fffffff : region2
                4850000000-684fffffff : dax2.0
                  4850000000-684fffffff : System RAM (kmem)
            """,
            kernel.IomemOfCxl());
    }

    [Fact]
    [Trait("Rule", "R65")]
    public void Scenario_2_without_cxl_region_hmem_owns_inside_the_windows()
    {
        var kernel = new Boots(ThreeWindows)
        {
            Config = "CXL_REGION=n",
            Order = ["dax_hmem", "cxl_acpi"],
        }.Run();
        Assert.StartsWith(
            """
            850000000-284fffffff : CXL Window 0
              850000000-284fffffff : Soft Reserved
                850000000-284fffffff : dax0.0
                  850000000-284fffffff : System RAM (kmem)
            """,
            kernel.IomemOfCxl(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "R46")]
    [Trait("Rule", "R65")]
    public void Scenario_3_failed_assembly_gives_the_range_to_hmem_once_the_region_is_gone()
    {
        var kernel = new Boots(ThreeWindows) { With = AllFail("assembly-fails-removed") }.Run();
        Assert.Contains(
            """
            2850000000-484fffffff : Soft Reserved
              2850000000-484fffffff : CXL Window 1
                2850000000-484fffffff : dax4.0
                  2850000000-484fffffff : System RAM (kmem)
            """,
            kernel.IomemOfCxl(), StringComparison.Ordinal);
    }

    [Fact]
    public void Scenario_3_on_the_unmodified_kernel_nobody_owns_the_range()
    {
        var kernel = new Boots(ThreeWindows) { With = AllFail("assembly-fails") }.Run();
        Assert.Equal(
            ["850000000 None  None", "2850000000 None  None", "4850000000 None  None"],
            kernel.OwnersInWords());
        Assert.Contains(
            "cxl region0: failed to add DAX for region0: -6", kernel.Log());
    }

    [Fact]
    [Trait("Rule", "R71")]
    [Trait("Rule", "R72")]
    [Trait("Rule", "R73")]
    [Trait("Rule", "R74")]
    public void Scenario_4_lists_the_dax_regions_in_the_order_of_the_letter()
    {
        var kernel = new Boots(ThreeWindows)
        {
            With = "{cxl: {faults: [{range: 0x850000000-0x284fffffff, fault: coverage-denied}]}}",
            Order = ["mem1", "mem2", "mem0"],
        }.Run();
        Assert.Equal(
            """
            [
              {
                "path":"\/platform\/ACPI0017:00\/root0\/decoder0.1\/region1\/dax_region1",
                "id":1,
                "size":"128.00 GiB (137.44 GB)",
                "align":2097152
              },
              {
                "path":"\/platform\/hmem.5",
                "id":5,
                "size":"128.00 GiB (137.44 GB)",
                "align":2097152
              },
              {
                "path":"\/platform\/ACPI0017:00\/root0\/decoder0.2\/region2\/dax_region2",
                "id":2,
                "size":"128.00 GiB (137.44 GB)",
                "align":2097152
              }
            ]

            """,
            DaxctlListing.Text(
                DaxctlOfKernel.Regions(kernel), new DaxctlOptions(Regions: true, Human: true)));
    }

    [Fact]
    [Trait("Rule", "R60")]
    public void Several_regions_that_tile_one_range_keep_it_for_cxl() => Assert.Equal(
        ["850000000 Cxl dax0.0 SystemRam", "2850000000 Cxl dax1.0 SystemRam"],
        new Boots("two-regions-one-range").Run().OwnersInWords());

    [Fact]
    [Trait("Rule", "R60")]
    public void A_gap_between_regions_gives_hmem_the_range_with_its_hole() => Assert.Equal(
        ["850000000 Hmem dax1.0 SystemRam"],
        new Boots("two-regions-gap").Run().OwnersInWords());

    [Fact]
    public void In_the_load_order_of_udev_hmem_decides_before_the_card_attaches()
    {
        ValueList<string> udev = ["cxl_acpi", "dax_hmem", "decision", "mem0"];
        var kernel = new Boots("one-window") { Order = udev }.Run();
        Assert.Equal(["850000000 Hmem dax1.0 SystemRam"], kernel.OwnersInWords());
    }

    private static string AllFail(string fault) => "{cxl: {faults: ["
        + string.Join(", ", Enumerable.Range(0, 3)
            .Select(card => $"{{region-of: mem{card}, fault: {fault}}}")) + "]}}";
}
