using SoftReserve.Generations;
using SoftReserve.Hmem;
using SoftReserve.Hmem.Steps;
using SoftReserve.Userspace;
using Xunit;

namespace SoftReserve.Tests.Userspace;

/// <summary>Unbinding and binding hmem_platform, and unloading the dax modules.</summary>
public sealed class PlatformCommandTests
{
    private const string Folder = "/sys/bus/platform/drivers/hmem_platform/";
    private const string Unbind = "echo hmem_platform.0 > " + Folder + "unbind";
    private const string Bind = "echo hmem_platform.0 > " + Folder + "bind";

    [Fact]
    [Trait("Rule", "R63")]
    public void A_range_outside_the_windows_comes_back_and_one_inside_does_not()
    {
        var kernel = Typed("hbm-and-window", "7.2", Unbind, Bind) with { Config = "CXL_PCI=n" };
        Assert.Equal(
            ["1080000000 Hmem dax1.0 SystemRam", "2080000000 None  None"],
            kernel.Run().OwnersInWords());
    }

    [Fact]
    public void Unbinding_takes_soft_reserved_out_of_iomem_and_gives_the_number_back()
    {
        var kernel = Typed("fpga-8g", "v4", Unbind).Run();
        Assert.DoesNotContain("Soft Reserved", kernel.IomemOfCxl(), StringComparison.Ordinal);
        Assert.Empty(kernel.Hmem.Devices);
        kernel.Memregions.Take(out var id);
        Assert.Equal(0, id);
    }

    [Fact]
    [Trait("Rule", "R57")]
    public void Memory_that_is_online_stays_behind()
    {
        var kernel = (Typed("fpga-8g", "v4", Unbind) with { CommandLine = "" }).Run();
        Assert.Contains(kernel.Log(), line =>
            line.Contains("cannot be hotremoved until the next reboot", StringComparison.Ordinal));
        Assert.Contains("System RAM (kmem)", kernel.IomemOfCxl(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "R64")]
    public void Binding_while_the_work_is_queued_is_refused_from_v7_on()
    {
        var kernel = Waiting("7.2");
        kernel = kernel.UnbindHmemPlatform(0);
        Assert.Equal(Errno.Busy, kernel.BindHmemPlatform(0).Errno);
        Assert.Equal(0, Waiting("v4").UnbindHmemPlatform(0).BindHmemPlatform(0).Errno);
    }

    [Fact]
    public void Loading_dax_hmem_again_forgets_the_mode_of_v4_and_not_that_of_v5()
    {
        Assert.Equal(CxlDaxMode.Defer, Unloaded("v4").Hmem.Mode);
        Assert.Equal(CxlDaxMode.Drop, Unloaded("v5").Hmem.Mode);
    }

    [Fact]
    public void Dax_hmem_is_held_by_dax_cxl_from_v7_on()
    {
        var command = CommandParser.Parse("modprobe -r dax_hmem")!;
        Assert.Equal(Errno.Busy, command.Run(Booted("v7")).Errno);
        Assert.Equal(0, command.Run(Booted("v6")).Errno);
    }

    [Fact]
    public void A_module_that_is_not_there_or_built_in_can_not_be_removed()
    {
        var command = CommandParser.Parse("rmmod dax_cxl")!;
        Assert.Equal(Errno.NoDevice, command.Run(
            new Boots("one-window") { Config = "DEV_DAX_CXL=n" }.Run()).Errno);
        Assert.Equal(Errno.Busy, command.Run(new Boots("one-window")
        {
            Config = "CXL_BUS=y,CXL_ACPI=y,CXL_PCI=y,CXL_MEM=y,"
                + "DEV_DAX=y,DEV_DAX_HMEM=y,DEV_DAX_CXL=y",
        }.Run()).Errno);
    }

    [Fact]
    public void With_the_lock_taken_before_the_wait_a_bind_and_the_work_wait_for_each_other()
    {
        var kernel = Schedule.Take(
            Waiting("v7+lock-before-wait").UnbindHmemPlatform(0), new BeginDeferredWork());
        Assert.True(CommandParser.Parse(Unbind)!.IsBlocked(kernel));
        var stuck = Schedule.RunToEnd(CommandParser.Parse(Bind)!.Run(kernel).Kernel);
        Assert.True(stuck.Hmem.FailedProbe!.IsStuck);
        Assert.True(stuck.Hmem.HasQueuedWork);
    }

    // up to the point where the work waits
    private static Kernel Waiting(string generation)
    {
        var kernel = new Boots("one-window") { Generation = Found(generation) }
            .Context().PowerOn();
        while (!kernel.Hmem.IsPlatformBound)
            kernel = Schedule.Take(kernel, Schedule.Enabled(kernel).First());
        Assert.True(kernel.Hmem.IsWorkQueued);
        return kernel;
    }

    private static Kernel Booted(string generation) =>
        new Boots("one-window") { Generation = Found(generation) }.Run();

    private static Kernel Unloaded(string generation) => Booted(generation).ExitDaxHmem();

    private static Generation Found(string name) => Catalogue.Standard.Find(name)!;

    private static Boots Typed(string machine, string generation, params string[] commands) =>
        new(machine)
        {
            Generation = Found(generation),
            CommandLine = "memhp_default_state=offline",
            Commands = [.. commands],
        };
}
