using SoftReserve.Cli.Exploring;
using SoftReserve.Exploration;
using SoftReserve.Machines;
using SoftReserve.Owners.Properties;
using Xunit;

namespace SoftReserve.Cli.Tests.Exploring;

/// <summary>A finding is true of whole kernels, and its order ends where it matters.</summary>
public sealed class FindingTests
{
    public static TheoryData<string> Machines() => [.. BundledMachines.Names];

    [Theory]
    [MemberData(nameof(Machines))]
    public void The_order_of_a_finding_breaks_its_property(string machine)
    {
        foreach (var start in Starts(machine))
            foreach (var finding in Judged(start).Findings)
                if (KernelProperties.Find(finding.Property) is { } property)
                    Assert.True(property.IsBroken(finding.End), finding.Property);
    }

    [Theory]
    [InlineData("one-window")]
    [InlineData("amd-three-windows")]
    [InlineData("two-regions-gap")]
    public void Its_last_step_matters(string machine)
    {
        foreach (var start in Starts(machine))
            foreach (var finding in Judged(start).Findings)
                if (KernelProperties.Find(finding.Property) is { } property
                    && finding.Order.Count > 0)
                    Assert.False(property.IsBroken(Schedule.RunToEnd(
                        finding.Order.SkipLast(1).Aggregate(start, Schedule.Take))));
    }

    private static Verdict Judged(Kernel start)
    {
        var options = new ExplorerOptions { MostStates = 3000 };
        return Judge.Of(
            BegunOrder.At(start), KernelExploration.Run(start, options), options.IsSymmetric);
    }

    private static IEnumerable<Kernel> Starts(string machine) => SoundnessTests.Boots(machine)
        .Where(start => start.Boot.Generation.Name is "v4" or "7.2");
}
