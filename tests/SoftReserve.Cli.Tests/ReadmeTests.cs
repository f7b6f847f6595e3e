using Xunit;

namespace SoftReserve.Cli.Tests;

/// <summary>README's examples are what the program prints.</summary>
public sealed class ReadmeTests
{
    private const string Prompt = "$ dotnet run --project src/SoftReserve.Cli -- ";

    public static TheoryData<string, string> Examples()
    {
        var data = new TheoryData<string, string>();
        var blocks = File.ReadAllText(Repository.At("README.md")).Split("```");
        foreach (var block in blocks.Where(block => block.StartsWith(
            "console\n" + Prompt, StringComparison.Ordinal)))
        {
            var lines = block.Split('\n', 3);
            data.Add(lines[1][Prompt.Length..], lines[2]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_prints_what_readme_shows(string arguments, string shown)
    {
        var (exit, output, error) = Command.Run(arguments.Split(' '));
        Assert.Equal("", error);
        Assert.Equal(shown, output);
        Assert.Equal(
            shown.Contains("Broken:", StringComparison.Ordinal)
                ? ExitCode.BadAnswer : ExitCode.Fine,
            exit);
    }

    [Fact]
    public void Readme_shows_at_least_the_cover_letters_machine() =>
        Assert.Contains(Examples(), row => row.Data.Item1 == "boot amd-three-windows");
}
