using SoftReserve.Generations;
using SoftReserve.Machines;
using Xunit;

namespace SoftReserve.Cli.Tests;

/// <summary>What compare prints, as a stranger sees it.</summary>
public sealed class CompareGoldenTests
{
    private const int Columns = 100;

    [Theory]
    [InlineData("amd-three-windows-to-7.2", "amd-three-windows --from 6.12 --to 7.2")]
    [InlineData("hbm-below-hmem-platform", "hbm-and-window --from v4 --to 7.2")]
    [InlineData("two-windows-lose-all", "two-windows-one-range --from v4 --to 7.2")]
    [InlineData("short-range-lost", "amd-three-windows-short --from 6.12 --to 7.2")]
    [InlineData("uncommitted-danger", "one-window-uncommitted --from 6.12 --to 7.2")]
    [InlineData("back-to-6.12", "two-regions-one-range --from 7.2 --to 6.12")]
    [InlineData("without-dax-cxl", "one-window --from 6.12 --to 7.2 --to-config DEV_DAX_CXL=n")]
    [InlineData("without-kmem", "one-window --from 7.1 --to 7.2 --to-config DEV_DAX_KMEM=n")]
    [InlineData("ordinary-ram", "one-window --from 7.2 --to 7.2 --to-cmdline efi=nosoftreserve")]
    [InlineData("ten-windows-blocks", "skhynix-ten-windows --from 6.12 --to 7.2")]
    [InlineData("all-crossing-edge", "range-crosses-window-edge --all")]
    [InlineData("all-impossible", "hbm-and-window --all --config DEV_DAX_HMEM=y,CXL_BUS=m")]
    public void A_comparison_prints_what_it_printed_before(string golden, string arguments)
    {
        var (_, output, _) = Command.Run(["compare", .. arguments.Split(' ')]);
        var path = Repository.At(
            "tests", "SoftReserve.Cli.Tests", "Golden", "compare", golden + ".txt");
        if (Environment.GetEnvironmentVariable("SOFTRESERVE_ACCEPT") == "1")
            File.WriteAllText(path, output);
        Assert.True(File.Exists(path), $"{path} is missing; SOFTRESERVE_ACCEPT=1 writes it");
        Assert.Equal(File.ReadAllText(path), output);
    }

    [Fact]
    public void No_line_of_any_machine_is_wider_than_a_terminal_or_coloured()
    {
        foreach (var machine in BundledMachines.Names)
        {
            string[][] runs =
            [
                ["compare", machine, "--all"],
                .. Catalogue.Standard.All.Select(each => new[]
                {
                    "compare", machine, "--from", "6.12", "--to", each.Name,
                }),
            ];
            foreach (var run in runs)
                Assert.All(Command.Run(run).Output.Split('\n'), line =>
                {
                    Assert.True(line.Length <= Columns, $"{string.Join(' ', run)}: {line}");
                    Assert.DoesNotContain('\e', line);
                });
        }
    }
}
