using Xunit;

namespace SoftReserve.Cli.Tests;

/// <summary>The examples in docs are what the program prints.</summary>
public sealed class DocumentExampleTests
{
    private const string Prompt = "console\n$ softreserve ";

    private static readonly string[] Documents =
        ["compare.md", "explain.md", "explore.md", "qemu.md"];

    public static TheoryData<string, string, string> Examples()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var document in Documents)
            foreach (var block in File.ReadAllText(Repository.At("docs", document)).Split("```"))
                if (block.StartsWith(Prompt, StringComparison.Ordinal))
                {
                    var lines = block[Prompt.Length..].Split('\n', 2);
                    data.Add(document, lines[0], lines[1]);
                }

        return data;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_prints_what_the_page_shows(
        string document, string arguments, string shown)
    {
        Assert.Contains(document, Documents);
        var (exit, output, error) = Command.Run(arguments.Split(' '));
        Assert.Equal((shown, ""), (output, error));
        var isBad = shown.Contains(" lost", StringComparison.Ordinal)
            || shown.Contains("Broken:", StringComparison.Ordinal);
        if (document != "explain.md")
            Assert.Equal(isBad ? ExitCode.BadAnswer : ExitCode.Fine, exit);
    }

    [Fact]
    public void Every_page_has_an_example() => Assert.All(
        Documents, document => Assert.Contains(Examples(), row => row.Data.Item1 == document));
}
