using System.Diagnostics;
using Xunit;

namespace SoftReserve.Cli.Tests;

/// <summary>The sample of a made-up kernel builds, is small, and does what its page
/// shows.</summary>
public sealed class SampleTests
{
    private const int MostLines = 80;
    private const string Prompt = "$ dotnet run --project samples/V9 -- ";

    public static TheoryData<string, string> Examples()
    {
        var data = new TheoryData<string, string>();
        var text = File.ReadAllText(Repository.At("samples", "README.md"));
        var blocks = text.Split("```").Where(block => block.StartsWith(
            "console\n", StringComparison.Ordinal));
        foreach (var example in blocks.SelectMany(block => block.Split(Prompt).Skip(1)))
        {
            var lines = example.Split('\n', 2);
            data.Add(lines[0], lines[1]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_prints_what_the_page_shows(string arguments, string shown)
    {
        var (exit, output, error) = await RunSample(arguments.Split(' '));
        Assert.Equal("", error);
        Assert.Equal(shown, output);
        Assert.Equal(ExitCode.Fine, exit);
    }

    [Fact]
    public void The_page_shows_the_posting_and_the_made_up_kernel() =>
        Assert.Equal(2, Examples().Count);

    [Fact]
    public async Task The_made_up_kernel_boots_the_cover_letters_machine()
    {
        var (exit, output, _) =
            await RunSample("boot", "amd-three-windows", "--kernel", "v9");
        Assert.Equal(ExitCode.Fine, exit);
        Assert.Contains(
            "850000000-284fffffff  128GiB cxl   dax0.0", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_made_up_kernel_is_listed_where_a_name_is_wrong()
    {
        var (exit, _, error) =
            await RunSample("boot", "amd-three-windows", "--kernel", "v10");
        Assert.Equal(ExitCode.Unusable, exit);
        Assert.Contains("7.2, v9, legacy", error, StringComparison.Ordinal);
    }

    [Fact]
    public void All_of_it_is_less_than_80_lines() => Assert.InRange(
        Directory.GetFiles(Repository.At("samples", "V9"), "*.cs")
            .Sum(file => File.ReadAllLines(file).Length),
        1, MostLines - 1);

    private static async Task<(int Exit, string Output, string Error)> RunSample(
        params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "V9.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var cancel = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var error = process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, await output, await error);
    }
}
