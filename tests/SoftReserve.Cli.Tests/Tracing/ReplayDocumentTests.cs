using Xunit;

namespace SoftReserve.Cli.Tests.Tracing;

/// <summary>The examples of docs/replay.md are what the program prints; SOFTRESERVE_ACCEPT=1
/// rewrites them, tokens included.</summary>
public sealed class ReplayDocumentTests
{
    private const string Prompt = "console\n$ softreserve ", Order = "order ";

    private static string Document => Repository.At("docs", "replay.md");

    [Fact]
    public void The_examples_print_what_the_document_shows()
    {
        var blocks = File.ReadAllText(Document).Split("```");
        var shown = string.Join("```", blocks);
        Assert.Equal(2, blocks.Count(IsExample));
        for (var index = 0; index < blocks.Length; index++)
            if (IsExample(blocks[index]))
                Renew(blocks, index);
        var now = string.Join("```", blocks);
        if (Environment.GetEnvironmentVariable("SOFTRESERVE_ACCEPT") == "1")
            File.WriteAllText(Document, now);
        else
            Assert.Equal(shown, now);
    }

    private static bool IsExample(string block) =>
        block.StartsWith(Prompt, StringComparison.Ordinal);

    // a token that changed in one example is typed in the next
    private static void Renew(string[] blocks, int index)
    {
        var lines = blocks[index][Prompt.Length..].Split('\n', 2);
        var (exit, output, error) = Command.Run(lines[0].Split(' '));
        Assert.Equal((ExitCode.Fine, ""), (exit, error));
        blocks[index] = $"{Prompt}{lines[0]}\n{output}";
        var (before, after) = (TokenIn(lines[1]), TokenIn(output));
        for (var later = index + 1; later < blocks.Length; later++)
            blocks[later] = blocks[later].Replace(before, after, StringComparison.Ordinal);
    }

    private static string TokenIn(string output) => output.Split('\n')[0][Order.Length..];
}
