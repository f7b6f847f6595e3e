using System.CommandLine;
using SoftReserve.Cli.Exploring;
using SoftReserve.Exploration;

namespace SoftReserve.Cli;

/// <summary>softreserve explore: every order in which a boot can happen.</summary>
internal static class ExploreVerb
{
    public static Command Create(Terminal terminal)
    {
        var kernelOptions = new KernelOptions();
        var verb = new Command("explore", "Explore every order in which a boot can happen");
        var unreduced = new Option<bool>("--no-reduction");
        var asymmetric = new Option<bool>("--no-symmetry");
        var json = new Option<bool>("--json") { Description = "The verdict as JSON" };
        var all = new Option<bool>("--all-machines")
        {
            Description = "Every bundled machine in several configurations, a line each",
        };
        var against = new Option<string?>("--against")
        {
            Description = "With --all-machines: tell only what differs from this kernel",
        };
        kernelOptions.Machine.Arity = ArgumentArity.ZeroOrOne;
        kernelOptions.AddTo(verb);
        verb.Add(all);
        verb.Add(against);
        verb.Add(unreduced);
        verb.Add(asymmetric);
        verb.Add(json);
        verb.SetAction(parsed =>
        {
            if (kernelOptions.PowerOn(parsed, terminal) is not { } kernel)
                return ExitCode.Unusable;
            var options = new ExplorerOptions
            {
                IsReduced = !parsed.GetValue(unreduced),
                IsSymmetric = !parsed.GetValue(asymmetric),
            };
            var found = KernelExploration.Run(kernel, options);
            var verdict = Judge.Of(kernel, found, options.IsSymmetric);
            if (parsed.GetValue(json))
                ExploreJson.Write(verdict, terminal.Output);
            else
                ExploreText.Write(verdict, terminal);
            return verdict.Findings.Count > 0 ? ExitCode.BadAnswer
                : verdict.Explored.IsComplete ? ExitCode.Fine
                : ExitCode.Incomplete;
        });
        return verb;
    }
}
