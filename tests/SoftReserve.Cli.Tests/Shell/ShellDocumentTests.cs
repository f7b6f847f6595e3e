using System.Text.RegularExpressions;
using Xunit;

namespace SoftReserve.Cli.Tests.Shell;

/// <summary>docs/shell.md shows what the program prints; SOFTRESERVE_ACCEPT=1 rewrites
/// it.</summary>
public sealed class ShellDocumentTests
{
    private static readonly string Page = Repository.At("docs", "shell.md");

    [Fact]
    public void The_script_of_the_page_prints_what_the_page_shows()
    {
        var page = File.ReadAllText(Page);
        var script = Block(page, "sh");
        var shown = Block(page, "console");
        var command = shown.Split('\n')[0];
        var words = command["$ softreserve ".Length..].Split(' ');
        Assert.Equal(["--run", "recreate.sh"], words[^2..]);
        var (output, error) = (new StringWriter(), new StringWriter());
        Assert.Equal(
            0, Program.Run(words[..^2], output, error, new StringReader(script)));
        Assert.Equal("", error.ToString());
        var printed = $"{command}\n{output}";
        if (Environment.GetEnvironmentVariable("SOFTRESERVE_ACCEPT") == "1")
            File.WriteAllText(Page, page.Replace(shown, printed, StringComparison.Ordinal));
        Assert.Equal(printed, Block(File.ReadAllText(Page), "console"));
    }

    private static string Block(string page, string kind) =>
        Regex.Match(page, $"```{kind}\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
}
