using SoftReserve.Cxl;
using SoftReserve.Drivers;
using SoftReserve.Generations;
using SoftReserve.Userspace;
using Xunit;

namespace SoftReserve.Tests.Userspace;

/// <summary>Modules that are unloaded, hidden and loaded again.</summary>
public sealed class UnloadTests
{
    [Theory]
    [InlineData("rmmod cxl_mem", "rmmod: ERROR: Module cxl_mem is in use by: cxl_pci\n")]
    [InlineData("modprobe -r cxl_mem", "modprobe: FATAL: Module cxl_mem is in use.\n")]
    [InlineData("rmmod dax", "rmmod: ERROR: Module dax is builtin.\n")]
    [InlineData("modprobe -r dax", "modprobe: FATAL: Module dax is builtin.\n")]
    [InlineData("rmmod ext4", "rmmod: ERROR: Module ext4 is not currently loaded\n")]
    [InlineData("modprobe -r ext4", "modprobe: FATAL: Module ext4 not found.\n")]
    public void A_module_that_can_not_go_is_refused_in_the_words_of_the_tools(
        string command, string complaint)
    {
        var kernel = Typed("7.2");
        var outcome = CommandParser.Parse(command)!.Run(kernel);
        Assert.Equal((complaint, 1), (outcome.Complaints, outcome.ExitCode));
        Assert.True(outcome.Kernel.IsSameState(kernel));
    }

    /// <summary>captures/v4/a-exact.cxlfirst/lsmod.txt: cxl_port is used by nothing.</summary>
    [Fact]
    public void A_soft_dependency_holds_nothing()
    {
        Assert.Equal(0, Errors("v4", "rmmod cxl_port"));
        Assert.Equal(Errno.Busy, Errors("7.2", "rmmod cxl_port"));
        var kernel = CommandParser.Parse("rmmod cxl_pci")!.Run(Modular("7.2")).Kernel;
        kernel = CommandParser.Parse("rmmod cxl_mem")!.Run(kernel).Kernel;
        Assert.True(kernel.Drivers.Live.Has(KernelModule.CxlAcpi));
        Assert.Equal(0, CommandParser.Parse("rmmod cxl_port")!.Run(kernel).Errno);
    }

    [Fact]
    public void Modprobe_takes_along_what_nothing_uses_any_more_and_rmmod_does_not()
    {
        Assert.False(Typed("7.2", "modprobe -r cxl_pci").Drivers.Live.Has(KernelModule.CxlMem));
        Assert.True(Typed("7.2", "rmmod cxl_pci").Drivers.Live.Has(KernelModule.CxlMem));
    }

    [Fact]
    public void A_module_that_is_not_loaded_is_no_error_to_modprobe()
    {
        var kernel = Typed("v4", "modprobe -r dax_cxl");
        Assert.Equal(0, CommandParser.Parse("modprobe -r dax_cxl")!.Run(kernel).Errno);
        Assert.Equal(Errno.NoDevice, CommandParser.Parse("rmmod dax_cxl")!.Run(kernel).Errno);
    }

    [Fact]
    [Trait("Rule", "R57")]
    public void Without_kmem_memory_that_is_online_stays()
    {
        var kernel = Typed("v4", "modprobe -r kmem");
        Assert.False(kernel.Drivers.Live.Has(KernelModule.Kmem));
        Assert.Single(kernel.Memory.Added);
        Assert.Empty(Typed("v4", "daxctl offline-memory dax0.0", "modprobe -r kmem").Memory.Added);
    }

    [Fact]
    public void Cards_lose_their_driver_with_cxl_pci_and_find_it_again()
    {
        var without = Typed("7.2", "modprobe -r cxl_pci");
        Assert.Empty(without.Cxl.Memdevs);
        Assert.Equal(["mem0"], without.Drivers.UnprobedCards);
        var again = Typed("7.2", "modprobe -r cxl_pci", "modprobe cxl_pci");
        Assert.Equal(MemdevAttachment.Attached, again.Cxl.FindMemdev("mem0")!.Attachment);
        Assert.True(again.Drivers.Live.Has(KernelModule.CxlMem));
    }

    [Fact]
    [Trait("Rule", "R47")]
    public void Windows_go_with_cxl_acpi_and_cards_wait_for_its_rescan()
    {
        var without = Typed("v4", "modprobe -r cxl_acpi");
        Assert.Equal(MemdevAttachment.Refused, without.Cxl.FindMemdev("mem0")!.Attachment);
        Assert.DoesNotContain("CXL Window", without.IomemOfCxl(), StringComparison.Ordinal);
        var again = Typed("v4", "modprobe -r cxl_acpi", "modprobe cxl_acpi");
        Assert.Equal(MemdevAttachment.Attached, again.Cxl.FindMemdev("mem0")!.Attachment);
        Assert.Contains("CXL Window 0", again.IomemOfCxl(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hidden_module_stays_loaded_and_can_not_be_loaded_again()
    {
        var kernel = Typed("v4", "hide-module dax_cxl");
        Assert.True(kernel.Drivers.Live.Has(KernelModule.DaxCxl));
        kernel = Typed("v4", "hide-module dax_cxl", "rmmod dax_cxl", "modprobe dax_cxl");
        Assert.False(kernel.Drivers.Live.Has(KernelModule.DaxCxl));
        Assert.Equal(
            Errno.NoDevice, CommandParser.Parse("modprobe dax_cxl")!.Run(kernel).Errno);
    }

    [Fact]
    public void A_command_in_the_background_lets_the_next_one_go_first()
    {
        var boot = new Boots("one-window")
        {
            Commands = ["rmmod kmem &", "rmmod device_dax"],
        }.Context();
        var kernel = boot.PowerOn();
        while (kernel.Drivers.CommandsDone < 1)
            kernel = Schedule.Take(kernel, Schedule.QuietChoice(kernel)!);
        Assert.True(kernel.Drivers.Live.Has(KernelModule.Kmem));
        Assert.Contains(new TypeCommand(1), Schedule.Enabled(kernel));
        Assert.Contains(new FinishCommand(0), Schedule.Enabled(kernel));
    }

    [Theory]
    [InlineData("7.1", true)]
    [InlineData("7.2", false)]
    public void Two_writers_delete_one_region_twice_before_the_lock(
        string generation, bool isTwice)
    {
        const string Delete =
            "echo region0 > /sys/bus/cxl/devices/decoder0.0/delete_region &";
        var kernel = Typed(generation);
        var (one, other) = (CommandParser.Parse(Delete)!, CommandParser.Parse(Delete)!);
        kernel = other.Run(one.Run(kernel).Kernel).Kernel;
        kernel = new FinishCommand(0).Run(new FinishCommand(0).Run(kernel));
        Assert.Empty(kernel.Cxl.Regions);
        Assert.Equal(isTwice, kernel.Cxl.Mishaps.HasFlag(CxlMishaps.UnregisteredTwice));
    }

    private static int Errors(string generation, string command) =>
        CommandParser.Parse(command)!.Run(Modular(generation)).Errno;

    private static Kernel Modular(string generation) => new Boots("one-window")
    {
        Generation = Catalogue.Standard.Find(generation)!,
        Config = "CXL_BUS=m",
    }.Run();

    private static Kernel Typed(string generation, params string[] commands) =>
        new Boots("one-window")
        {
            Generation = Catalogue.Standard.Find(generation)!,
            Commands = [.. commands],
        }.Run();
}
