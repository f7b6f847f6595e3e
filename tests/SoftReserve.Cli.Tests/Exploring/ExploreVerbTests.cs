using System.Text.Json.Nodes;
using Xunit;

namespace SoftReserve.Cli.Tests.Exploring;

/// <summary>softreserve explore, as a person uses it.</summary>
public sealed class ExploreVerbTests
{
    [Theory]
    [InlineData("one-window", "v4")]
    [InlineData("amd-three-windows", "7.2")]
    [InlineData("fpga-8g", "6.12")]
    public void The_json_has_the_shape_that_the_schema_says(string machine, string kernel)
    {
        var (_, output, _) = Command.Run("explore", machine, "--kernel", kernel, "--json");
        Assert.Empty(JsonShape.Read("explore.schema.json").Problems(output));
    }

    [Theory]
    [InlineData("one-window", "v4")]
    [InlineData("amd-three-windows", "7.2")]
    [InlineData("two-regions-one-range", "v5")]
    public void Every_token_leads_boot_to_its_outcome(string machine, string kernel)
    {
        var (_, output, _) = Command.Run("explore", machine, "--kernel", kernel, "--json");
        foreach (var outcome in JsonNode.Parse(output)!["outcomes"]!.AsArray())
        {
            var (exit, booted, error) = Command.Run(
                "boot", machine, "--kernel", kernel, "--order", $"{outcome!["order"]}", "--json");
            Assert.Equal((ExitCode.Fine, ""), (exit, error));
            Assert.Equal(
                outcome["owners"]!.ToJsonString(),
                JsonNode.Parse(booted)!["ranges"]!.ToJsonString());
        }
    }

    [Fact]
    public void After_the_decision_nothing_is_open_any_more()
    {
        var (_, output, _) = Command.Run("explore", "one-window", "--kernel", "v4", "--json");
        var broken = JsonNode.Parse(output)!["violations"]![0]!["order"]!;
        var (_, rest, _) = Command.Run(
            "explore", "one-window", "--kernel", "v4", "--order", $"{broken}", "--json");
        Assert.Single(JsonNode.Parse(rest)!["outcomes"]!.AsArray());
    }

    [Fact]
    public void A_token_of_another_kernel_is_refused()
    {
        var (_, output, _) = Command.Run("explore", "one-window", "--kernel", "v4", "--json");
        var token = $"{JsonNode.Parse(output)!["outcomes"]![0]!["order"]}";
        var (exit, _, error) = Command.Run(
            "explore", "one-window", "--kernel", "v5", "--order", token);
        Assert.Equal(ExitCode.Unusable, exit);
        Assert.Contains("another kernel", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bound_is_told_and_is_exit_code_3()
    {
        var (exit, output, _) = Command.Run(
            "explore", "amd-three-windows", "--kernel", "v4", "--max-states", "50");
        Assert.Equal(ExitCode.Incomplete, exit);
        Assert.Contains("too many states", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_machine_it_says_what_it_needs()
    {
        var (exit, output, error) = Command.Run("explore");
        Assert.Equal((ExitCode.Unusable, ""), (exit, output));
        Assert.Contains("--all-machines", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Typed_commands_come_at_any_time()
    {
        var script = Path.GetTempFileName();
        File.WriteAllText(script, "daxctl offline-memory dax0.0\n");
        var (_, output, _) = Command.Run(
            "explore", "one-window", "--kernel", "7.2", "--run", script, "--json");
        File.Delete(script);
        var (_, quiet, _) = Command.Run("explore", "one-window", "--kernel", "7.2", "--json");
        Assert.True(
            (long)JsonNode.Parse(output)!["states"]! > (long)JsonNode.Parse(quiet)!["states"]!);
    }
}
