using SoftReserve.Addresses;
using SoftReserve.Dax;
using SoftReserve.Dax.Steps;
using SoftReserve.Generations;
using SoftReserve.Hmem;
using SoftReserve.Hmem.Arbitration;
using SoftReserve.Hmem.Steps;
using Xunit;

namespace SoftReserve.Tests.Hmem;

/// <summary>When HMEM waits, for what, and what happens to those that come too late.</summary>
public sealed class DeferralTests
{
    private const string WindowedLine =
        "deferring range to CXL: [mem 0x850000000-0x284fffffff flags 0x80000200]";

    [Theory]
    [Trait("Rule", "R58")]
    [InlineData("6.12")]
    [InlineData("7.0")]
    public void Before_the_series_hmem_leaves_a_windowed_range_even_if_no_region_ever_forms(
        string generation)
    {
        var kernel = new Boots("one-window-uncommitted")
        {
            Generation = Catalogue.Standard.Find(generation)!,
        }.Run();
        Assert.Equal(["850000000 None  None"], kernel.OwnersInWords());
        Assert.Contains(kernel.Log(), Ends(WindowedLine));
        Assert.True(kernel.Hmem.Devices.IsEmpty);
        Assert.Empty(Steps(kernel).OfType<SettleDeferredRanges>()); // nobody looks again
    }

    [Fact]
    [Trait("Rule", "R58")]
    public void In_6_12_only_cxl_region_makes_hmem_yield() => Assert.Equal(
        ["850000000 Hmem dax1.0 SystemRam"],
        new Boots("one-window-uncommitted")
        {
            Generation = Legacy612.Choices,
            Config = "CXL_REGION=n",
        }.Run().OwnersInWords());

    [Fact]
    [Trait("Rule", "R63")]
    public void After_the_first_decision_mainline_never_registers_a_windowed_range()
    {
        var kernel = new Boots("hbm-and-window") { Generation = Mainline72.Choices }.Run();
        Assert.True(kernel.Hmem.DidInitialProbe);

        // a reload: the devices are gone, the list and the latch are not
        var reloaded = (kernel with { Hmem = kernel.Hmem with { Devices = [] } })
            .InitialiseDaxHmem();

        Assert.Equal(0x1080000000u, Assert.Single(reloaded.Hmem.Devices).Range.Start.Value);
        Assert.False(reloaded.Hmem.IsWorkQueued);
        Assert.Equal(
            "hmem_platform hmem_platform.0: deferring range to CXL: "
                + "[mem 0x2080000000-0x407fffffff flags 0x80000200]",
            Since(kernel, reloaded).First(line => line.Contains("CXL", StringComparison.Ordinal))
                .Replace("hmem_register_device: ", "", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "R63")]
    public void V7_registers_it_at_a_reload_without_asking_again()
    {
        var kernel = new Boots("one-window") { Generation = V7.Choices }.Run();
        Assert.True(kernel.Hmem.Devices.IsEmpty);

        var reloaded = kernel.InitialiseDaxHmem();

        Assert.Single(reloaded.Hmem.Devices);
        Assert.False(reloaded.Hmem.IsWorkQueued);
    }

    [Fact]
    [Trait("Rule", "R66")]
    public void Without_dax_cxl_mainline_does_not_wait_and_hmem_owns_all()
    {
        var kernel = new Boots("one-window")
        {
            Generation = Mainline72.Choices,
            Config = "DEV_DAX_CXL=n",
        }.Run();
        Assert.Equal(["850000000 Hmem dax2.0 SystemRam"], kernel.OwnersInWords());
        Assert.Empty(Steps(kernel).OfType<SettleDeferredRanges>());
        var region = Assert.Single(kernel.Cxl.Regions);
        Assert.True(region is { IsCommitted: true, IsBound: true, HasDaxRegionDevice: true });
        Assert.Null(kernel.Dax.Find(DaxOwner.Cxl, region.Id));
    }

    [Fact]
    [Trait("Rule", "R66")]
    public void Without_dax_cxl_a_region_that_commits_after_the_memory_is_online_makes_nothing()
    {
        var kernel = new Boots("one-window")
        {
            Generation = Mainline72.Choices,
            Config = "DEV_DAX_CXL=n",
            Order = ["dax_hmem", "kmem", "mem0"],
        }.Run();
        var region = Assert.Single(kernel.Cxl.Regions);
        Assert.True(region is { IsCommitted: true, IsBound: true, HasDaxRegionDevice: false });
        Assert.Contains(kernel.Log(), Contains("has System RAM"));
    }

    [Fact]
    [Trait("Rule", "R67")]
    public void Dax_cxl_registers_its_driver_after_hmem_has_decided()
    {
        var kernel = new Boots("one-window") { Generation = Mainline72.Choices }.Run();
        var steps = Steps(kernel).Where(step => step is SettleDeferredRanges or RegisterCxlDax);
        Assert.Equal(["decision", "dax_cxl-registration"], steps.Select(step => step.Token));
    }

    [Fact]
    [Trait("Rule", "R67")]
    public void It_cannot_come_before_the_decision_that_is_queued()
    {
        var boot = new Boots("one-window") { Generation = Mainline72.Choices }.Context();
        var forbidden = Assert.IsType<Scheduled.Forbidden>(Schedule.Run(
            boot.PowerOn(), ["dax_hmem", "dax_cxl-registration", "decision"],
            skipsImpossible: false));
        Assert.Equal("dax_cxl-registration", forbidden.Token);
    }

    [Fact]
    [Trait("Rule", "R67")]
    public void With_no_decision_queued_it_binds_at_once()
    {
        var kernel = new Boots("one-window-no-sr") { Generation = Mainline72.Choices }.Run();
        Assert.Empty(Steps(kernel).OfType<SettleDeferredRanges>());
        Assert.Equal(["850000000 Cxl dax0.0 SystemRam"], kernel.OwnersInWords());
    }

    [Fact]
    [Trait("Rule", "R68")]
    public void One_machine_may_have_a_range_of_cxl_and_a_range_of_hmem() => Assert.Equal(
        ["1080000000 Hmem dax2.0 SystemRam", "2080000000 Cxl dax0.0 SystemRam"],
        new Boots("hbm-and-window") { Generation = Mainline72.Choices }.Run().OwnersInWords());

    [Theory]
    [Trait("Rule", "R68")]
    [InlineData("7.2", "4850000000 None  None")]
    [InlineData("v4", "4850000000 Hmem dax3.0 SystemRam")] // v4 ignores the error and goes on
    public void A_range_that_cannot_be_registered_ends_the_walk_of_mainline(
        string generation, string last)
    {
        var kernel = new Boots("amd-three-windows")
        {
            Generation = Catalogue.Standard.Find(generation)!,
            With = """
                {cxl: {faults: [
                  {range: 0x850000000-0x284fffffff, fault: coverage-denied},
                  {range: 0x850000000-0x284fffffff, fault: hmem-register-fails},
                  {region-of: mem2, fault: assembly-fails-removed}]}}
                """,
        }.Run();
        Assert.Equal(last, kernel.OwnersInWords()[^1]);
    }

    [Fact]
    [Trait("Rule", "R70")]
    public void Without_cxl_acpi_hmem_registers_at_once_and_a_later_region_finds_system_ram()
    {
        var kernel = LateWindows("").Run();
        Assert.Empty(Steps(kernel).OfType<SettleDeferredRanges>());
        Assert.Equal(["850000000 Hmem dax0.0 SystemRam"], kernel.OwnersInWords());
        Assert.False(Assert.Single(kernel.Cxl.Regions).HasDaxRegionDevice);
    }

    [Fact]
    [Trait("Rule", "R70")]
    public void Where_hmem_holds_it_as_devdax_the_later_region_loses_the_dax_region()
    {
        var kernel = LateWindows("DEV_DAX_KMEM=n").Run();
        Assert.Equal(["850000000 Hmem dax0.0 Devdax"], kernel.OwnersInWords());
        Assert.Contains(
            "cxl_dax_region dax_region1: probe with driver cxl_dax_region failed with error -12",
            kernel.Log());
    }

    [Fact]
    [Trait("Rule", "R63")]
    public void The_rule_of_v8_waits_once_and_then_says_no()
    {
        var candidate = new HmemCandidate(new AddressRange(0x850000000, 0x284fffffff), 1);
        var rule = new AwaitOnce();
        var before = rule.Ask(HmemState.Empty, candidate);
        var after = rule.Ask(HmemState.Empty with { DidInitialProbe = true }, candidate);
        Assert.Equal((false, true), (before.Registers, before.QueuesWork));
        Assert.Equal((false, false), (after.Registers, after.QueuesWork));
        Assert.EndsWith(
            "await CXL initial probe: [mem 0x850000000-0x284fffffff flags 0x80000200]",
            before.Message!.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(WindowedLine, after.Message!.ToString(), StringComparison.Ordinal);
    }

    private static Boots LateWindows(string config) => new("one-window")
    {
        Generation = Mainline72.Choices,
        Config = config,
        With = "{kernel: {load-by-hand: [cxl_acpi]}}",
        Commands = ["modprobe cxl_acpi"],
    };

    private static IEnumerable<KernelStep> Steps(Kernel kernel) =>
        kernel.Journal.OfType<JournalEntry.StepBegan>().Select(entry => entry.Step);

    private static IEnumerable<string> Since(Kernel before, Kernel after) =>
        after.Log().Skip(before.Log().Length);

    private static Predicate<string> Ends(string end) =>
        line => line.EndsWith(end, StringComparison.Ordinal);

    private static Predicate<string> Contains(string part) =>
        line => line.Contains(part, StringComparison.Ordinal);
}
