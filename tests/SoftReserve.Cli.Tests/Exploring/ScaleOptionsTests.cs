using System.Diagnostics;
using System.Globalization;
using SoftReserve.Cli.Exploring;
using SoftReserve.Exploration;
using SoftReserve.Generations;
using Xunit;

namespace SoftReserve.Cli.Tests.Exploring;

/// <summary>The options that make a large exploration possible, as they are typed.</summary>
public sealed class ScaleOptionsTests : IDisposable
{
    private const long MostKilobytes = 300 << 10;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("softreserve");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("100M", 100L << 20)]
    [InlineData("2g", 2L << 30)]
    [InlineData("3000000000", 3_000_000_000)]
    public void A_size_has_a_unit_or_is_in_bytes(string text, long bytes)
    {
        Assert.True(MemorySize.TryParse(text, out var found));
        Assert.Equal(bytes, found);
    }

    [Theory]
    [InlineData("")]
    [InlineData("G")]
    [InlineData("99M")]
    [InlineData("-2G")]
    [InlineData("9999999999G")]
    [InlineData("2.5G")]
    public void A_size_that_is_none_or_too_small_is_refused(string text) =>
        Assert.False(MemorySize.TryParse(text, out _));

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var (code, _, error) = Run(
            "explore", "one-window", "--threads", "0", "--max-memory", "1M", "--shard", "2/2",
            "--max-states", "0", "--result", "x");
        Assert.Equal(ExitCode.Unusable, code);
        foreach (var option in new[]
        {
            "--threads", "--max-memory", "--shard", "--max-states", "--result",
        })
            Assert.Contains(option, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Typed_shards_are_joined_to_what_one_command_answers()
    {
        string[] explore =
            ["explore", Machine(5), "--kernel", "v4", "--no-reduction", "--no-symmetry"];
        var files = new List<string>();
        for (var index = 0; index < 2; index++)
        {
            files.Add(PathOf($"{index}"));
            var (code, _, error) = Run(
                [.. explore, "--shard", $"{index}/2", "--result", files[^1], "--threads", "2"]);
            Assert.True(code is ExitCode.Fine or ExitCode.BadAnswer, error);
        }

        var (whole, merged) = (Run(explore), Run(["explore", "merge", .. files]));
        Assert.Equal((whole.Code, whole.Output), (merged.Code, merged.Output));
        var (missing, _, told) = Run("explore", "merge", files[1]);
        Assert.Equal(ExitCode.Unusable, missing);
        Assert.Contains("missing: shard 0/2", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("merge", "x")]
    [InlineData("one-window", "--shard", "0/2", "--resume")]
    [InlineData("@/etc/hostname")]
    [InlineData()]
    public void A_result_that_asks_for_something_else_is_refused(params string[] arguments)
    {
        var start = GeneratedMachine.PowerOn(1, V4.Choices);
        using (var file = File.Create(PathOf("odd")))
            KernelExploration.Run(start, new ExplorerOptions()).Explored
                .SaveShard(file, ModelIdentity.Of(start, StepOrder.Any), arguments);
        var (code, output, error) = Run("explore", "merge", PathOf("odd"));
        Assert.Equal((ExitCode.Unusable, ""), (code, output));
        Assert.StartsWith("softreserve: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bounded_exploration_goes_on_where_it_stopped()
    {
        string[] explore = ["explore", Machine(4), "--kernel", "v4", "--no-symmetry"];
        var checkpoint = PathOf("checkpoint");
        var (code, _, _) = Run([.. explore, "--max-states", "300", "--checkpoint", checkpoint]);
        Assert.Equal(ExitCode.Incomplete, code);
        Assert.Equal([checkpoint], Directory.GetFiles(_folder.FullName, "check*"));
        var (whole, resumed) = (Run(explore), Run([.. explore, "--resume", checkpoint]));
        Assert.Equal((whole.Code, whole.Output), (resumed.Code, resumed.Output));
        Assert.Equal(ExitCode.Unusable,
            Run("explore", "one-window", "--no-symmetry", "--resume", checkpoint).Code);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("4")]
    public async Task Memory_stays_below_its_bound_and_is_told_to_be_it(string threads)
    {
        using var program = Process.Start(new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "softreserve.dll"), "explore", Machine(9),
            "--kernel", "v4", "--no-reduction", "--no-symmetry", "--max-memory", "200M",
            "--threads", threads,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var most = 0L;
        while (!program.WaitForExit(10))
            most = Math.Max(most, PeakKilobytes(program.Id));
        Assert.Equal(ExitCode.Incomplete, program.ExitCode);
        Assert.InRange(most, 1, MostKilobytes);
        Assert.Contains("emory", await output + await error, StringComparison.Ordinal);
    }

    private static long PeakKilobytes(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status")
                .FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null
                ? 0
                : long.Parse(line[6..^2].Trim(), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // it has just ended
        }
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = Program.Run(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }

    private string Machine(int windows)
    {
        var path = PathOf($"{windows}.yaml");
        File.WriteAllText(path, GeneratedMachine.Text(windows));
        return path;
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
