using System.CommandLine;
using System.Diagnostics;
using SoftReserve.Cli.Exploring;
using SoftReserve.Exploration;
using SoftReserve.Owners;

namespace SoftReserve.Cli;

/// <summary>softreserve explore: every order of a machine's boot.</summary>
internal static class ExploreVerb
{
    public static Command Create(Terminal terminal)
    {
        var kernelOptions = new KernelOptions();
        var verb = new Command("explore", "Explore every order in which a boot can happen");
        var unreduced = new Option<bool>("--no-reduction");
        var asymmetric = new Option<bool>("--no-symmetry");
        kernelOptions.AddTo(verb);
        verb.Add(unreduced);
        verb.Add(asymmetric);
        verb.SetAction(parsed =>
        {
            if (kernelOptions.PowerOn(parsed, terminal) is not { } kernel)
                return ExitCode.Unusable;
            var clock = Stopwatch.StartNew();
            var found = KernelExploration.Run(kernel, new ExplorerOptions
            {
                IsReduced = !parsed.GetValue(unreduced),
                IsSymmetric = !parsed.GetValue(asymmetric),
            });
            var seconds = clock.Elapsed.TotalSeconds;
            terminal.Output.WriteLine(
                $"{found.Explored.States} states, {found.Explored.Transitions} transitions, "
                + $"{found.Explored.Ends.Count} ends, {seconds:f2} s, "
                + $"{found.Explored.Transitions / seconds:f0}/s");
            var outcomes = found.Ends().Select(end => string.Join("; ", OwnersTable.Of(end)
                .Select(row => $"{row.Range} {row.Owner} {row.Use}"))).Distinct().Order().ToList();
            foreach (var outcome in outcomes.Take(20))
                terminal.Output.WriteLine(outcome);
            terminal.Output.WriteLine($"{outcomes.Count} outcomes");
            return ExitCode.Fine;
        });
        return verb;
    }
}
