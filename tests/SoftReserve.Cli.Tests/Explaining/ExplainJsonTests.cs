using System.Text.Json;
using Xunit;

namespace SoftReserve.Cli.Tests.Explaining;

/// <summary><c>softreserve explain --json</c> is what docs/explain.schema.json
/// describes.</summary>
public sealed class ExplainJsonTests
{
    private static readonly JsonShape Shape = JsonShape.Read("explain.schema.json");

    [Theory]
    [InlineData("amd-three-windows", "v4")]
    [InlineData("amd-three-windows-short", "7.2")]
    [InlineData("two-regions-gap", "v5")]
    [InlineData("one-window-x2-missing", "6.12")]
    [InlineData("range-crosses-window-edge", "v4")]
    [InlineData("fpga-8g", "7.2")]
    public void The_output_fits_the_schema(string machine, string kernel)
    {
        using var json = Explained(machine, "0-ffffffffffffffff", "-k", kernel);
        Assert.Empty(Shape.Problems(json.RootElement.GetRawText()));
        Assert.Equal(machine, json.RootElement.GetProperty("machine").GetString());
        Assert.Equal(kernel, json.RootElement.GetProperty("kernel").GetString());
    }

    [Theory]
    [InlineData("\"stage\": \"now\"", "\"stage\": \"soon\"")]
    [InlineData("\"step\": null", "\"step\": \"none\"")]
    [InlineData("\"asked\":", "\"wanted\":")]
    [InlineData("\"range\": \"0x", "\"range\": \"")]
    public void The_schema_notices_what_does_not_fit(string good, string bad)
    {
        var (_, text, _) = Command.Run("explain", "one-window", "0x850000000", "--json");
        Assert.Contains(good, text, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(text.Replace(good, bad, StringComparison.Ordinal));
        Assert.NotEmpty(Shape.Problems(json.RootElement.GetRawText()));
    }

    [Fact]
    public void An_alternative_tells_the_owner_that_its_boot_showed()
    {
        using var json = Explained("two-regions-gap", "0x850000000", "-k", "v4");
        var decision = json.RootElement.GetProperty("lives")[0].GetProperty("stages")
            .EnumerateArray()
            .Single(stage => stage.GetProperty("stage").GetString() == "decision");
        Assert.Equal("R60", decision.GetProperty("rule").GetString());
        var otherwise = decision.GetProperty("otherwise");
        Assert.Equal(
            "with a committed region of 0x2850000000-0x484fffffff",
            otherwise.GetProperty("change").GetString());
        Assert.Equal(
            ["cxl", "cxl", "cxl"],
            otherwise.GetProperty("owners").EnumerateArray()
                .Select(owner => owner.GetProperty("owner").GetString()));
    }

    [Fact]
    public void A_place_without_a_life_has_no_stages()
    {
        using var json = Explained("one-window", "0x100000");
        var life = Assert.Single(json.RootElement.GetProperty("lives").EnumerateArray());
        Assert.Equal("System RAM", life.GetProperty("title").GetString());
        Assert.Equal(0, life.GetProperty("stages").GetArrayLength());
    }

    private static JsonDocument Explained(params string[] arguments)
    {
        var (exit, output, error) = Command.Run(["explain", .. arguments, "--json"]);
        Assert.Equal((ExitCode.Fine, ""), (exit, error));
        return JsonDocument.Parse(output);
    }
}
