using SoftReserve.Cli.Exploring;
using SoftReserve.Configuration;
using SoftReserve.Exploration;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Machines;
using SoftReserve.Slots;
using Xunit;

namespace SoftReserve.Cli.Tests.Exploring;

/// <summary>Nothing that makes the explorer fast changes what it finds.</summary>
public sealed class SoundnessTests
{
    private const int MostPlainStates = 500, MostStates = 150;

    public static TheoryData<string> Machines() => [.. BundledMachines.Names];

    [Theory]
    [MemberData(nameof(Machines))]
    public void Slots_find_what_whole_kernels_find(string machine)
    {
        foreach (var start in Boots(machine))
        {
            if (PlainExplorer.Outcomes(start, MostPlainStates) is not { } expected)
                continue;
            var found = KernelExploration.Run(start, Unreduced);
            Assert.Equal(expected, Outcomes(found));
        }
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Reductions_lose_no_outcome(string machine)
    {
        foreach (var start in Boots(machine))
        {
            var all = KernelExploration.Run(start, Unreduced);
            if (!all.Explored.IsComplete)
                continue;
            var reduced = KernelExploration.Run(start, Unreduced with { IsReduced = true });
            Assert.Equal(Outcomes(all), Outcomes(reduced));
            Assert.True(reduced.Explored.States <= all.Explored.States);
        }
    }

    /// <summary>Each step is run twice: on its footprint alone, and on the whole kernel.</summary>
    [Theory]
    [MemberData(nameof(Machines))]
    public void A_step_sees_and_changes_no_more_than_its_footprint(string machine)
    {
        foreach (var start in Boots(machine))
            Footprints.Check(start, MostStates);
    }

    private static ExplorerOptions Unreduced => new()
    {
        IsReduced = false,
        IsSymmetric = false,
        MostStates = 2_000,
    };

    private static SortedSet<string> Outcomes(KernelExploration found) =>
        new(found.Ends().Select(OutcomeText.Of), StringComparer.Ordinal);

    internal static IEnumerable<Kernel> Boots(string name)
    {
        var machine = MachineFile.Read(BundledMachines.TryReadText(name)!, name).Value!;
        foreach (var generation in Catalogue.Standard.All)
        {
            var config = (KconfigResult.Valid)Kconfig.Resolve(
                machine.Kernel.Config, generation.Kconfig, generation.BuildBreaks);
            yield return BootContext.Create(machine, new BootOptions(
                generation, config.Configuration,
                KernelCommandLine.Parse(machine.Kernel.CommandLine), [])).PowerOn();
        }
    }
}

/// <summary>Compares what a step does on its footprint with what it does on the whole.</summary>
internal static class Footprints
{
    public static void Check(Kernel start, int mostStates)
    {
        var found = KernelExploration.Run(start, new ExplorerOptions
        {
            IsReduced = false,
            IsSymmetric = false,
            MostStates = mostStates,
        });
        var slots = new KernelSlots(KernelSlots.Find(start.Boot));
        for (var state = 0; state < Math.Min(found.Explored.States, mostStates); state++)
        {
            var kernel = found.KernelOf(state);
            var enabled = found.Enabled(state);
            Assert.Equal(Schedule.Enabled(kernel), enabled);
            foreach (var step in enabled)
            {
                var (whole, parts) =
                    (Text(slots, step.Run(kernel)), Text(slots, found.After(state, step)));
                Assert.True(whole == parts, Difference(step, whole, parts));
            }
        }
    }

    private static string Difference(KernelStep step, string whole, string parts)
    {
        var at = whole.Zip(parts).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"{step.Title}: ...{Around(whole, at)} but on its footprint ...{Around(parts, at)}";
    }

    private static string Around(string text, int at) =>
        text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 200)];

    private static string Text(KernelSlots slots, Kernel kernel)
    {
        var states = new SlotState[slots.Slots.Count];
        var shared = slots.Split(kernel, states);
        return string.Join('\n', states.Select(StateText.Of).Prepend(StateText.Of(shared)));
    }
}
