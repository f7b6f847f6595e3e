using SoftReserve.Listings;
using Xunit;

namespace SoftReserve.Tests.Listings;

/// <summary>What daxctl printed on real kernels, from its data in another order.</summary>
public sealed class RecordedDaxctlListings
{
    public static TheoryData<string> Recordings => [.. Recording.With("daxctl.json")];

    [Fact]
    public void There_are_recordings() => Assert.True(Recordings.Count >= 150);

    [Theory]
    [Trait("Rule", "R71")]
    [MemberData(nameof(Recordings))]
    public void Every_region_and_device_is_printed_as_recorded(string recording) =>
        AssertPrinted(recording, "daxctl.json", new DaxctlOptions(
            Regions: true, Devices: true, Mappings: true));

    [Theory]
    [Trait("Rule", "R72")]
    [Trait("Rule", "R73")]
    [Trait("Rule", "R74")]
    [MemberData(nameof(Recordings))]
    public void The_same_for_people_is_printed_as_recorded(string recording) =>
        AssertPrinted(recording, "daxctl-human.json", new DaxctlOptions(
            Regions: true, Devices: true, Mappings: true, Human: true));

    [Theory]
    [Trait("Rule", "R72")]
    [MemberData(nameof(Recordings))]
    public void Regions_alone_are_printed_as_recorded(string recording) =>
        AssertPrinted(
            recording, "daxctl-R-u.json", new DaxctlOptions(Regions: true, Human: true));

    private static void AssertPrinted(string recording, string file, DaxctlOptions options) =>
        Assert.Equal(
            Recording.Read(recording, file),
            DaxctlListing.Text(
                RecordedDax.Regions(Recording.Read(recording, "daxctl.json")), options));
}
