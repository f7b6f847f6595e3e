using System.CommandLine;
using SoftReserve.Cli.Checking;

namespace SoftReserve.Cli;

/// <summary>softreserve check: runs case files and prints what differs.</summary>
internal static class CheckVerb
{
    public static Command Create(Terminal terminal)
    {
        var cases = new Argument<string[]>("case")
        {
            Description = "Case files, or folders of them",
            Arity = ArgumentArity.OneOrMore,
        };
        var kernel = new Option<string?>("--kernel", "-k")
        {
            Description = "Only the runs of this kernel",
        };
        var verb = new Command("check", "Run case files and print what differs") { cases, kernel };
        verb.SetAction(parsed => new CaseCheck(terminal, parsed.GetValue(kernel))
            .Run(parsed.GetValue(cases)!));
        return verb;
    }
}
