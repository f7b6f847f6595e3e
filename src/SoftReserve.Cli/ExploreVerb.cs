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
        var scaleOptions = new ScaleOptions();
        kernelOptions.AddTo(verb);
        scaleOptions.AddTo(verb);
        verb.SetAction(parsed => Run(parsed, null));
        verb.Add(ExploreMergeVerb.Create(verb, terminal, Run));
        return verb;

        int Run(ParseResult parsed, MergedShards? shards)
        {
            if (kernelOptions.PowerOn(parsed, terminal) is not { } kernel
                || scaleOptions.Read(parsed, terminal) is not { } scale)
                return ExitCode.Unusable;
            var clock = Stopwatch.StartNew();
            var identity = ModelIdentity.Of(kernel);
            if (KernelExploration.Run(kernel, model => shards is null
                ? scale.Run(model, identity, terminal)
                : shards.Join(model, scale.Options, identity)) is not { } found)
                return ExitCode.Unusable;
            Show(found, clock.Elapsed.TotalSeconds, terminal);
            return found.Explored.IsComplete ? ExitCode.Fine : ExitCode.Incomplete;
        }
    }

    private static void Show(KernelExploration found, double seconds, Terminal terminal)
    {
        terminal.Output.WriteLine(
            $"{found.Explored.States} states, {found.Explored.Transitions} transitions, "
            + $"{found.Explored.Ends.Count} ends, {found.Explored.Bound}");
        terminal.Error.WriteLine(
            $"{seconds:f2} s, {found.Explored.Transitions / seconds:f0}/s");
        var outcomes = found.Ends().Select(end => string.Join("; ", OwnersTable.Of(end)
            .Select(row => $"{row.Range} {row.Owner} {row.Use}"))).Distinct().Order().ToList();
        foreach (var outcome in outcomes.Take(20))
            terminal.Output.WriteLine(outcome);
        terminal.Output.WriteLine($"{outcomes.Count} outcomes");
    }
}
