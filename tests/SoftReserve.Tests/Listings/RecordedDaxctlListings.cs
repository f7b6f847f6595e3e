using SoftReserve.Listings;
using Xunit;

namespace SoftReserve.Tests.Listings;

/// <summary>What daxctl printed on real kernels, from its data in another order.</summary>
public sealed class RecordedDaxctlListings
{
    public static TheoryData<string> Recordings =>
    [
        .. GoldenFile.Names("Listings/daxctl")
            .Where(name => name.EndsWith(".RDM.json", StringComparison.Ordinal))
            .Select(name => name[..^9]),
    ];

    [Theory]
    [Trait("Rule", "R71")]
    [MemberData(nameof(Recordings))]
    public void Every_region_and_device_is_printed_as_recorded(string recording) =>
        AssertPrinted(recording, "RDM", new DaxctlOptions(
            Regions: true, Devices: true, Mappings: true));

    [Theory]
    [Trait("Rule", "R72")]
    [Trait("Rule", "R73")]
    [Trait("Rule", "R74")]
    [MemberData(nameof(Recordings))]
    public void The_same_for_people_is_printed_as_recorded(string recording) =>
        AssertPrinted(recording, "RDMu", new DaxctlOptions(
            Regions: true, Devices: true, Mappings: true, Human: true));

    [Theory]
    [Trait("Rule", "R72")]
    [MemberData(nameof(Recordings))]
    public void Regions_alone_are_printed_as_recorded(string recording) =>
        AssertPrinted(recording, "Ru", new DaxctlOptions(Regions: true, Human: true));

    private static void AssertPrinted(string recording, string flags, DaxctlOptions options) =>
        Assert.Equal(
            Golden(recording, flags),
            DaxctlListing.Text(RecordedDax.Regions(Golden(recording, "RDM")), options));

    private static string Golden(string recording, string flags) =>
        GoldenFile.Read("Listings", "daxctl", $"{recording}.{flags}.json");
}
