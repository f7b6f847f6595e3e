using System.Text.RegularExpressions;
using Xunit;

namespace SoftReserve.Cli.Tests.Shell;

/// <summary>The transcript of the cover letter's [3] against what the mail shows.</summary>
public sealed partial class CoverLetterTests
{
    private static readonly string[] Transcript = File.ReadAllLines(Repository.At(
        "tests", "SoftReserve.Cli.Tests", "Golden", "Shell", "cover-letter-3.txt"));

    [Fact]
    public void The_log_of_the_new_device_comes_line_by_line_and_nothing_else()
    {
        var mail = Quoted().Matches(File.ReadAllText(
                Repository.At("cases", "seed", "seed-3-recreate-dax.yaml")))
            .Select(match => match.Groups[1].Value);

        var log = Transcript
            .SkipWhile(line => !line.StartsWith("$ dmesg", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => !line.StartsWith('$'))
            .Select(line => Pages().Replace(line, "").TrimEnd());

        Assert.Equal(mail.Select(line => line.TrimEnd()), log);
    }

    [Theory]
    [InlineData(0, "dax4.0")]
    [InlineData(1, "dax4.1")]
    public void Iomem_has_the_device_in_the_same_place_before_and_after(int which, string device)
    {
        var starts = Transcript.Index()
            .Where(line => line.Item == "2850000000-484fffffff : Soft Reserved").ToList();

        Assert.Equal(
            [
                "2850000000-484fffffff : Soft Reserved",
                "  2850000000-484fffffff : CXL Window 1",
                $"    2850000000-484fffffff : {device}",
                "      2850000000-484fffffff : System RAM (kmem)",
            ],
            Transcript[starts[which].Index..][..4]);
    }

    [GeneratedRegex("(?m)^        - '(.*)'$")]
    private static partial Regex Quoted();

    // the mail's were measured
    [GeneratedRegex("(?<=Total pages: )[0-9]+$")]
    private static partial Regex Pages();
}
