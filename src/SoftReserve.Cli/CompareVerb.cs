using System.CommandLine;
using SoftReserve.Cli.Comparing;

namespace SoftReserve.Cli;

/// <summary>softreserve compare: what changes on a machine when its kernel does.</summary>
internal static class CompareVerb
{
    public static Command Create(Terminal terminal)
    {
        var options = new CompareOptions();
        var json = new Option<bool>("--json") { Description = "The comparison as JSON" };
        var verb = new Command("compare", "Say what changes when a machine changes its kernel");
        options.AddTo(verb);
        verb.Add(json);
        verb.SetAction(parsed => options.Read(parsed, terminal) switch
        {
            null => ExitCode.Unusable,
            { IsAll: true } plan => EveryKernel.Write(plan, parsed.GetValue(json), terminal),
            var plan => TwoKernels.Write(plan, parsed.GetValue(json), terminal),
        });
        return verb;
    }
}
