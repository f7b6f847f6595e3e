using SoftReserve.Listings;
using Xunit;

namespace SoftReserve.Tests.Listings;

/// <summary>Choices of <c>cxl list</c> that no recording has, on the recorded machine with two
/// windows and a dead card.</summary>
public sealed class CxlListingTests
{
    private static readonly CxlView TwoHostBridges = View("6.18/e2-two-windows");

    private static readonly CxlView FailedRegion = View("6.12/c-missing-member");

    [Fact]
    public void Ports_of_one_kind_alone_stand_flat() =>
        Assert.Equal(
            ["endpoint3", "endpoint4"],
            Names(TwoHostBridges, new CxlListOptions(Endpoints: true), "endpoint").Order());

    [Fact]
    public void Cards_stand_below_their_port_when_endpoints_are_left_out()
    {
        var text = CxlListing.Text(
            TwoHostBridges, new CxlListOptions(Ports: true, Memdevs: true));

        Assert.Contains("\"memdevs:port1\":[\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("endpoint", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_that_is_not_bound_is_listed_only_when_idle_ones_are_wanted()
    {
        Assert.Empty(Names(FailedRegion, new CxlListOptions(Regions: true), "region"));
        Assert.Equal(
            ["region0"],
            Names(FailedRegion, new CxlListOptions(Regions: true, Idle: true), "region"));
    }

    [Fact]
    public void Regions_stand_in_order_of_their_addresses() =>
        Assert.Equal(
            ["region1", "region0"],
            Names(View("6.12/e-two-contig"), new CxlListOptions(Regions: true), "region"));

    [Fact]
    public void Cards_and_regions_stand_in_lists_of_their_own()
    {
        var text = CxlListing.Text(View("7.2/a-exact"), new CxlListOptions());

        Assert.StartsWith("[\n  {\n    \"memdevs\":[\n", text, StringComparison.Ordinal);
        Assert.Contains("  {\n    \"regions\":[\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_bus_for_people_stands_alone_with_hexadecimal_numbers() =>
        Assert.Equal(
            """
            {
              "bus":"root0",
              "provider":"ACPI.CXL",
              "injectable_protocol_errors":[],
              "nr_dports":1,
              "dports":[
                {
                  "dport":"pci0000:0c",
                  "alias":"ACPI0016:00",
                  "id":"0xc",
                  "protocol_injectable":false
                }
              ]
            }

            """, CxlListing.Text(
            View("7.2/a-exact"), new CxlListOptions(Buses: true, Targets: true, Human: true)));

    [Theory]
    [InlineData(0, false, false, false)]
    [InlineData(1, true, false, false)]
    [InlineData(2, true, true, false)]
    [InlineData(3, true, true, true)]
    public void Each_v_adds_to_what_is_shown(
        int times, bool hasDecoders, bool hasDisabled, bool hasDetails)
    {
        var text = CxlListing.Text(
            FailedRegion, new CxlListOptions(Memdevs: true).WithVerbosity(times));

        Assert.Equal(hasDecoders, text.Contains("decoder0.0", StringComparison.Ordinal));
        Assert.Equal(hasDisabled, text.Contains("disabled", StringComparison.Ordinal));
        Assert.Equal(hasDetails, text.Contains("alert_config", StringComparison.Ordinal));
    }

    private static CxlView View(string recording) =>
        RecordedCxl.View(Recording.Read(recording, "cxl-list.json"));

    private static IEnumerable<string> Names(
        CxlView view, CxlListOptions options, string key) =>
        RecordedJson.Parse(CxlListing.Text(view, options)).EnumerateArray()
            .Select(each => each.Text(key));
}
