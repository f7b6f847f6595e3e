using SoftReserve.Listings;
using Xunit;

namespace SoftReserve.Tests.Listings;

/// <summary>What cxl printed on real kernels, from its data in another order.</summary>
public sealed class RecordedCxlListings
{
    private const string AllDetails = "cxl-list.json";

    public static TheoryData<string> Recordings => [.. Recording.With(AllDetails)];

    [Fact]
    public void There_are_recordings() => Assert.True(Recordings.Count >= 200);

    [Theory]
    [MemberData(nameof(Recordings))]
    public void The_whole_hierarchy_is_printed_as_recorded(string recording) =>
        Assert.Equal(
            Recording.Read(recording, AllDetails),
            CxlListing.Text(View(recording), new CxlListOptions().WithVerbosity(3)));

    [Fact]
    public void Decoders_with_their_regions_are_printed_as_recorded() =>
        AssertPrinted(
            "v4/n13-late-cxl_mem", "cxl list -RD", View("v4/n13-late-cxl_mem"),
            new CxlListOptions(Regions: true, Decoders: true));

    [Fact]
    public void Regions_alone_are_printed_as_recorded() =>
        AssertPrinted(
            "v4/n09-hmem-then-reenable.cxlfirst", "cxl list -R",
            View("v4/n09-hmem-then-reenable.cxlfirst"), new CxlListOptions(Regions: true));

    [Fact]
    public void Decoders_and_what_is_above_them_are_printed_as_recorded() =>
        AssertPrinted(
            "v4/n09-hmem-then-reenable.cxlfirst", "cxl list -D -vv",
            View("v4/n09-hmem-then-reenable.cxlfirst/0-owned"),
            new CxlListOptions(Decoders: true).WithVerbosity(2));

    [Fact]
    public void Cards_are_what_is_printed_when_nothing_is_asked_for() =>
        AssertPrinted(
            "v4/n12-rescan", "cxl list", View("v4/n12-rescan"), new CxlListOptions());

    private static void AssertPrinted(
        string recording, string command, CxlView view, CxlListOptions options) =>
        Assert.Equal(Recording.Printed(recording, command), CxlListing.Text(view, options));

    private static CxlView View(string recording) =>
        RecordedCxl.View(Recording.Read(recording, AllDetails));
}
