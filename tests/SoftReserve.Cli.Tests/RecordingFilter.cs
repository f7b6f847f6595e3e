using System.Text.RegularExpressions;

namespace SoftReserve.Cli.Tests;

/// <summary>Makes what a kernel showed and what the model says comparable, for every output of a
/// recording. What it leaves out stands in docs/recordings.md: simulated details, such as times,
/// and numbers that follow the order in which probes end.</summary>
internal static partial class RecordingFilter
{
    /// <summary>Each value of one output that the other lacks, as often as it does.</summary>
    public static IReadOnlyList<string> Differences(
        IReadOnlyList<string> recorded, IReadOnlyList<string> predicted) =>
    [
        .. Missing(recorded, predicted).Select(line => "recorded  " + line),
        .. Missing(predicted, recorded).Select(line => "predicted " + line),
    ];

    /// <summary>Drivers of CXL regions and dax devices: how many of each, since their numbers
    /// differ.</summary>
    public static IReadOnlyList<string> Drivers(string text) =>
    [
        .. LinesOf(text).Where(line => Bound().IsMatch(line))
            .Select(line => Digits().Replace(line, "N")),
    ];

    /// <summary>Memory tiers, sets of nodes, and the state and node of memory blocks. Blocks that
    /// were there at boot are left out: they are firmware's RAM.</summary>
    public static IReadOnlyList<string> Memory(string text)
    {
        var lines = LinesOf(text);
        return
        [
            .. lines.Where(line => NodeSet().IsMatch(line)).Select(FirstWord),
            .. lines.Where(line => Tier().IsMatch(line)),
            .. lines.Where(line => BlockPlace().Match(line) is { Success: true } block
                && int.Parse(block.Groups[1].ValueSpan) >= FirstAddedBlock),
        ];
    }

    // the recorded machines have 1.5 GiB of RAM below 4 GiB, in blocks of 128 MiB
    private const int FirstAddedBlock = 32;

    private static List<string> Missing(IEnumerable<string> lines, IEnumerable<string> others)
    {
        var left = lines.ToList();
        foreach (var line in others)
            left.Remove(line);
        return left;
    }

    private static string[] LinesOf(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string FirstWord(string line) => line.Split(' ')[0];

    [GeneratedRegex(@"^(?:cxl/devices/region|dax/devices/dax)\d")]
    private static partial Regex Bound();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    [GeneratedRegex("^(?:possible|online|has_memory|block_size)=")]
    private static partial Regex NodeSet();

    [GeneratedRegex(@"^memory_tier\d+ nodelist=")]
    private static partial Regex Tier();

    [GeneratedRegex(@"^memory(\d+)/(?:state|node)")]
    private static partial Regex BlockPlace();
}
