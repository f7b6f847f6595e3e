using SoftReserve.Addresses;
using SoftReserve.Cli.Tracing;
using SoftReserve.Generations;
using SoftReserve.Machines;
using Xunit;

namespace SoftReserve.Cli.Tests.Tracing;

/// <summary>Who runs a step, who waits, and for whom.</summary>
public sealed class TraceTests
{
    public static TheoryData<string> Machines => [.. BundledMachines.Names];

    [Theory]
    [MemberData(nameof(Machines))]
    public void Every_step_has_a_lane_and_a_trace_ends_where_its_steps_end(string machine)
    {
        foreach (var generation in Catalogue.Standard.All)
        {
            var start = Traces.PowerOn(machine, generation.Name);
            Assert.All(start.Boot.Steps, step =>
                Assert.NotEqual(LaneKind.Other, Lane.Of(step).Kind));
            var trace = Traces.AtRandom(start, seed: 5);
            Assert.Empty(Schedule.Enabled(trace.End));
            Assert.NotNull(trace.Order);
            Assert.Equal(
                trace.End.Journal.Messages.Select(message => message.ToString()),
                trace.Steps.SelectMany(step => step.Messages.Select(each => each.ToString())));
        }
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void A_wait_ends_as_often_as_it_begins_or_stays_to_the_end(string machine)
    {
        foreach (var generation in Catalogue.Standard.All)
        {
            var trace = Traces.AtRandom(Traces.PowerOn(machine, generation.Name), seed: 9);
            Assert.Equal(
                trace.Steps.Sum(step => step.Begun.Count),
                trace.Steps.Sum(step => step.Ended.Count) + trace.WaitingAtEnd.Count);
        }
    }

    [Fact]
    public void A_card_that_came_before_the_windows_waits_until_the_bus_is_scanned_again()
    {
        var trace = Traces.AtRandom(Traces.PowerOn("one-window", "v4"), SeedThat(
            "v4", found => found.Steps.Any(step => step.Begun.Any(
                wait => wait.Waiter == Lane.Probe("mem0")))));
        var begin = trace.Steps.First(step => step.Begun.Any(
            wait => wait.Waiter == Lane.Probe("mem0")));
        var end = trace.Steps.First(step => step.Ended.Any(
            wait => wait.Waiter == Lane.Probe("mem0")));
        Assert.Equal("cxl_mem attaches mem0", begin.Title);
        Assert.Equal("rescan the CXL bus", end.Title);
        Assert.Equal(Lane.CxlPortWork, end.Lane);
        Assert.Empty(trace.WaitingAtEnd);
    }

    [Fact]
    public void Loading_dax_hmem_waits_for_modules_and_for_the_probes_of_cards()
    {
        var waits = Enumerable.Range(0, 50)
            .Select(seed => Traces.AtRandom(Traces.PowerOn("one-window", "7.2"), seed))
            .SelectMany(trace => trace.Steps.SelectMany(step => step.Begun))
            .Where(wait => wait.Waiter == Lane.Modprobe(Drivers.KernelModule.DaxHmem))
            .Select(wait => wait.Text).ToHashSet();
        const string Waiting = "modprobe dax_hmem waits in request_module() for ";
        Assert.Contains(Waiting + "modprobe cxl_acpi, modprobe cxl_pci", waits);
        Assert.Contains(Waiting + "probe mem0", waits);
    }

    [Fact]
    public void A_probe_and_the_work_that_it_flushes_wait_for_each_other()
    {
        var trace = Traces.Quiet(
            Traces.PowerOn("hbm-and-window", "v6", Traces.FailsBehindWindow));
        Assert.Equal(
            "work dax_hmem waits in wait_for_device_probe() for probe hmem_platform.0, "
            + "probe hmem_platform.0 waits in devres_release_all() for work dax_hmem",
            WaitCycle.Text(WaitCycle.In(trace.WaitingAtEnd)));
    }

    [Fact]
    public void Later_kernels_end_that_wait() => Assert.Empty(Traces.Quiet(
        Traces.PowerOn("hbm-and-window", "7.2", Traces.FailsBehindWindow)).WaitingAtEnd);

    [Fact]
    public void A_chain_of_waits_is_no_circle()
    {
        Lane a = Lane.Probe("a"), b = Lane.Probe("b"), c = Lane.Probe("c");
        ValueList<Wait> chain = [new(a, "x", [b]), new(b, "x", [c])];
        Assert.Empty(WaitCycle.In(chain));
        Assert.Equal(3, WaitCycle.In(chain.Add(new Wait(c, "x", [a]))).Count);
        Assert.Equal(2, WaitCycle.In(chain.Add(new Wait(c, "x", [b]))).Count);
    }

    private static int SeedThat(string kernel, Func<Trace, bool> fits) =>
        Enumerable.Range(0, 200).First(seed =>
            fits(Traces.AtRandom(Traces.PowerOn("one-window", kernel), seed)));
}
