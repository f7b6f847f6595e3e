using SoftReserve.Generations;
using SoftReserve.Owners;
using Xunit;

namespace SoftReserve.Tests.Owners;

/// <summary>The sentence that says why a range has the owner that it has.</summary>
public sealed class ReasonTests
{
    [Theory]
    [InlineData(
        "one-window", "v4", "",
        "region0 0x850000000-0x284fffffff covers all of 0x850000000-0x284fffffff")]
    [InlineData(
        "two-regions-gap", "v4", "",
        "no CXL region starts at 0x2850000000; region0, region1 torn down; "
            + "DANGER: no decoder maps 0x2850000000-0x484fffffff")]
    [InlineData(
        "range-inside-region", "v4", "",
        "region0 0x850000000-0x284fffffff ends after the range, at 0x184fffffff; "
            + "region0 torn down")]
    [InlineData(
        "one-window-uncommitted", "7.2", "",
        "no CXL region overlaps 0x850000000-0x284fffffff; "
            + "DANGER: no decoder maps 0x850000000-0x284fffffff")]
    [InlineData(
        "one-window-x2-missing", "7.2", "",
        "region0 0x850000000-0x284fffffff is not committed; "
            + "DANGER: no decoder maps 0x850000000-0x284fffffff")]
    [InlineData(
        "amd-three-windows-short", "7.2", "",
        "region0 0x850000000-0x280fffffff does not contain 0x850000000-0x284fffffff; "
            + "its driver cannot reserve it, because region0 0x850000000-0x280fffffff ends inside")]
    [InlineData(
        "two-regions-one-range", "7.2", "",
        "no one of 2 CXL regions contains 0x850000000-0x484fffffff; its driver cannot reserve it, "
            + "because region0 0x850000000-0x284fffffff ends inside")]
    [InlineData(
        "one-window-x2-missing", "v4", "", "HMEM left it to CXL, but region0 is not committed")]
    [InlineData(
        "one-window", "v4", "{kernel: {missing-modules: [dax_cxl]}}",
        "HMEM left it to CXL, and no dax driver bound CXL's region")]
    [InlineData(
        "range-crosses-window-edge", "v4", "",
        "0x1850000000-0x384fffffff overlaps CXL Window 0 0x850000000-0x284fffffff only in part: "
            + "it can not go in; region0 torn down")]
    [InlineData(
        "one-window-uncommitted", "6.12", "",
        "HMEM leaves a range that touches a CXL window to CXL, and no CXL region made a dax "
            + "device of it")]
    [InlineData(
        "one-window-no-sr", "v4", "",
        "a CXL region covers it, and nothing made a dax device of the region")]
    [InlineData(
        "one-window-no-sr", "7.2", "",
        "a CXL region covers it and made its dax device without asking HMEM")]
    [InlineData(
        "fpga-8g", "7.2", "",
        "no CXL window that counts lies over it: HMEM registers it at once")]
    [InlineData(
        "fpga-8g", "v4", "{hmat: absent, srat: [{range: 0x0-0x207fffffff, pxm: 0}]}",
        "no CXL window that counts lies over it: HMEM registers it at once; "
            + "its driver could not take it")]
    [InlineData(
        "one-window", "v4",
        "{cxl: {faults: [{range: 0x850000000-0x284fffffff, fault: coverage-denied}]}}",
        "this machine forces the answer no")]
    public void The_sentence_quotes_what_decided(
        string machine, string generation, string with, string because)
    {
        var rows = OwnersTable.Of(new Boots(machine)
        {
            Generation = Catalogue.Standard.Find(generation)!,
            With = with,
        }.Run());
        Assert.Contains(because, rows.Select(row => row.Because));
    }

    [Theory]
    [InlineData("", "efi=nosoftreserve", "ordinary RAM to this kernel")]
    [InlineData("DEV_DAX_HMEM=n,CXL_PCI=n", "", "nobody asked for it")]
    public void A_range_outside_the_game_has_its_sentence_too(
        string config, string commandLine, string because)
    {
        var row = Assert.Single(OwnersTable.Of(new Boots("one-window")
        {
            Config = config,
            CommandLine = commandLine,
        }.Run()));
        Assert.Equal(because, row.Because);
    }

    [Fact]
    public void A_window_that_came_too_late_is_told()
    {
        var row = Assert.Single(OwnersTable.Of(new Boots("one-window")
        {
            Generation = Mainline72.Choices,
            With = "{kernel: {load-by-hand: [cxl_acpi]}}",
            Commands = ["modprobe cxl_acpi"],
        }.Run()));
        Assert.Equal("HMEM registered it before a CXL window lay over it", row.Because);
    }
}
