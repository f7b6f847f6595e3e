using System.CommandLine;
using SoftReserve.Cli.Diagnosing;
using SoftReserve.Diagnosis;

namespace SoftReserve.Cli;

/// <summary>softreserve diagnose: what is wrong with the memory of a running machine, and what to
/// type.</summary>
internal static class DiagnoseVerb
{
    public static Command Create(Terminal terminal)
    {
        var capture = new Argument<string?>("capture")
        {
            Description = "Recording (folder or tar); without one, this machine is looked at",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var list = new Option<bool>("--rules") { Description = "List the rules" };
        var root = new Option<string>("--root")
        {
            Description = "Without a capture: folder that stands for / (as in capture)",
            DefaultValueFactory = _ => "/",
        };
        var json = new Option<bool>("--json") { Description = "The findings as JSON" };
        var verb = new Command("diagnose", "Say what is wrong on a running machine, and why")
        {
            capture, list, root, json,
        };
        verb.SetAction(parsed =>
        {
            if (parsed.GetValue(list))
                return DiagnosisText.WriteRules(terminal);
            var source = parsed.GetValue(capture) is { } name
                ? DiagnosisSource.Read(name, terminal)
                : DiagnosisSource.Look(parsed.GetValue(root)!, terminal);
            if (source is null)
                return ExitCode.Unusable;
            var report = Diagnoser.Check(source.Subject);
            if (parsed.GetValue(json))
                DiagnosisJson.Write(report, source, terminal.Output);
            else
                DiagnosisText.Write(report, source, terminal);
            return report.Count(FindingSeverity.Error) > 0 ? ExitCode.BadAnswer : ExitCode.Fine;
        });
        return verb;
    }
}
