using Xunit;

namespace SoftReserve.Cli.Tests.Explaining;

/// <summary>The example in docs/explain.md is what the program prints.</summary>
public sealed class ExplainDocTests
{
    private const string Prompt = "console\n$ softreserve ";

    public static TheoryData<string, string> Examples()
    {
        var data = new TheoryData<string, string>();
        foreach (var block in File.ReadAllText(Repository.At("docs", "explain.md")).Split("```"))
            if (block.StartsWith(Prompt, StringComparison.Ordinal))
            {
                var lines = block.Split('\n', 3);
                data.Add(lines[1]["$ softreserve ".Length..], lines[2]);
            }

        return data;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_prints_what_the_page_shows(string arguments, string shown)
    {
        var (exit, output, error) = Command.Run(arguments.Split(' '));
        Assert.Equal((ExitCode.Fine, ""), (exit, error));
        Assert.Equal(shown, output);
    }

    [Fact]
    public void The_page_has_an_example() => Assert.NotEmpty(Examples());
}
