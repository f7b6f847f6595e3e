using Xunit;

namespace SoftReserve.Cli.Tests.Diagnosing;

/// <summary>docs/diagnose.md shows what the program prints.</summary>
public sealed class DiagnoseDocumentTests
{
    private const string Prompt = "console\n$ softreserve ";

    private static string Document => File.ReadAllText(Repository.At("docs", "diagnose.md"));

    [Fact]
    public void The_examples_are_what_the_program_prints()
    {
        var examples = Document.Split("```").Where(block => block.StartsWith(
            Prompt, StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(examples);
        foreach (var example in examples)
        {
            var lines = example[Prompt.Length..].Split('\n', 2);
            Assert.Equal(lines[1], Command.Run(
                [.. lines[0].Split(' ').Select(InRepository)]).Output);
        }
    }

    [Fact]
    public void The_table_of_rules_is_what_the_program_prints() => Assert.EndsWith(
        Command.Run("diagnose", "--rules").Output, Document, StringComparison.Ordinal);

    private static string InRepository(string word) =>
        word.StartsWith("captures/", StringComparison.Ordinal) ? Repository.At(word) : word;
}
