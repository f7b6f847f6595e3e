using SoftReserve.Addresses;
using SoftReserve.Generations;
using SoftReserve.Hmem;
using SoftReserve.Listings;
using SoftReserve.Resources;
using Xunit;

namespace SoftReserve.Tests.Hmem;

/// <summary>Which ranges HMEM considers, and the devices that it makes of them.</summary>
public sealed class CandidateTests
{
    private const string HalfReserved = "hmat-range-partly-reserved";

    [Fact]
    [Trait("Rule", "R25")]
    public void Without_hmat_every_soft_reserved_entry_is_a_candidate_of_its_own()
    {
        var candidates = new Boots("region-over-two-ranges").Run().Hmem.Candidates;
        Assert.Equal(
            [
                new AddressRange(0x850000000, 0x284fffffff),
                new AddressRange(0x2850000000, 0x484fffffff),
            ],
            candidates.Select(candidate => candidate.Range));
    }

    [Fact]
    [Trait("Rule", "R25")]
    public void Without_hmat_a_candidate_has_the_node_of_its_first_byte()
    {
        var machine = new Boots("hbm-and-window") { Config = "CXL_ACPI=n" };
        var candidates = machine.Run().Hmem.Candidates;
        Assert.Equal([1, 2], candidates.Select(candidate => candidate.Node));
    }

    [Fact]
    [Trait("Rule", "R26")]
    public void With_hmat_the_candidates_are_the_ranges_of_srat_dram_included()
    {
        var kernel = new Boots("amd-three-windows").Run();
        Assert.Equal(
            [
                new HmemCandidate(new AddressRange(0, 0x84fffffff), 0),
                new HmemCandidate(new AddressRange(0x850000000, 0x284fffffff), 1),
                new HmemCandidate(new AddressRange(0x2850000000, 0x484fffffff), 1),
                new HmemCandidate(new AddressRange(0x4850000000, 0x684fffffff), 1),
            ],
            kernel.Hmem.Candidates);
        var dropped = Assert.Single(kernel.Journal.Decisions<CandidateDropped>());
        Assert.Equal(new AddressRange(0x850000000, 0x684fffffff), dropped.Range);
    }

    [Theory]
    [MemberData(nameof(Corpus.Generations), MemberType = typeof(Corpus))]
    [Trait("Rule", "R26")]
    public void Dram_on_the_list_never_becomes_a_device(string generation)
    {
        var kernel = new Boots("fpga-8g")
        {
            Generation = Catalogue.Standard.Find(generation)!,
        }.Run();
        Assert.Equal(2, kernel.Hmem.Candidates.Count);
        Assert.Equal(
            new AddressRange(0x2080000000, 0x227fffffff),
            Assert.Single(kernel.Hmem.Devices).Range);
    }

    [Fact]
    [Trait("Rule", "R27")]
    public void In_6_12_an_hmat_range_that_is_half_ram_is_skipped()
    {
        var kernel = new Boots(HalfReserved) { Generation = Legacy612.Choices }.Run();
        Assert.True(kernel.Hmem.Devices.IsEmpty);
        Assert.Contains("2050000000 None  None", kernel.OwnersInWords());
    }

    [Fact]
    [Trait("Rule", "R27")]
    public void In_mainline_it_is_registered_whole_and_kmem_cannot_reserve_it()
    {
        var kernel = new Boots(HalfReserved) { Generation = Mainline72.Choices }.Run();
        Assert.Equal(
            new AddressRange(0x1050000000, 0x304fffffff),
            Assert.Single(kernel.Hmem.Devices).Range);
        Assert.Contains(
            "kmem dax0.0: mapping0: 0x1080000000-0x2fffffffff could not reserve region",
            kernel.Log());
        Assert.Contains("kmem dax0.0: probe with driver kmem failed with error -16", kernel.Log());
    }

    [Fact]
    [Trait("Rule", "R27")]
    public void In_v4_it_cannot_return_to_iomem_and_fails_the_whole_probe()
    {
        var kernel = new Boots(HalfReserved).Run();
        Assert.True(kernel.Hmem.Devices.IsEmpty);
        Assert.False(kernel.Hmem.IsPlatformBound);
        Assert.Contains(
            kernel.Log(), line => line.EndsWith(
                "probe with driver hmem_platform failed with error -16", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "R28")]
    public void A_machine_without_soft_reserved_memory_has_no_hmem_platform_device()
    {
        var kernel = new Boots("one-window-no-sr").Run();
        Assert.False(kernel.Hmem.HasPlatformDevice);
        Assert.False(kernel.Drivers.Requested.Has(SoftReserve.Drivers.KernelModule.DaxHmem));
    }

    [Fact]
    [Trait("Rule", "R28")]
    public void With_hmem_disabled_on_the_command_line_there_is_no_hmem_platform_device() =>
        Assert.False(new Boots("one-window") { CommandLine = "device_hmem.disable=1" }
            .Run().Hmem.HasPlatformDevice);

    [Fact]
    [Trait("Rule", "R28")]
    public void One_candidate_is_enough_for_the_hmem_platform_device()
    {
        var kernel = new Boots("one-window").Run();
        Assert.True(kernel.Hmem.HasPlatformDevice);
        Assert.True(kernel.Hmem.IsPlatformBound);
    }

    [Theory]
    [Trait("Rule", "R29")]
    [InlineData("fpga-8g", "", 0)]                  // no window: the first number is free
    [InlineData("one-window-uncommitted", "", 1)]   // one window holds number 0
    [InlineData("two-windows-one-range", "DEV_DAX_CXL=n", 4)] // two windows, two regions
    [InlineData("intel-eighteen-windows", "CXL_PCI=n", 18)]
    public void An_hmem_device_takes_the_lowest_number_that_no_window_or_region_holds(
        string machine, string config, int number)
    {
        var kernel = new Boots(machine) { Config = config, Generation = Mainline72.Choices }.Run();
        Assert.Equal(number, kernel.Hmem.Devices[0].Id);
        Assert.Equal(number, kernel.Dax.Regions[^1].Id);
    }

    [Theory]
    [Trait("Rule", "R30")]
    [InlineData("6.12", "/platform/hmem.0")]
    [InlineData("7.0", "/platform/hmem.0")]
    [InlineData("v4", "/platform/hmem.0")]
    [InlineData("v8", "/platform/hmem.0")]
    [InlineData("7.1", "/platform/hmem_platform.0/hmem.0")]
    [InlineData("7.2", "/platform/hmem_platform.0/hmem.0")]
    public void Daxctl_shows_whose_child_an_hmem_device_is(string generation, string path)
    {
        var kernel = new Boots("fpga-8g")
        {
            Generation = Catalogue.Standard.Find(generation)!,
        }.Run();
        var text = DaxctlListing.Text(
            DaxctlOfKernel.Regions(kernel), new DaxctlOptions(Regions: true, Human: false));
        Assert.Contains(
            $"\"path\":\"{path.Replace("/", "\\/", StringComparison.Ordinal)}\"", text,
            StringComparison.Ordinal);
    }
}
