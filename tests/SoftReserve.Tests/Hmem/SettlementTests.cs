using SoftReserve.Addresses;
using SoftReserve.Generations;
using SoftReserve.Hmem;
using SoftReserve.Hmem.Arbitration;
using Xunit;

namespace SoftReserve.Tests.Hmem;

/// <summary>What each posting of the series does once probing has settled.</summary>
public sealed class SettlementTests
{
    private const string Platform = "hmem_platform hmem_platform.0: ";

    private const string SecondDenied =
        "{cxl: {faults: [{range: 0x2850000000-0x484fffffff, fault: coverage-denied}]}}";

    [Theory]
    [InlineData("v4", "Cxl dax0.0", "Hmem dax4.0", "Cxl dax2.0")]  // range by range
    [InlineData("v5", "Hmem dax3.0", "Hmem dax4.0", "Hmem dax5.0")] // one for all, teardown
    [InlineData("v6", "Hmem dax6.0", "Hmem dax7.0", "Hmem dax8.0")] // one for all
    [InlineData("v7", "Cxl dax0.0", "Hmem dax6.0", "Cxl dax2.0")]
    [InlineData("7.2", "Cxl dax0.0", "Hmem dax6.0", "Cxl dax2.0")]
    public void One_range_of_three_that_cxl_does_not_cover(
        string generation, params string[] owners)
    {
        var rows = Denied(generation).OwnersInWords();
        Assert.Equal(
            [
                $"850000000 {owners[0]} SystemRam", $"2850000000 {owners[1]} SystemRam",
                $"4850000000 {owners[2]} SystemRam",
            ],
            rows);
    }

    [Theory]
    [InlineData("v4", 2)]
    [InlineData("v5", 0)]
    [InlineData("v6", 3)]
    [InlineData("v7", 3)]
    [InlineData("v8", 3)]
    public void Only_v4_and_v5_take_regions_from_cxl(string generation, int left) =>
        Assert.Equal(left, Denied(generation).Cxl.Regions.Count);

    [Fact]
    public void V5_binds_cxl_s_dax_regions_only_after_the_decision()
    {
        var kernel = new Boots("one-window")
        {
            Generation = V5.Choices,
            Order = ["dax_cxl", "dax_hmem"],
        }.Run();
        Assert.Equal(["850000000 Cxl dax0.0 SystemRam"], kernel.OwnersInWords());
        Assert.Equal(CxlDaxMode.Drop, kernel.Hmem.Mode);
    }

    [Theory]
    [InlineData("v5", "None")] // its regions are gone
    [InlineData("v6", "Cxl")]  // its regions are not
    public void A_failed_registration_ends_the_walk_over_all_ranges(string generation, string owner)
    {
        var kernel = new Boots("amd-three-windows")
        {
            Generation = Catalogue.Standard.Find(generation)!,
            With = """
                {cxl: {faults: [
                  {range: 0x850000000-0x284fffffff, fault: coverage-denied},
                  {range: 0x850000000-0x284fffffff, fault: hmem-register-fails}]}}
                """,
        }.Run();
        Assert.True(kernel.Hmem.Devices.IsEmpty);
        Assert.All(
            kernel.OwnersInWords(),
            row => Assert.Contains($" {owner} ", row, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("v4", "hmem_register_device: ", "dropping CXL range: ")]
    [InlineData("v6", "hmem_register_device: ", "All Soft Reserved ranges claimed by CXL")]
    [InlineData("v7", "hmem_register_device: ", "CXL claims resource, dropping: ")]
    public void The_log_says_that_cxl_keeps_its_ranges(
        string generation, string function, string text) => AssertLogs(
        new Boots("amd-three-windows") { Generation = Catalogue.Standard.Find(generation)! }.Run(),
        function + Platform + text);

    [Theory]
    [InlineData("v4", "hmem_register_device: ", "registering CXL range: ")]
    [InlineData("v6", "", "Soft Reserved not fully contained in CXL; using HMEM")]
    [InlineData("v7", "hmem_register_device: ", "CXL did not claim resource, registering: ")]
    public void The_log_says_that_hmem_takes_a_range(
        string generation, string function, string text) =>
        AssertLogs(Denied(generation), function + Platform + text);

    [Fact]
    public void The_log_says_that_a_range_is_on_the_list_already() => AssertLogs(
        new Boots("amd-three-windows").Run(),
        "hmem_register_resource: "
            + "hmem range [mem 0x850000000-0x684fffffff flags 0x200] already active");

    [Theory]
    [InlineData("7.0", 1)]
    [InlineData("v4", 1)]
    [InlineData("v5", 2)] // walks its whole list again
    [InlineData("v6", 2)]
    [InlineData("v7", 1)]
    [InlineData("7.2", 1)]
    public void A_range_outside_the_windows_is_registered_at_the_probe(
        string generation, int times)
    {
        var kernel = new Boots("hbm-and-window")
        {
            Generation = Catalogue.Standard.Find(generation)!,
        }.Run();
        Assert.Equal(
            times,
            kernel.Hmem.Devices.Count(device => device.Range.Start.Value == 0x1080000000));
    }

    [Fact]
    public void The_work_of_7_2_decides_once_even_if_it_runs_again()
    {
        var kernel = new Boots("one-window-uncommitted") { Generation = Mainline72.Choices }.Run();
        Assert.Same(kernel, new DropOrRegister().Run(kernel, 0));
        Assert.Same(kernel, new NothingDeferred().Run(kernel, 0));
    }

    [Fact]
    public void V4_remembers_one_mode_for_all_ranges()
    {
        var kernel = Denied("v4");
        Assert.Equal(CxlDaxMode.Drop, kernel.Hmem.Mode); // the answer for the last range

        var again = kernel.OfferToHmem(kernel.Hmem.Candidates[2]);

        Assert.Equal(0, again.Errno);
        Assert.Equal(kernel.Hmem.Devices, again.Kernel.Hmem.Devices); // bug C3: it is dropped
    }

    [Fact]
    public void Every_decision_names_its_rule_and_its_numbers()
    {
        var tiled = new Boots("two-regions-one-range").Run();
        var covered = Assert.Single(tiled.Journal.Decisions<Ownership>());
        Assert.Equal("R60", covered.Rule);
        Assert.Equal(
            "region0 0x850000000-0x284fffffff, region1 0x2850000000-0x484fffffff together "
                + "cover all of 0x850000000-0x484fffffff",
            covered.Because.ToString());
        var single = new Boots("one-window") { Generation = Mainline72.Choices }.Run();
        Assert.Equal("R59", Assert.Single(single.Journal.Decisions<Ownership>()).Rule);
        Assert.Equal(
            "fault coverage-denied", Denied("v4").Journal.Decisions<Ownership>().ElementAt(1).Rule);
    }

    [Theory]
    [InlineData("v4")]
    [InlineData("v5")]
    [InlineData("v6")]
    [InlineData("7.2")]
    public void Every_range_that_waits_leaves_one_decision_in_the_journal(string generation) =>
        Assert.Equal(
            [0x850000000u, 0x2850000000u, 0x4850000000u],
            Denied(generation).Journal.Decisions<Ownership>()
                .Select(decision => decision.SoftReserved.Start.Value));

    [Fact]
    public void A_range_that_is_dropped_or_not_returned_names_its_rule_and_the_other_range()
    {
        var dropped = Assert.Single(
            new Boots("amd-three-windows").Run().Journal.Decisions<CandidateDropped>());
        Assert.Equal("R26", dropped.Rule);
        Assert.Equal(
            "0x850000000-0x684fffffff overlaps 0x850000000-0x284fffffff, "
                + "which is on HMEM's list already",
            dropped.Because.ToString());
        var lost = Assert.Single(new Boots("range-crosses-window-edge").Run()
            .Journal.Decisions<SoftReservedNotReturned>());
        Assert.Equal("R05", lost.Rule);
        Assert.Equal("CXL Window 0", lost.Conflict.Name);
        Assert.Equal(new AddressRange(0x1850000000, 0x384fffffff), lost.Range);
    }

    private static Kernel Denied(string generation) => new Boots("amd-three-windows")
    {
        Generation = Catalogue.Standard.Find(generation)!,
        With = SecondDenied,
    }.Run();

    private static void AssertLogs(Kernel kernel, string start) => Assert.Contains(
        kernel.Log(), line => line.StartsWith(start, StringComparison.Ordinal));
}
