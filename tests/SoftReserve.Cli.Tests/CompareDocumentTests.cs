using Xunit;

namespace SoftReserve.Cli.Tests;

/// <summary>The examples of docs/compare.md are what the program prints.</summary>
public sealed class CompareDocumentTests
{
    private const string Prompt = "console\n$ softreserve ";

    public static TheoryData<string, string> Examples()
    {
        var data = new TheoryData<string, string>();
        foreach (var block in File.ReadAllText(Repository.At("docs", "compare.md")).Split("```"))
            if (block.StartsWith(Prompt, StringComparison.Ordinal))
            {
                var lines = block[Prompt.Length..].Split('\n', 2);
                data.Add(lines[0], lines[1]);
            }

        return data;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_prints_what_the_document_shows(string arguments, string shown)
    {
        var (exit, output, error) = Command.Run(arguments.Split(' '));
        Assert.Equal("", error);
        Assert.Equal(shown, output);
        Assert.Equal(
            shown.Contains(" lost", StringComparison.Ordinal)
                ? ExitCode.BadAnswer : ExitCode.Fine,
            exit);
    }

    [Fact]
    public void The_document_shows_a_loss_every_kernel_and_no_change() =>
        Assert.Equal(3, Examples().Count);
}
