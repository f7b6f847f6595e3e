using System.Globalization;
using System.Text.RegularExpressions;
using SoftReserve.Tests.Listings;
using Xunit;

namespace SoftReserve.Tests.Memory;

/// <summary>The lines about nodes of a whole simulated boot, against the recording of the same
/// machine.</summary>
/// <remarks>captures/v4/a-exact.cxlfirst, 6.18.15 with the nine patches, QEMU. The totals of pages
/// are what a kernel keeps for itself, not the model's.</remarks>
public sealed partial class KmemAnnouncementTests
{
    private static readonly string[] Starts =
        ["Fallback order", "Built ", "Policy zone", "Demotion targets"];

    [Fact]
    [Trait("Rule", "R75")]
    [Trait("Rule", "R76")]
    public void A_simulated_boot_says_about_nodes_what_the_recorded_one_said()
    {
        var kernel = new Boots("lab-one")
        {
            CommandLine = "memmap=512M%0x110000000+0xefffffff",
            With = """
                {cxl: {decoders: [{memdev: mem0, range: 0x110000000-0x12fffffff, ways: 1,
                  granularity: 256, position: 0, committed: true}]}}
                """,
        }.Run();
        var recorded = Recording.Read("v4/a-exact.cxlfirst", "dmesg.txt").Split('\n')
            .Select(line => line[(line.IndexOf(']', StringComparison.Ordinal) + 1)..].TrimStart());
        Assert.Equal(NodeLines(recorded), NodeLines(kernel.Log()));
    }

    [Fact]
    [Trait("Rule", "R75")]
    public void More_memory_for_a_populated_zone_says_nothing_about_zonelists()
    {
        var lines = NodeLines(new Boots("two-windows-two-ranges").Run().Log());
        var one = NodeLines(new Boots("one-window").Run().Log());
        Assert.Equal(
            one.Count(line => line.StartsWith("Policy zone", StringComparison.Ordinal)) + 2,
            lines.Count(line => line.StartsWith("Policy zone", StringComparison.Ordinal)));

        var amd = NodeLines(new Boots("amd-three-windows").Run().Log());
        Assert.Equal(
            one.Count(line => line.StartsWith("Policy zone", StringComparison.Ordinal)),
            amd.Count(line => line.StartsWith("Policy zone", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_total_of_pages_has_the_first_block_of_what_goes_online()
    {
        const long OneBlock = 0x800_0000 / 4096;

        Assert.Equal(OneBlock, Gain(Recording.Read("7.2/a-exact", "dmesg.txt").Split('\n')));
        Assert.Equal(OneBlock, Gain(new Boots("one-window").Run().Log()));

        static long Gain(IEnumerable<string> log)
        {
            var totals = log.Select(line => Pages().Match(line)).Where(match => match.Success)
                .Select(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
                .ToList();
            return totals[^1] - totals[^2];
        }
    }

    private static List<string> NodeLines(IEnumerable<string> log) =>
    [
        .. log.Where(line =>
                Starts.Any(start => line.StartsWith(start, StringComparison.Ordinal)))
            .Select(line => Pages().Replace(line, "")),
    ];

    [GeneratedRegex("  Total pages: ([0-9]+)$")]
    private static partial Regex Pages();
}
