using SoftReserve.Cli.Tracing;
using SoftReserve.Machines;
using Xunit;

namespace SoftReserve.Cli.Tests.Tracing;

/// <summary>softreserve replay, as typed.</summary>
public sealed class ReplayTests
{
    private const StringSplitOptions Blanks = StringSplitOptions.RemoveEmptyEntries;

    private const string Machine = "amd-three-windows";

    private static readonly JsonShape Shape = JsonShape.Read("replay.schema.json");

    public static TheoryData<string> Machines => [.. BundledMachines.Names];

    [Fact]
    public void Boot_and_replay_follow_one_token_to_one_end()
    {
        var token = Token("-k", "v4", "--order", "cxl_pci,cxl_acpi,cxl_mem,decision,mem0");
        var (exit, owners, _) = Command.Run("boot", Machine, "-k", "v4", "--order", token);
        Assert.Equal(ExitCode.Fine, exit);
        Assert.Contains(" hmem ", owners, StringComparison.Ordinal);
        var replayed = Command.Run("replay", Machine, "-k", "v4", token).Output;
        Assert.Contains(
            owners.Split('\n')[1][..40], replayed, StringComparison.Ordinal);
        Assert.Equal($"order {token}", replayed.Split('\n')[0]);
        Assert.Equal(
            replayed, Command.Run("replay", Machine, "-k", "v4", "--order", token).Output);
    }

    [Fact]
    public void Until_stops_and_shows_the_state_so_far()
    {
        var output = Command.Run("replay", Machine, "-k", "7.2", "--until", "9").Output;
        Assert.Contains("\nAfter step 9 of ", output, StringComparison.Ordinal);
        Assert.Contains("+ 850000000-284fffffff : CXL Window 0", output, StringComparison.Ordinal);
        Assert.DoesNotContain("kmem", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\n 10  ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Backwards_takes_away_what_forwards_adds()
    {
        var forwards = Steps(Command.Run("replay", Machine, "--from", "7").Output);
        var backwards = Steps(Command.Run("replay", Machine, "--from", "7", "--reverse").Output);
        Assert.Equal(
            forwards.Select(step => step.Head), backwards.Select(step => step.Head).Reverse());
        Assert.Contains(forwards, step => step.Lines.Any(line => line[5] == '+'));
        foreach (var (there, back) in forwards.Zip(backwards.AsEnumerable().Reverse()))
            Assert.Equal(
                there.Lines.Where(line => line[5] == '+').Select(line => line[7..].Trim()).Order(),
                back.Lines.Where(line => line[5] == '-').Select(line => line[7..].Trim()).Order());
    }

    [Fact]
    public void Keys_walk_forwards_and_back()
    {
        using var output = new StringWriter();
        var keys = new Queue<char>("nnp?Gxomgq");
        TraceWalk.Run(
            Traces.Quiet(Traces.PowerOn("one-window", "v4")),
            () => keys.TryDequeue(out var key) ? key : null,
            new Terminal(output, TextWriter.Null));
        var heads = output.ToString().Split('\n')
            .Where(line => line.Contains("  [", StringComparison.Ordinal))
            .Select(line => string.Join(' ', line[..8].Split(' ', Blanks).Take(2))).ToList();
        Assert.Equal(["1 ini", "2 ini", "back 2", "2 ini", "3 ini"], heads.Take(5));
        Assert.Equal("back 1", heads[^1]);
        Assert.EndsWith("at power-on\n", output.ToString(), StringComparison.Ordinal);
        Assert.Empty(keys);
    }

    [Fact]
    public void A_module_typed_by_hand_has_no_token()
    {
        using var folder = new Folder();
        var file = folder.Write("by-hand.yaml", BundledMachines.TryReadText("one-window")
            + "\nkernel: {load-by-hand: [dax_hmem]}\n");
        var (exit, output, _) = Command.Run("replay", file, "dax_hmem", "-k", "v4");
        Assert.Equal(ExitCode.Fine, exit);
        Assert.StartsWith("order (with modprobe typed by hand", output, StringComparison.Ordinal);
        Assert.Contains("dax_hmem registers its drivers", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Json_has_the_shape_of_its_schema(string machine)
    {
        foreach (var kernel in new[] { "6.12", "v4", "v6", "7.2" })
            Assert.Empty(Shape.Problems(
                Command.Run("replay", machine, "-k", kernel, "--json").Output));
    }

    [Theory]
    [InlineData("no steps 0 to", "--from", "0")]
    [InlineData("no steps 9 to 3", "--from", "9", "--until", "3")]
    [InlineData("no steps 1 to 99", "--until", "99")]
    [InlineData("is mistyped", "v1.aaaaaaaa.X7")]
    [InlineData("is damaged at character 4", "v1.")]
    [InlineData("is of version v7", "v7.aaaaaaaa.X7")]
    [InlineData("nothing leads to 'mem9'", "mem9")]
    [InlineData("two orders", "mem0", "--order", "mem1")]
    [InlineData("--interactive needs a terminal", "-i")]
    [InlineData("--format", "--format", "png")]
    [InlineData("is a folder", "--html", ".")]
    [InlineData("is a folder", "--html", "")]
    [InlineData("lies in a folder that does not exist", "--html", "nowhere/page.html")]
    public void Wrong_usage_says_what_is_wrong(string expected, params string[] options)
    {
        var (exit, _, error) = Command.Run(["replay", Machine, .. options]);
        Assert.Equal(ExitCode.Unusable, exit);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_of_another_machine_is_refused_by_name_of_the_reason()
    {
        var token = Token("-k", "7.2");
        foreach (var verb in new[] { "boot", "replay" })
        {
            Assert.Contains(
                "the order belongs to another machine",
                Command.Run(verb, "one-window", "-k", "7.2", "--order", token).Error,
                StringComparison.Ordinal);
            Assert.Contains(
                "the order belongs to another kernel",
                Command.Run(verb, Machine, "-k", "v8", "--order", token).Error,
                StringComparison.Ordinal);
        }
    }

    private static string Token(params string[] options) =>
        Command.Run(["replay", Machine, .. options]).Output.Split('\n')[0]["order ".Length..];

    private static List<(string Head, List<string> Lines)> Steps(string output)
    {
        var steps = new List<(string Head, List<string> Lines)>();
        foreach (var line in output.Split('\n').Skip(1).TakeWhile(line => line.Length > 0))
            if (line.StartsWith("     ", StringComparison.Ordinal))
                steps[^1].Lines.Add(line);
            else
                steps.Add((line, []));
        return steps;
    }
}
