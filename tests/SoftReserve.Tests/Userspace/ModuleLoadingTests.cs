using SoftReserve.Drivers;
using SoftReserve.Generations;
using SoftReserve.Userspace;
using Xunit;

namespace SoftReserve.Tests.Userspace;

/// <summary>Who loads a module, and what happens when a part of it can not be had.</summary>
public sealed class ModuleLoadingTests
{
    private const string HmemByHand = "kernel: {load-by-hand: [dax_hmem]}";
    private const string NoHmem = "kernel: {missing-modules: [dax_hmem]}";

    [Fact]
    public void An_announcement_that_finds_no_dax_hmem_is_used_up()
    {
        Assert.False(IsLive("7.2", HmemByHand, KernelModule.DaxCxl, "modprobe dax_hmem"));
        Assert.True(IsLive(
            "7.2", HmemByHand, KernelModule.DaxCxl, "modprobe dax_hmem", "modprobe dax_cxl"));
    }

    [Fact]
    public void A_user_who_asks_for_dax_cxl_gets_dax_hmem_too() =>
        Assert.True(IsLive("7.2", HmemByHand, KernelModule.DaxHmem, "modprobe dax_cxl"));

    [Fact]
    public void Where_dax_cxl_needs_no_dax_hmem_it_comes_alone() =>
        Assert.True(IsLive("6.12", HmemByHand, KernelModule.DaxCxl));

    [Fact]
    public void A_used_module_without_a_file_fails_modprobe_with_the_words_of_a_missing_symbol()
    {
        var kernel = Boot("7.2", NoHmem);
        var outcome = CommandParser.Parse("modprobe dax_cxl")!.Run(kernel);
        Assert.Equal(
            "modprobe: ERROR: could not insert 'dax_cxl': "
            + "Unknown symbol in module, or unknown parameter (see dmesg)\n",
            outcome.Complaints);
        Assert.Equal(1, outcome.ExitCode);
        Assert.True(outcome.Kernel.IsSameState(kernel));
    }

    [Fact]
    public void A_missing_file_is_named_with_its_folder() => Assert.Equal(
        "modprobe: FATAL: Module dax_hmem not found in directory /lib/modules/7.2.0\n",
        CommandParser.Parse("modprobe dax_hmem")!.Run(Boot("7.2", NoHmem)).Complaints);

    [Fact]
    public void A_softdep_that_can_not_be_had_stops_nothing() => Assert.True(
        IsLive("7.2", "kernel: {missing-modules: [cxl_port]}", KernelModule.CxlAcpi));

    [Theory]
    [InlineData("6.12", true)]
    [InlineData("7.0", true)]
    [InlineData("v4", false)] // asks for it from its init instead, where dax_cxl is configured
    public void Removing_dax_hmem_takes_cxl_acpi_along_where_it_is_a_softdep(
        string generation, bool takesIt) => Assert.Equal(
        takesIt, !IsLive(generation, "", KernelModule.CxlAcpi, "modprobe -r dax_hmem"));

    [Theory]
    [InlineData("modprobe dax_hmem", true)]
    [InlineData("busybox modprobe dax_hmem", false)] // knows no softdeps
    public void Loading_dax_hmem_by_hand_brings_its_softdep(string command, bool brings) =>
        Assert.Equal(brings, IsLive(
            "6.12", "kernel: {autoload: false}", KernelModule.CxlAcpi, command));

    private static bool IsLive(
        string generation, string with, KernelModule module, params string[] commands) =>
        Boot(generation, with, commands).Drivers.Live.Has(module);

    private static Kernel Boot(string generation, string with, params string[] commands) =>
        new Boots("one-window")
        {
            Generation = Catalogue.Standard.Find(generation)!,
            Config = "CXL_BUS=m",
            CommandLine = "memhp_default_state=offline",
            With = with,
            Commands = [.. commands],
        }.Run();
}
