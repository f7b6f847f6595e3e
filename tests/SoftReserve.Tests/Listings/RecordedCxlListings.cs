using SoftReserve.Listings;
using Xunit;

namespace SoftReserve.Tests.Listings;

/// <summary>What cxl printed on real kernels, from its data in another order.</summary>
public sealed class RecordedCxlListings
{
    public static TheoryData<string> Recordings =>
    [
        .. GoldenFile.Names("Listings/cxl")
            .Where(name => name.EndsWith(".vvv.json", StringComparison.Ordinal))
            .Select(name => name[..^9]),
    ];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void The_whole_hierarchy_is_printed_as_recorded(string recording) =>
        AssertPrinted(recording, "vvv", new CxlListOptions().WithVerbosity(3));

    [Fact]
    public void Decoders_with_their_regions_are_printed_as_recorded() =>
        AssertPrinted(
            "v4-n13-late-cxl_mem", "RD", new CxlListOptions(Regions: true, Decoders: true));

    [Fact]
    public void Regions_alone_are_printed_as_recorded() =>
        AssertPrinted(
            "v4-n09-hmem-then-reenable.cxlfirst", "R", new CxlListOptions(Regions: true));

    [Fact]
    public void Decoders_and_what_is_above_them_are_printed_as_recorded() =>
        AssertPrinted(
            "v4-n09-hmem-then-reenable.cxlfirst-0-owned", "Dvv",
            new CxlListOptions(Decoders: true).WithVerbosity(2));

    [Fact]
    public void Cards_are_what_is_printed_when_nothing_is_asked_for() =>
        AssertPrinted("v4-n12-rescan", "plain", new CxlListOptions());

    private static void AssertPrinted(string recording, string flags, CxlListOptions options) =>
        Assert.Equal(
            Golden(recording, flags),
            CxlListing.Text(RecordedCxl.View(Golden(recording, "vvv")), options));

    private static string Golden(string recording, string flags) =>
        GoldenFile.Read("Listings", "cxl", $"{recording}.{flags}.json");
}
