using SoftReserve.Generations;
using SoftReserve.Hmem;
using SoftReserve.Hmem.Steps;
using Xunit;

namespace SoftReserve.Tests.Hmem;

/// <summary>A probe of hmem_platform that queues the deferred work and then fails, and what each
/// posting makes of the work (bugs N1, N3, C8).</summary>
public sealed class WorkReleaseTests
{
    // the range in the window comes first, the one above it cannot be registered
    private const string FailsAbove =
        """
        {memory-map: [
           {range: 0x00100000-0x7fffffff, type: usable},
           {range: 0x100000000-0x107fffffff, type: usable},
           {range: 0x2080000000-0x407fffffff, type: soft-reserved},
           {range: 0x4080000000-0x507fffffff, type: soft-reserved}],
         cxl: {faults: [{range: 0x4080000000-0x507fffffff, fault: hmem-register-fails}]}}
        """;

    private const string Failed =
        "hmem_platform hmem_platform.0: probe with driver hmem_platform failed with error -12";

    [Fact]
    public void V4_frees_a_wrong_address_and_the_work_runs_for_nobody()
    {
        var kernel = Boots("v4").Run();
        Assert.Equal(
            HmemMishaps.FreedWrongAddress | HmemMishaps.RanUnbound, kernel.Hmem.Mishaps);
        Assert.Contains("2080000000 Cxl dax0.0 SystemRam", kernel.OwnersInWords());
        Assert.Contains(Failed, kernel.Log());
    }

    [Fact]
    public void With_the_pointer_repaired_the_work_is_cancelled_and_cxl_s_range_is_lost_too()
    {
        var kernel = Boots("v4+cleanup-pointer-fixed").Run();
        Assert.Equal(HmemMishaps.None, kernel.Hmem.Mishaps);
        Assert.Equal(["2080000000 None  None", "4080000000 None  None"], kernel.OwnersInWords());
        Assert.Contains(Failed, kernel.Log());
        Assert.True(kernel.Hmem.IsDriverRegistered);
    }

    [Fact]
    public void With_the_pointer_repaired_a_work_that_has_begun_and_the_probe_wait_for_each_other()
    {
        var kernel = Boots("v4+cleanup-pointer-fixed").Context().PowerOn();
        while (kernel.Hmem.FailedProbe is null)
            kernel = Schedule.Take(kernel, Schedule.Enabled(kernel).First());
        kernel = Schedule.RunToEnd(Schedule.Take(kernel, new BeginDeferredWork()));
        Assert.True(kernel.Hmem.FailedProbe!.IsStuck);
        Assert.True(kernel.Hmem.HasQueuedWork);
        Assert.DoesNotContain(Failed, kernel.Log());
    }

    [Fact]
    public void V6_waits_for_the_work_inside_the_probe_that_the_work_waits_for()
    {
        var kernel = Boots("v6").Run();
        Assert.True(kernel.Hmem.FailedProbe!.IsStuck);
        Assert.True(kernel.Hmem.HasQueuedWork);
        Assert.DoesNotContain(Failed, kernel.Log());
    }

    [Theory]
    [InlineData("v7")]
    [InlineData("v8")]
    [InlineData("7.1")]
    [InlineData("7.2")]
    public void From_v7_on_the_work_finds_nobody_bound_and_decides_nothing(string generation)
    {
        var kernel = Boots(generation).Run();
        Assert.Equal(HmemMishaps.None, kernel.Hmem.Mishaps);
        Assert.False(kernel.Hmem.DidInitialProbe);
        Assert.False(kernel.Hmem.HasQueuedWork);
        Assert.Contains("2080000000 Cxl dax0.0 SystemRam", kernel.OwnersInWords());
    }

    [Fact]
    public void A_probe_that_fails_before_it_has_queued_anything_just_fails()
    {
        var kernel = new Boots("hbm-and-window")
        {
            Generation = V6.Choices,
            With = """
                {cxl: {faults: [
                  {range: 0x1080000000-0x207fffffff, fault: hmem-register-fails}]}}
                """,
        }.Run();
        Assert.Null(kernel.Hmem.FailedProbe);
        Assert.Contains(Failed, kernel.Log());
    }

    [Fact]
    public void Built_in_hmem_stops_the_boot_when_its_probe_never_ends()
    {
        var kernel = (Boots("v6") with
        {
            Config = "CXL_BUS=y,CXL_ACPI=y,CXL_PCI=y,CXL_MEM=y,DEV_DAX=y,DEV_DAX_HMEM=y",
        }).Run();
        Assert.True(kernel.Drivers.InitcallsDone < kernel.Boot.Initcalls.Count);
    }

    private static Boots Boots(string generation) => new("hbm-and-window")
    {
        Generation = Catalogue.Standard.Find(generation)!,
        With = FailsAbove,
    };
}
