using SoftReserve.Exploration;
using SoftReserve.Generations;
using SoftReserve.Machines;

namespace SoftReserve.Cli.Exploring;

/// <summary>A patch author's loop: every bundled machine, every order, one line each.</summary>
internal static class FleetRun
{
    /// <summary>Prints a line for each machine and configuration, or with another kernel to
    /// compare with, for each that differs.</summary>
    /// <returns>1 when something is broken, or with another kernel, newly broken.</returns>
    public static int Write(
        Generation mine, Generation? against, ExplorerOptions options, Terminal terminal)
    {
        var (isBroken, isComplete) = (false, true);
        foreach (var machine in BundledMachines.Names)
        {
            var before = against is null
                ? []
                : Fleet.Explore(machine, against, options).ToDictionary();
            foreach (var (configuration, verdict) in Fleet.Explore(machine, mine, options))
            {
                var old = before.GetValueOrDefault(configuration);
                var line = against is null
                    ? FleetText.Of(machine, configuration, verdict)
                    : FleetText.Change(machine, configuration, old, verdict);
                if (line is not null)
                    terminal.Output.WriteLine(line);
                isComplete &= verdict.Explored.IsComplete;
                isBroken |= verdict.Findings.Any(finding =>
                    old is null || old.Findings.All(each => each.Property != finding.Property));
            }
        }

        return isBroken ? ExitCode.BadAnswer
            : isComplete ? ExitCode.Fine
            : ExitCode.Incomplete;
    }
}
