using SoftReserve.Cxl;
using SoftReserve.Dax;
using SoftReserve.Drivers;
using SoftReserve.Generations;
using SoftReserve.Userspace;
using Xunit;

namespace SoftReserve.Tests.Userspace;

/// <summary>Modules go, take their devices and unused modules along, and come back.</summary>
public sealed class ModuleRemovalTests
{
    private const string BuiltIn = "CXL_BUS=y,CXL_ACPI=y,CXL_PCI=y,CXL_MEM=y,CXL_PORT=y,"
        + "DEV_DAX=y,DEV_DAX_HMEM=y,DEV_DAX_CXL=y";

    [Theory]
    [InlineData("modprobe -r cxl_mem", "modprobe: FATAL: Module cxl_mem is in use.\n")]
    [InlineData("rmmod cxl_mem", "rmmod: ERROR: Module cxl_mem is in use by: cxl_pci\n")]
    [InlineData("rmmod dax_hmem", "rmmod: ERROR: Module dax_hmem is in use by: dax_cxl\n")]
    [InlineData("modprobe -r nosuch", "modprobe: FATAL: Module nosuch not found.\n")]
    [InlineData("rmmod nosuch", "rmmod: ERROR: Module nosuch is not currently loaded\n")]
    [InlineData("modprobe -r cxl_core", "modprobe: FATAL: Module cxl_core is in use.\n")]
    [InlineData("modprobe -r dax", "modprobe: FATAL: Module dax is builtin.\n")]
    public void A_refusal_has_the_words_of_the_tool_and_changes_nothing(
        string command, string complaint)
    {
        var kernel = Typed("7.2");
        var outcome = CommandParser.Parse(command)!.Run(kernel);
        Assert.Equal(complaint, outcome.Complaints);
        Assert.Equal(1, outcome.ExitCode);
        Assert.True(outcome.Kernel.IsSameState(kernel));
    }

    [Theory]
    [InlineData("modprobe -r cxl_acpi", "modprobe: FATAL: Module cxl_acpi is builtin.\n")]
    [InlineData("rmmod cxl_acpi", "rmmod: ERROR: Module cxl_acpi is builtin.\n")]
    [InlineData("modprobe -r cxl_core", "modprobe: FATAL: Module cxl_core is builtin.\n")]
    public void A_module_of_the_image_stays(string command, string complaint)
    {
        var kernel = new Boots("one-window")
        {
            Generation = Catalogue.Standard.Find("7.2")!,
            Config = BuiltIn,
        }.Run();
        Assert.Equal(complaint, CommandParser.Parse(command)!.Run(kernel).Complaints);
    }

    [Fact]
    public void A_module_that_is_not_loaded_is_gone_for_modprobe_and_missing_for_rmmod()
    {
        var kernel = Typed("7.2", "rmmod dax_cxl");
        Assert.Equal(0, CommandParser.Parse("modprobe -r dax_cxl")!.Run(kernel).ExitCode);
        Assert.Equal(1, CommandParser.Parse("rmmod dax_cxl")!.Run(kernel).ExitCode);
    }

    [Theory]
    [InlineData("rmmod dax_cxl", true)]
    [InlineData("modprobe -r dax_cxl", false)]
    public void Modprobe_takes_what_nobody_else_uses_and_rmmod_takes_one_module(
        string command, bool leavesDaxHmem)
    {
        var live = Typed("7.2", command).Drivers.Live;
        Assert.False(live.Has(KernelModule.DaxCxl));
        Assert.Equal(leavesDaxHmem, live.Has(KernelModule.DaxHmem));
    }

    [Fact]
    public void Without_cxl_pci_nothing_keeps_cxl_mem_and_cxl_port()
    {
        var live = Typed("7.2", "modprobe -r cxl_pci").Drivers.Live;
        Assert.False(live.Has(KernelModule.CxlMem));
        Assert.False(live.Has(KernelModule.CxlPort));
        Assert.True(live.Has(KernelModule.CxlAcpi));
    }

    [Fact]
    public void A_softdep_holds_nothing()
    {
        Assert.False(Typed("6.12", "rmmod cxl_port").Drivers.Live.Has(KernelModule.CxlPort));
        Assert.False(Typed("7.2", "rmmod cxl_pci", "rmmod cxl_mem", "rmmod cxl_port")
            .Drivers.Live.Has(KernelModule.CxlPort));
    }

    [Fact]
    public void Modprobe_says_that_a_softdep_is_in_use_and_ends_well()
    {
        var outcome = CommandParser.Parse("modprobe -r cxl_acpi")!.Run(Typed("7.2"));
        Assert.Equal("modprobe: FATAL: Module cxl_port is in use.\n", outcome.Complaints);
        Assert.Equal(0, outcome.ExitCode);
        Assert.False(outcome.Kernel.Drivers.Live.Has(KernelModule.CxlAcpi));
        Assert.True(outcome.Kernel.Drivers.Live.Has(KernelModule.CxlPort));
    }

    [Fact]
    public void Unloading_cxl_acpi_takes_windows_and_regions_and_leaves_the_cards()
    {
        var kernel = Typed("7.2", "modprobe -r cxl_acpi");
        Assert.False(kernel.Cxl.HasRoot);
        Assert.Empty(kernel.Cxl.Regions);
        Assert.DoesNotContain("CXL Window", kernel.IomemOfCxl(), StringComparison.Ordinal);
        Assert.Equal(
            MemdevAttachment.Refused, kernel.Cxl.FindMemdev("mem0")!.Attachment);
    }

    [Theory]
    [Trait("Rule", "R47")]
    [InlineData("7.2", "modprobe -r cxl_acpi", "modprobe cxl_acpi")]
    [InlineData("7.2", "modprobe -r cxl_pci", "modprobe cxl_pci")]
    [InlineData("7.2", "rmmod cxl_pci", "rmmod cxl_mem", "modprobe cxl_pci")]
    [InlineData("6.12", "modprobe -r cxl_pci", "modprobe cxl_pci")]
    [InlineData("6.12", "rmmod cxl_mem", "modprobe cxl_mem")]
    public void A_card_attaches_again_when_its_driver_comes_back(
        string generation, params string[] commands)
    {
        Assert.NotEqual(MemdevAttachment.Attached, Attachment(generation, commands[..^1]));
        Assert.Equal(MemdevAttachment.Attached, Attachment(generation, commands));
    }

    [Fact]
    public void A_dax_device_is_memory_again_when_kmem_comes_back()
    {
        Assert.Equal(DaxBinding.Unbound, Binding("modprobe -r kmem"));
        Assert.Equal(DaxBinding.Kmem, Binding("modprobe -r kmem", "modprobe kmem"));
    }

    [Fact]
    public void A_hidden_module_stays_loaded_and_does_not_come_back()
    {
        Assert.True(Typed("7.2", "hide-module kmem").Drivers.Live.Has(KernelModule.Kmem));
        var kernel = Typed("7.2", "hide-module kmem", "rmmod kmem");
        var outcome = CommandParser.Parse("modprobe kmem")!.Run(kernel);
        Assert.Equal(1, outcome.ExitCode);
        Assert.False(Schedule.RunToEnd(outcome.Kernel).Drivers.Live.Has(KernelModule.Kmem));
    }

    private static DaxBinding Binding(params string[] commands) => Assert.Single(
        Assert.Single(Typed("7.2", commands).Dax.Regions).Devices).Binding;

    private static MemdevAttachment? Attachment(string generation, string[] commands) =>
        Typed(generation, commands).Cxl.FindMemdev("mem0")?.Attachment;

    private static Kernel Typed(string generation, params string[] commands) =>
        new Boots("one-window")
        {
            Generation = Catalogue.Standard.Find(generation)!,
            Config = "CXL_BUS=m",
            CommandLine = "memhp_default_state=offline",
            Commands = [.. commands],
        }.Run();
}
