using SoftReserve.Addresses;
using SoftReserve.Cli.Exploring;
using SoftReserve.Configuration;
using SoftReserve.Cxl;
using SoftReserve.Exploration;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Machines;
using SoftReserve.Userspace;
using Xunit;

namespace SoftReserve.Cli.Tests.Exploring;

/// <summary>Cards that come and go at any point of a boot.</summary>
public sealed class HotPlugOrderTests
{
    private const int MostStates = 4_000;

    public static TheoryData<string, string> Scripts() => new()
    {
        { "v4", "hot-remove mem0" },
        { "v4", "hot-remove mem0\nhot-add mem0" },
        { "7.2", "hot-remove mem0" },
        { "7.2", "hot-remove mem0\nhot-add mem0" },
        { "7.2", "machine fail mem0 assembly" },
        { "6.12", "hot-remove mem0\nhot-add mem0" },
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public void The_explorer_finds_what_whole_kernels_find(string generation, string script)
    {
        var start = PowerOn(generation, script);
        var expected = PlainExplorer.Outcomes(start, MostStates);
        Assert.NotNull(expected);
        var found = KernelExploration.Run(start, new ExplorerOptions());
        Assert.True(found.Explored.IsComplete);
        Assert.Equal(
            expected,
            new SortedSet<string>(found.Ends().Select(OutcomeText.Of), StringComparer.Ordinal));
    }

    [Fact]
    public void A_card_that_leaves_before_its_driver_holds_no_memory_afterwards()
    {
        var found = KernelExploration.Run(
            PowerOn("7.2", "hot-remove mem0"), new ExplorerOptions());
        Assert.Contains(found.Ends(), end => end.Cxl.Regions.IsEmpty);
        Assert.Contains(found.Ends(), end => !end.Cxl.Regions.IsEmpty);
        Assert.All(found.Ends(), end => Assert.False(end.HasCard("mem0")));
    }

    [Fact]
    public void An_empty_slot_takes_nothing_from_what_is_explored()
    {
        var machine = Read("one-window", "cxl: {memdevs: {mem0: {present: false}}}");
        var found = KernelExploration.Run(
            GeneratedMachine.PowerOn(machine, Mainline72.Choices), new ExplorerOptions());
        Assert.All(found.Ends(), end => Assert.False(end.HasCard("mem0")));
        var unprogrammed = Read("lab-one", "cxl: {memdevs: {mem0: {present: false}}}");
        Assert.True(KernelExploration.Run(
            GeneratedMachine.PowerOn(unprogrammed, V4.Choices), new ExplorerOptions())
            .Explored.IsComplete);
    }

    private static Kernel PowerOn(string generation, string script)
    {
        var machine = Read("one-window");
        var choices = Catalogue.Standard.Find(generation)!;
        var config = (KconfigResult.Valid)Kconfig.Resolve(
            machine.Kernel.Config, choices.Kconfig, choices.BuildBreaks);
        return BootContext.Create(machine, new BootOptions(
            choices, config.Configuration, KernelCommandLine.Parse(""),
            [.. script.Split('\n').Select(line => CommandParser.Parse(line)!)])).PowerOn();
    }

    private static Machine Read(string name, string with = "{}") => MachineFile.Read(
        BundledMachines.TryReadText(name)!, name, with, "with").Value!;
}
