using System.Globalization;
using System.Text;
using SoftReserve.Configuration;
using SoftReserve.Generations;
using SoftReserve.Machines;
using SoftReserve.Owners;
using Xunit;

namespace SoftReserve.Cli.Tests;

/// <summary>docs/configurations.md says what the program does; SOFTRESERVE_ACCEPT=1 rewrites its
/// tables.</summary>
public sealed class ConfigurationsDocumentTests
{
    private const string Prompt = "console\n$ dotnet run --project src/SoftReserve.Cli -- ";
    private const string OnlineType = "MHP_DEFAULT_ONLINE_TYPE";
    private const string End = "<!-- end -->";

    private static string Path => Repository.At("docs", "configurations.md");

    public static TheoryData<string, string> Examples()
    {
        var data = new TheoryData<string, string>();
        foreach (var block in File.ReadAllText(Path).Split("```"))
            if (block.StartsWith(Prompt, StringComparison.Ordinal))
            {
                var lines = block[Prompt.Length..].Split('\n', 2);
                data.Add(lines[0], lines[1]);
            }

        return data;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_prints_what_the_page_shows(string arguments, string shown)
    {
        var (exit, output, error) = Command.Run(arguments.Split(' '));
        Assert.Equal(shown, output + error);
        Assert.Equal(error.Length > 0 ? ExitCode.Unusable : ExitCode.Fine, exit);
    }

    [Fact]
    public void Its_rules_are_those_of_the_generations() => Check("rules", Rules());

    [Fact]
    public void Its_matrix_is_what_the_kernels_do() => Check("matrix", Matrix());

    [Fact]
    public void It_names_every_symbol_and_every_distribution()
    {
        var text = File.ReadAllText(Path);
        Assert.All(ConfigSymbols.All, symbol => Assert.Contains(
            ConfigSymbols.NameOf(symbol).Replace(OnlineType, "", StringComparison.Ordinal),
            text, StringComparison.Ordinal));
        Assert.All(DistributionKernels.Names, name => Assert.Contains(
            $"`{name}`", text, StringComparison.Ordinal));
    }

    private static void Check(string table, string expected)
    {
        var text = File.ReadAllText(Path);
        var start = text.IndexOf($"<!-- {table} -->\n", StringComparison.Ordinal)
            + table.Length + "<!--  -->\n".Length;
        var end = text.IndexOf(End, start, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("SOFTRESERVE_ACCEPT") == "1")
            File.WriteAllText(Path, text[..start] + expected + text[end..]);
        else
            Assert.Equal(expected, text[start..end]);
    }

    private static string Rules()
    {
        var text = new StringBuilder();
        var kernels = Catalogue.Standard.All;
        AddRow(text, ["", .. kernels.Select(kernel => kernel.Name)]);
        AddRow(text, ["---", .. kernels.Select(_ => ":-:")]);
        var rules = kernels.SelectMany(Texts).Distinct().ToList();
        foreach (var rule in rules.Order(StringComparer.Ordinal))
            AddRow(text,
            [
                rule.Replace("||", "\\|\\|", StringComparison.Ordinal),
                .. kernels.Select(kernel => Texts(kernel).Contains(rule) ? "x" : ""),
            ]);
        return text.ToString();
    }

    private static IEnumerable<string> Texts(Generation kernel) =>
    [
        .. kernel.Kconfig.Select(rule => $"{ConfigSymbols.NameOf(rule.Symbol)} {rule.Text}"),
        .. kernel.BuildBreaks.Select(rule => rule.Text),
    ];

    private static string Matrix()
    {
        var text = new StringBuilder();
        var machine = BundledMachines.TryRead("one-window")!.Value!;
        AddRow(text,
            ["kernel", "wishes", "configurations", "answers", "decide, in configurations"]);
        AddRow(text, ["---", "--:", "--:", "--:", "---"]);
        foreach (var kernel in new[] { "6.12", "v4", "7.2" })
        {
            var generation = Catalogue.Standard.Find(kernel)!;
            var all = KconfigMatrix.Of(generation.Kconfig, generation.BuildBreaks);
            var matrix = OwnershipMatrix.Of(machine, generation, all.Configurations);
            AddRow(text,
            [
                kernel, Number(all.Wishes), Number(matrix.Cells), Number(matrix.Ownerships.Count),
                string.Join(", ", matrix.Deciding
                    .OrderByDescending(pair => pair.Configurations)
                    .Select(pair =>
                        $"{ConfigSymbols.NameOf(pair.Symbol)} {Number(pair.Configurations)}")),
            ]);
        }

        return text.ToString();
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static void AddRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
