using System.CommandLine;
using SoftReserve.Addresses;
using SoftReserve.Cli.Linting;
using SoftReserve.Lint;
using SoftReserve.Machines.Diagnostics;

namespace SoftReserve.Cli;

/// <summary>softreserve lint: contradictions and traps in what firmware tells the
/// kernel.</summary>
internal static class LintVerb
{
    public static Command Create(Terminal terminal)
    {
        var machine = new Argument<string?>("machine")
        {
            Description = "Machine file, recording (folder or tar), ACPI tables, or bundled name",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var rule = new Option<string[]>("--rule")
        {
            Description = "Only this rule, by id or name; may be given again",
        };
        var list = new Option<bool>("--rules") { Description = "List the rules" };
        var json = new Option<bool>("--json") { Description = "The findings as JSON" };
        var verb = new Command("lint", "Find contradictions and traps in firmware's tables")
        {
            machine, rule, list, json,
        };
        verb.SetAction(parsed =>
        {
            if (parsed.GetValue(list))
                return LintText.WriteRules(terminal);
            return Rules(parsed.GetValue(rule) ?? [], terminal) is { } rules
                ? Check(parsed.GetValue(machine), rules, parsed.GetValue(json), terminal)
                : ExitCode.Unusable;
        });
        return verb;
    }

    private static int Check(
        string? name, ValueList<LintRule> rules, bool asJson, Terminal terminal)
    {
        if (name is null)
        {
            terminal.Error.WriteLine("softreserve: lint needs a machine, or --rules");
            return ExitCode.Unusable;
        }

        if (LintSource.Read(name, terminal) is not { } source)
            return ExitCode.Unusable;
        var report = Linter.Check(source.Subject, rules);
        if (asJson)
            LintJson.Write(report, source, terminal.Output);
        else
            LintText.Write(report, source, terminal);
        return report.Count(LintSeverity.Error) > 0 ? ExitCode.BadAnswer : ExitCode.Fine;
    }

    private static ValueList<LintRule>? Rules(string[] names, Terminal terminal)
    {
        if (names.Length == 0)
            return LintRules.All;
        var found = new List<LintRule>();
        foreach (var name in names)
        {
            if (LintRules.Find(name) is { } rule)
            {
                found.Add(rule);
                continue;
            }

            var known = LintRules.All.Select(each => each.Name);
            terminal.Error.WriteLine($"softreserve: no rule '{name}'"
                + Suggestion.For(name, [.. known]) + "; see 'softreserve lint --rules'");
            return null;
        }

        return [.. found.Distinct().OrderBy(rule => rule.Id, StringComparer.Ordinal)];
    }
}
