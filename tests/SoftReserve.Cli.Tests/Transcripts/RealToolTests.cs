using System.Text.RegularExpressions;
using SoftReserve.Userspace;
using Xunit;

namespace SoftReserve.Cli.Tests.Transcripts;

/// <summary>What cxl and daxctl 85 themselves said on a recorded sysfs, in
/// <c>Golden/ndctl-85</c>, and what the model says on the same machine. Left out are what a card's
/// mailbox tells, and the lines of a usage, whose wording is our own.</summary>
public sealed partial class RealToolTests
{
    private static readonly Dictionary<string, string> Machines = new()
    {
        ["missing-member"] = "7.2/c-missing-member",
        ["two-regions"] = "6.12/f-two-gap",
        ["two-windows"] = "7.2/g-two-windows-two-SR",
    };

    public static TheoryData<string, int> Entries()
    {
        var data = new TheoryData<string, int>();
        foreach (var name in Machines.Keys)
            for (var index = 0; index < Read(name).Count; index++)
                data.Add(name, index);
        return data;
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public void The_model_says_what_the_tools_say(string name, int index)
    {
        var entry = Read(name)[index];
        var kernel = RecordedBoots.Boot(RecordedBoots.Read(Machines[name]));
        var outcome = CommandParser.Parse(entry.Command)!.Run(kernel);
        var predicted = Shorten(outcome.Complaints + outcome.Output);
        Assert.Equal(
            $"$ {entry.Command}\n{Shorten(entry.Output)}[rc={entry.ExitCode}]",
            $"$ {entry.Command}\n{predicted}[rc={outcome.ExitCode}]");
    }

    private static IReadOnlyList<TranscriptEntry> Read(string name) => TranscriptEntry.Read(
        Repository.At("tests", "SoftReserve.Cli.Tests", "Golden", "ndctl-85", name + ".txt"));

    private static string Shorten(string text) =>
        Mailbox().Replace(UsageLines().Replace(text, "$1"), "");

    [GeneratedRegex(@"(?s)( usage: (?:cxl|daxctl) [a-z][^\n]*\n).*")]
    private static partial Regex UsageLines();

    [GeneratedRegex(@" *""firmware_version"":""[^\n]*\n")]
    private static partial Regex Mailbox();
}
