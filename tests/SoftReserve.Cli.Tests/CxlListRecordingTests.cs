using SoftReserve.Listings;
using Xunit;

namespace SoftReserve.Cli.Tests;

/// <summary>Recordings of real kernels: what the model shows as <c>cxl list -vvv</c> is what the
/// tool printed, through <see cref="CxlListFilter"/>.</summary>
public sealed class CxlListRecordingTests
{
    private const string MemoryEnabled =
        "the first kernel let a card answer to memory addresses without programming a decoder; "
        + "a machine cannot say so, and 6.18 then takes the range register for a decoder";

    private const string Backport =
        "6.12.107 has the decoders' enable bit tell, as 7.2; the model's 6.12 does as 6.18";

    /// <summary>Where the model does not match, and why. Everything outside of that place must
    /// match, and something inside must differ: a repaired one has to be taken out.</summary>
    private static readonly SortedDictionary<string, (string Place, string Why)> Exceptions =
        new(StringComparer.Ordinal)
        {
            ["6.12/c-missing-member"] = ("/endpoint@mem@a1/", Backport),
            ["6.18/c3-uncommitted"] = ("/endpoint@mem@a0/", MemoryEnabled),
            ["v4/c3-uncommitted.cxlfirst"] = ("/endpoint@mem@a0/", MemoryEnabled),
            ["v4/n06-stale-mode-cxl-last.cxlfirst"] = ("/endpoint@mem@a0/", MemoryEnabled),
            ["v4/n20-three-SR-order.cxlfirst"] = ("/endpoint@mem@a1/", MemoryEnabled),
        };

    public static TheoryData<string> Recordings => [.. Listed];

    private static IEnumerable<string> Listed => RecordedBoots.Folders.Where(
        folder => RecordedBoots.Read(folder).BootState?.CxlListJson is not null);

    [Theory]
    [MemberData(nameof(Recordings))]
    public void The_boot_ends_with_the_recorded_cxl_list(string folder)
    {
        var (recorded, predicted) = Outputs(folder);
        var differences = Differences(
            CxlListFilter.Values(recorded), CxlListFilter.Values(predicted));

        var (place, why) = Exceptions.GetValueOrDefault(folder, ("nowhere", ""));
        var (known, unknown) = (
            differences.Where(line => line.Contains(place, StringComparison.Ordinal)),
            differences.Where(line => !line.Contains(place, StringComparison.Ordinal)));
        Assert.True(!unknown.Any(), string.Join('\n', unknown));
        Assert.True(known.Any() == Exceptions.ContainsKey(folder), $"matches now: {why}");
    }

    [Fact]
    public void Where_the_numbers_are_the_recorded_ones_so_is_the_order_of_every_list()
    {
        var outputs = Listed.Where(folder => !Exceptions.ContainsKey(folder))
            .Select(folder => (folder, texts: Outputs(folder)))
            .Where(each => CxlListFilter.Names(each.texts.Recorded)
                .SequenceEqual(CxlListFilter.Names(each.texts.Predicted)))
            .ToArray();

        Assert.True(outputs.Length > 80, $"{outputs.Length} recordings");
        Assert.All(outputs, each => Assert.Equal(
            CxlListFilter.WithoutMailbox(each.texts.Recorded),
            CxlListFilter.WithoutMailbox(each.texts.Predicted)));
    }

    [Fact]
    public void Exceptions_are_recordings() =>
        Assert.Empty(Exceptions.Keys.Except(Listed));

    private static (string Recorded, string Predicted) Outputs(string folder)
    {
        var recording = RecordedBoots.Read(folder);
        return (recording.BootState!.CxlListJson!, CxlListing.Text(
            CxlOfKernel.View(RecordedBoots.Boot(recording)),
            new CxlListOptions().WithVerbosity(3)));
    }

    /// <summary>Each value of one output that the other lacks, as often as it does.</summary>
    private static List<string> Differences(
        IReadOnlyList<string> recorded, IReadOnlyList<string> predicted) =>
    [
        .. Missing(recorded, predicted).Select(line => "recorded  " + line),
        .. Missing(predicted, recorded).Select(line => "predicted " + line),
    ];

    private static List<string> Missing(IEnumerable<string> lines, IEnumerable<string> others)
    {
        var left = lines.ToList();
        foreach (var line in others)
            left.Remove(line);
        return left;
    }
}
