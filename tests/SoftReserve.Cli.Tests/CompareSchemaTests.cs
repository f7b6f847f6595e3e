using System.Text.Json.Nodes;
using SoftReserve.Machines;
using Xunit;

namespace SoftReserve.Cli.Tests;

/// <summary>compare --json has the shape that docs/compare.schema.json describes.</summary>
public sealed class CompareSchemaTests
{
    private static readonly JsonShape Shape = JsonShape.Read("compare.schema.json");

    public static TheoryData<string> Machines => [.. BundledMachines.Names];

    [Theory]
    [MemberData(nameof(Machines))]
    public void A_comparison_of_two_kernels_has_its_shape(string machine)
    {
        foreach (var (from, to) in new[] { ("6.12", "7.2"), ("7.2", "v4"), ("v8", "7.0") })
            Assert.Empty(Shape.Problems(Json(machine, "--from", from, "--to", to)));
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Every_kernel_has_its_shape(string machine) => Assert.Empty(Shape.Problems(
        Json(machine, "--all", "--config", "DEV_DAX_HMEM=y,CXL_BUS=m")));

    [Fact]
    public void A_document_that_lacks_or_adds_a_field_has_another_shape()
    {
        var json = Json("one-window", "--from", "6.12", "--to", "7.2");
        foreach (var spoil in new Action<JsonObject>[]
        {
            top => top.Remove("lost"),
            top => top["more"] = 1,
            top => top["lost"] = "128GiB",
            top => top["ranges"]![0]!["range"] = "850000000",
            top => top["ranges"]![0]!["to"]!["owner"] = "nobody",
        })
        {
            var top = JsonNode.Parse(json)!.AsObject();
            spoil(top);
            Assert.NotEmpty(Shape.Problems(top.ToJsonString()));
        }
    }

    [Fact]
    public void Boot_s_json_has_the_shape_of_the_owners() => Assert.Empty(
        JsonShape.Read("owners.schema.json").Problems(
            Command.Run("boot", "amd-three-windows", "--json").Output));

    private static string Json(string machine, params string[] options) =>
        Command.Run(["compare", machine, "--json", .. options]).Output;
}
