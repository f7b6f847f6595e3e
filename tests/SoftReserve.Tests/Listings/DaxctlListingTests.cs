using SoftReserve.Addresses;
using SoftReserve.Listings;
using Xunit;

namespace SoftReserve.Tests.Listings;

public sealed class DaxctlListingTests
{
    [Fact]
    [Trait("Rule", "R71")]
    public void A_region_stands_where_the_lowest_hash_of_its_devices_puts_it()
    {
        // dax4.0 has the highest hash of all, dax4.1 one below dax2.0's.
        var listing = DaxctlListing.Text(
            [Region(0, Device("dax0.0")), Region(2, Device("dax2.0")),
                Region(4, Device("dax4.0"), Device("dax4.1"))],
            new DaxctlOptions());

        Assert.Equal(["dax2.0", "dax4.0", "dax4.1", "dax0.0"], Chardevs(listing));
    }

    [Fact]
    public void A_device_of_size_zero_is_listed_only_when_idle_ones_are_wanted()
    {
        DaxRegionView[] regions = [Region(0, Device("dax0.0") with { Size = default })];

        Assert.Empty(DaxctlListing.Text(regions, new DaxctlOptions()));
        Assert.Equal(
            ["dax0.0"], Chardevs(DaxctlListing.Text(regions, new DaxctlOptions(Idle: true))));
    }

    [Fact]
    public void A_region_without_any_device_is_not_seen() =>
        Assert.Empty(DaxctlListing.Text([Region(0)], new DaxctlOptions(Regions: true)));

    [Fact]
    [Trait("Rule", "R74")]
    public void A_large_alignment_is_scaled_for_devices_and_plain_for_regions()
    {
        var region = Region(0, Device("dax0.0") with { Align = ByteSize.GiB(1) }) with
        {
            Align = ByteSize.GiB(1),
        };

        var listing = DaxctlListing.Text(
            [region], new DaxctlOptions(Regions: true, Devices: true, Human: true));

        Assert.Equal(
            """
            {
              "path":"\/platform\/hmem.0",
              "id":0,
              "size":"1024.00 MiB (1073.74 MB)",
              "align":1073741824,
              "devices":[
                {
                  "chardev":"dax0.0",
                  "size":"1024.00 MiB (1073.74 MB)",
                  "target_node":1,
                  "align":"1024.00 MiB (1073.74 MB)",
                  "mode":"devdax",
                  "state":"disabled"
                }
              ]
            }

            """, listing);
    }

    [Fact]
    public void A_device_without_a_known_node_shows_none() =>
        Assert.DoesNotContain(
            "target_node",
            DaxctlListing.Text(
                [Region(0, Device("dax0.0") with { TargetNode = -1 })], new DaxctlOptions()),
            StringComparison.Ordinal);

    private static DaxRegionView Region(int id, params DaxDeviceView[] devices) => new(
        $"/platform/hmem.{id}", id, ByteSize.GiB(1), default, ByteSize.MiB(2), [.. devices]);

    private static DaxDeviceView Device(string name) => new(
        name, ByteSize.GiB(1), 1, ByteSize.MiB(2), DaxctlMode.Devdax, null, null, null, true,
        []);

    private static IEnumerable<string> Chardevs(string listing) =>
        RecordedJson.Parse(listing).EnumerateArray().Select(device => device.Text("chardev"));
}
