using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace SoftReserve.Cli.Tests;

/// <summary>What docs/findings.md says of a kernel is so.</summary>
public sealed partial class FindingsDocumentTests
{
    private static string Document => File.ReadAllText(Repository.At("docs", "findings.md"));

    public static TheoryData<string, string, string> Findings()
    {
        var data = new TheoryData<string, string, string>();
        foreach (Match finding in Finding().Matches(Document))
            data.Add(
                finding.Groups["property"].Value, finding.Groups["arguments"].Value,
                finding.Groups["shown"].Value);
        return data;
    }

    [Theory]
    [MemberData(nameof(Findings))]
    public void The_order_ends_as_the_page_shows(string property, string arguments, string shown)
    {
        Assert.NotEmpty(property);
        var (exit, output, error) = Command.Run(arguments.Split(' '));
        Assert.Equal((ExitCode.Fine, ""), (exit, error));
        Assert.Equal(shown, output);
    }

    [Theory]
    [MemberData(nameof(Findings))]
    public void Exploring_finds_it_with_no_hint_but_machine_kernel_and_configuration(
        string property, string arguments, string shown)
    {
        Assert.NotEmpty(shown);
        var words = arguments.Split(' ');
        string[] explore = ["explore", .. words[1..^2], "--json"];
        var (exit, output, _) = Command.Run(explore);
        Assert.Equal(ExitCode.BadAnswer, exit);
        var violation = JsonNode.Parse(output)!["violations"]!.AsArray()
            .Single(each => $"{each!["property"]}" == property)!;
        Assert.Equal(words[^1], $"{violation["order"]}");
    }

    [Fact]
    public void There_are_findings() => Assert.True(Findings().Count >= 7);

    [GeneratedRegex(
        @"Breaks `(?<property>[a-z-]+)`:\n\n```console\n\$ softreserve (?<arguments>[^\n]+)\n"
        + @"(?<shown>.*?)```",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Finding();
}
