using SoftReserve.Machines;
using Xunit;

namespace SoftReserve.Cli.Tests;

/// <summary>docs/lint.md shows what the program prints, and docs/lint.schema.json describes
/// it.</summary>
public sealed class LintDocumentTests
{
    private const string Prompt = "$ dotnet run --project src/SoftReserve.Cli -- ";

    private static string Document => File.ReadAllText(Repository.At("docs", "lint.md"));

    public static TheoryData<string> Inputs => new(
    [
        .. BundledMachines.Names,
        Repository.At("captures", "7.2", "c-missing-member"),
        Repository.At("tests", "SoftReserve.Tests", "Golden", "Firmware", "acpi",
            "fwts-cedt-0002.acpidump.txt"),
    ]);

    [Fact]
    public void The_example_is_what_the_program_prints()
    {
        var block = Assert.Single(Document.Split("```"), block => block.StartsWith(
            "console\n" + Prompt, StringComparison.Ordinal));
        var lines = block.Split('\n', 3);

        var (_, output, error) = Command.Run(lines[1][Prompt.Length..].Split(' '));

        Assert.Equal("", error);
        Assert.Equal(lines[2], output);
    }

    [Fact]
    public void The_table_of_rules_is_what_the_program_prints()
    {
        var table = Document[Document.IndexOf("| rule | name |", StringComparison.Ordinal)..];

        var (exit, output, _) = Command.Run("lint", "--rules");

        Assert.Equal(ExitCode.Fine, exit);
        Assert.Equal(table, output);
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void The_json_is_as_the_schema_says(string machine)
    {
        var (_, output, _) = Command.Run("lint", machine, "--json");

        Assert.Empty(JsonShape.Read("lint.schema.json").Problems(output));
    }

    [Theory]
    [InlineData("""{"rules_checked": 1, "tables": [], "findings": []}""", "$: no omitted")]
    [InlineData(
        """{"rules_checked": "1", "tables": [], "findings": [], "omitted": []}""",
        "$.rules_checked: string, not integer")]
    [InlineData(
        """{"rules_checked": 1, "tables": [{"name": "x", "entries": 1, "y": 1}], """
            + """ "findings": [], "omitted": []}""",
        "$.tables[0]: y is not described")]
    [InlineData(
        """{"rules_checked": 1, "tables": [], "findings": [], """
            + """ "omitted": [{"rule": "7", "count": 1}]}""",
        "$.omitted[0].rule: 7 is not like")]
    public void The_schema_refuses_something_else(string answer, string problem) =>
        Assert.StartsWith(
            problem, Assert.Single(JsonShape.Read("lint.schema.json").Problems(answer)),
            StringComparison.Ordinal);
}
