using System.Globalization;
using Xunit;

namespace SoftReserve.Cli.Tests.Transcripts;

/// <summary>Recorded sessions, typed again on the modelled machine: each command of cxl and daxctl
/// prints what it printed, byte for byte, and ends as it ended. <c>exceptions.txt</c> beside this
/// file lists those that do not.</summary>
public sealed class TranscriptTests
{
    private static IEnumerable<string> All => Directory.EnumerateFiles(
            Repository.At("captures"), "transcript.txt", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(
            Repository.At("captures"), Path.GetDirectoryName(file)!))
        .Order(StringComparer.Ordinal);

    private static IReadOnlyList<string[]> Exceptions { get; } =
    [
        .. File.ReadLines(Repository.At(
                "tests", "SoftReserve.Cli.Tests", "Transcripts", "exceptions.txt"))
            .Where(line => line[0] != '#')
            .Select(line => line.Split(' ', 3)),
    ];

    public static TheoryData<string> Folders() => new(All);

    [Theory]
    [MemberData(nameof(Folders))]
    public void The_tools_say_what_they_said(string folder)
    {
        var differences = Numbered(folder)
            .Where(each => each.Entry.Recorded.IsNdctl && each.Entry.Difference is not null)
            .ToDictionary(each => each.Number, each => each.Entry);
        var listed = Exceptions.Where(each => each[0] == folder)
            .Select(each => int.Parse(each[1], CultureInfo.InvariantCulture)).ToHashSet();
        Assert.True(
            differences.Keys.All(listed.Contains),
            string.Join('\n', differences.Select(
                each => $"{each.Key} {each.Value.Recorded.Command}: {each.Value.Difference}")));
        Assert.All(listed, number => Assert.Contains(number, differences.Keys));
    }

    // a replay that typed nothing would agree with everything
    [Fact]
    public void So_many_commands_are_typed()
    {
        var entries = All.SelectMany(TranscriptReplay.Of).ToList();
        Assert.Equal(
            (126, 125, 19, 0),
            (
                entries.Count(each => each.Recorded.IsNdctl),
                entries.Count(each => each.Recorded.IsNdctl && each.Difference is null),
                entries.Count(each => !each.Recorded.IsNdctl && each.Outcome is not null),
                entries.Count(each => !each.Recorded.IsNdctl && each.Outcome is null)));
    }

    [Fact]
    public void Every_exception_has_a_transcript_and_a_reason()
    {
        Assert.Empty(Exceptions.Select(each => each[0]).Except(All));
        Assert.All(Exceptions, each => Assert.StartsWith("- ", each[2]));
    }

    private static IEnumerable<(int Number, TypedEntry Entry)> Numbered(string folder) =>
        TranscriptReplay.Of(folder).Select((entry, index) => (index + 1, entry));
}
