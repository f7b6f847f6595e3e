using SoftReserve.Cli.Exploring;
using SoftReserve.Configuration;
using SoftReserve.Exploration;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Machines;
using SoftReserve.Userspace;
using Xunit;

namespace SoftReserve.Cli.Tests.Exploring;

/// <summary>Cards, modules and background commands that are typed at any moment of a boot are
/// explored as whole kernels are.</summary>
public sealed class TypedEventTests
{
    private const string Delete = "echo region0 > /sys/bus/cxl/devices/decoder0.0/delete_region &";

    [Theory]
    [InlineData("one-window", "hot-remove mem0")]
    [InlineData("one-window", "hot-remove mem0", "hot-add mem0")]
    [InlineData("one-window", "machine fail mem0 assembly")]
    [InlineData("one-window", "modprobe -r cxl_acpi")]
    [InlineData("one-window", Delete, Delete)]
    [InlineData("one-window-x2", "hot-remove mem1")]
    public void A_command_at_any_moment_ends_as_on_whole_kernels(
        string machine, params string[] commands)
    {
        var text = BundledMachines.TryReadText(machine)!;
        var compared = 0;
        foreach (var name in (string[])["v4", "7.1", "7.2"])
        {
            var start = PowerOn(text, name, commands);
            if (PlainExplorer.Outcomes(start, 3_000) is not { } expected)
                continue;
            compared++;
            var found = KernelExploration.Run(start, new ExplorerOptions { MostStates = 20_000 });
            Assert.True(found.Explored.IsComplete);
            Assert.Equal(expected, new SortedSet<string>(
                found.Ends().Select(OutcomeText.Of), StringComparer.Ordinal));
        }

        Assert.NotEqual(0, compared);
    }

    [Fact]
    public void A_card_that_is_not_there_and_has_no_decoder_stops_no_exploration()
    {
        var text = GeneratedMachine.Text(2)
            .Replace(
                "mem1: {volatile", "mem1: {present: false, volatile", StringComparison.Ordinal);
        var lines = text.Split('\n').Where(line =>
            !line.Contains("{memdev: mem1, range", StringComparison.Ordinal));
        var start = PowerOn(string.Join('\n', lines), "7.2", []);
        Assert.True(KernelExploration.Run(start, new ExplorerOptions { MostStates = 2_000 })
            .Explored.IsComplete);
    }

    private static Kernel PowerOn(string text, string generation, string[] commands)
    {
        var machine = MachineFile.Read(text, "machine").Value!;
        var chosen = Catalogue.Standard.Find(generation)!;
        var config = (KconfigResult.Valid)Kconfig.Resolve(
            machine.Kernel.Config, chosen.Kconfig, chosen.BuildBreaks);
        return BootContext.Create(machine, new BootOptions(
            chosen, config.Configuration, KernelCommandLine.Parse(machine.Kernel.CommandLine),
            [.. commands.Select(line => CommandParser.Parse(line)!)])).PowerOn();
    }
}
