using SoftReserve.Addresses;
using SoftReserve.Dax.Steps;
using SoftReserve.Drivers;
using SoftReserve.Generations;
using SoftReserve.Hmem.Steps;
using SoftReserve.Userspace;
using Xunit;

namespace SoftReserve.Tests.Drivers;

/// <summary>Orders of steps: which can happen, which cannot, and what nobody orders.</summary>
public sealed class ScheduleTests
{
    private const string AllBuiltIn = "CXL_ACPI=y,CXL_PCI=y,CXL_MEM=y,CXL_PORT=y,DEV_DAX=y,"
        + "DEV_DAX_HMEM=y,DEV_DAX_CXL=y,DEV_DAX_KMEM=y";

    [Fact]
    public void A_quiet_machine_loads_cxl_before_hmem_and_decides_when_every_card_is_there()
    {
        var kernel = new Boots("two-windows-one-range").Run();
        Assert.Equal(
            ["cxl_acpi", "mem0", "mem1", "dax_hmem", "decision", "dax_cxl", "kmem"],
            Tokens(kernel).Where(token =>
                token is "cxl_acpi" or "mem0" or "mem1" or "dax_hmem" or "decision" or "dax_cxl"
                    or "kmem"));
    }

    [Theory]
    [InlineData("mem1", "mem0")]
    [InlineData("mem0", "mem1")]
    public void Cards_attach_in_the_order_that_is_asked_for(string first, string second)
    {
        var kernel = new Boots("two-windows-one-range") { Order = [first, second] }.Run();
        Assert.Equal(
            [first, second],
            Tokens(kernel).Where(token => token.StartsWith("mem", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("a card before its driver", "mem0", "mem0", "cxl_pci")]
    [InlineData("a decision that nobody asked for yet", "decision", "decision", "dax_hmem")]
    [InlineData("a card that is not there", "mem7", "mem7")]
    [InlineData("no step at all", "hibernate", "hibernate")]
    [InlineData("the same card twice", "mem0", "mem0", "mem0")]
    [InlineData("HMEM before the module that it loads", "dax_hmem", "dax_hmem", "cxl_acpi")]
    public void An_order_that_cannot_happen_names_the_step_that_cannot_come(
        string what, string stuck, params string[] order)
    {
        var kernel = new Boots("one-window").Context().PowerOn();
        var forbidden = Assert.IsType<Scheduled.Forbidden>(
            Schedule.Run(kernel, [.. order], skipsImpossible: false));
        Assert.True(stuck == forbidden.Token, what);
    }

    [Fact]
    public void A_recording_s_order_passes_over_what_never_happens()
    {
        var kernel = new Boots("one-window")
        {
            With = "{kernel: {missing-modules: [dax_cxl]}}",
        }.Context().PowerOn();
        ValueList<string> order = ["mem0", "dax_cxl", "decision"];

        Assert.Equal(
            "dax_cxl",
            Assert.IsType<Scheduled.Forbidden>(Schedule.Run(kernel, order, false)).Token);
        var settled = Assert.IsType<Scheduled.Settled>(Schedule.Run(kernel, order, true)).Kernel;
        Assert.Contains(Steps(settled), step => step is SettleDeferredRanges);
    }

    [Fact]
    public void In_a_recording_dax_hmem_pulls_in_cxl_before_its_own_init_ends()
    {
        var kernel = new Boots("one-window").Context().PowerOn();
        var settled = Assert.IsType<Scheduled.Settled>(Schedule.Run(
            kernel, ["dax_hmem", "cxl_acpi", "mem0"], skipsImpossible: true)).Kernel;
        Assert.Equal(
            ["cxl_acpi", "dax_hmem", "mem0"],
            Tokens(settled).Where(token => token is "cxl_acpi" or "dax_hmem" or "mem0"));
    }

    [Fact]
    public void A_module_that_is_kept_for_modprobe_is_loaded_only_by_an_order_that_names_it()
    {
        var machine = new Boots("one-window") { With = "{kernel: {load-by-hand: [dax_hmem]}}" };
        Assert.False(machine.Run().Drivers.Live.Has(KernelModule.DaxHmem));

        var typed = (machine with { Order = ["mem0", "dax_hmem"] }).Run();

        Assert.True(typed.Drivers.Live.Has(KernelModule.DaxHmem));
        Assert.Equal(["850000000 Cxl dax0.0 SystemRam"], typed.OwnersInWords());
    }

    [Fact]
    public void A_machine_without_udev_loads_nothing_that_nobody_asks_for()
    {
        var machine = new Boots("one-window") { With = "{kernel: {autoload: false}}" };
        Assert.Equal(
            ModuleSet.Of(KernelModule.CxlPort), // built in
            machine.Run().Drivers.Live);

        var typed = (machine with { Commands = ["modprobe dax_hmem"] }).Run();

        Assert.Equal(
            ModuleSet.Of(
                KernelModule.CxlPort, KernelModule.DaxHmem, KernelModule.CxlAcpi,
                KernelModule.CxlPci),
            typed.Drivers.Live);
    }

    [Fact]
    public void Modprobe_of_cxl_pci_brings_what_it_is_linked_with()
    {
        var kernel = new Boots("one-window")
        {
            Generation = Mainline72.Choices,
            With = "{kernel: {autoload: false}}",
            Commands = ["modprobe cxl_pci"],
        }.Run();
        Assert.Equal(
            ModuleSet.Of(KernelModule.CxlPort, KernelModule.CxlMem, KernelModule.CxlPci),
            kernel.Drivers.Live);
    }

    [Theory]
    [InlineData("cxl_acpi", "dax_hmem", "mem0")]
    [InlineData("dax_hmem", "cxl_acpi", "mem0")] // their order is the kernel's own
    public void What_is_built_in_needs_no_turn_in_an_order(params string[] order)
    {
        var kernel = new Boots("one-window")
        {
            Generation = Legacy612.Choices,
            Config = AllBuiltIn,
            Order = [.. order],
        }.Run();
        Assert.Equal(["850000000 Cxl dax0.0 SystemRam"], kernel.OwnersInWords());
    }

    [Fact]
    public void Built_in_hmem_may_decide_before_the_driver_of_the_cards_is_registered()
    {
        var kernel = new Boots("one-window")
        {
            Generation = Mainline72.Choices,
            Config = AllBuiltIn,
        }.Context().PowerOn();
        Assert.Equal(
            ["850000000 Cxl dax0.0 SystemRam"], Schedule.RunToEnd(kernel).OwnersInWords());

        while (Schedule.Enabled(kernel).ToList() is [var first, ..] steps) // race R2
            kernel = Schedule.Take(
                kernel, steps.Find(step => step is SettleDeferredRanges) ?? first);

        Assert.Equal(["850000000 Hmem dax1.0 SystemRam"], kernel.OwnersInWords());
    }

    [Fact]
    public void Typed_commands_come_last_and_all_of_them_are_one_step_of_an_order()
    {
        var machine = new Boots("one-window")
        {
            Commands = ["modprobe kmem", "modprobe device_dax"],
        };
        Assert.IsType<TypeCommand>(Steps(machine.Run()).Last());

        var early = Steps((machine with { Order = ["commands", "decision"] }).Run()).ToList();

        var decision = early.FindIndex(step => step is SettleDeferredRanges);
        Assert.Equal(2, early.Take(decision).OfType<TypeCommand>().Count());
    }

    [Fact]
    public void Nothing_can_happen_on_a_machine_that_has_settled()
    {
        var kernel = new Boots("amd-three-windows") { Generation = Mainline72.Choices }.Run();
        Assert.Empty(Schedule.Enabled(kernel));
        Assert.Contains(Steps(kernel), step => step is RegisterCxlDax);
    }

    [Fact]
    public void A_card_refused_before_the_windows_came_attaches_after_the_rescan()
    {
        var kernel = new Boots("one-window") { Order = ["mem0", "cxl_acpi"] }.Context();
        var settled = Schedule.Run(
            kernel.PowerOn(), ["cxl_pci", "cxl_mem", "mem0", "cxl_acpi", "rescan", "mem0"], false);
        var tokens = Tokens(Assert.IsType<Scheduled.Settled>(settled).Kernel).ToList();
        Assert.Equal(2, tokens.Count(token => token == "mem0"));
        Assert.Equal(
            ["mem0", "cxl_acpi", "rescan", "mem0"],
            tokens.Where(token => token is "mem0" or "cxl_acpi" or "rescan"));
    }

    private static IEnumerable<KernelStep> Steps(Kernel kernel) =>
        kernel.Journal.OfType<JournalEntry.StepBegan>().Select(entry => entry.Step);

    private static IEnumerable<string> Tokens(Kernel kernel) =>
        Steps(kernel).Select(step => step.Token);
}
