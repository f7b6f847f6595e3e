using SoftReserve.Addresses;
using SoftReserve.Generations;
using SoftReserve.Lint;
using static System.FormattableString;

namespace SoftReserve.Cli.Linting;

/// <summary>Findings for people: the worst first, at most 100 columns unless a word is
/// longer.</summary>
internal static class LintText
{
    private const int Columns = 100;
    private const string Indent = "    ";

    public static void Write(LintReport report, LintSource source, Terminal terminal)
    {
        foreach (var severity in new[]
            { LintSeverity.Error, LintSeverity.Warning, LintSeverity.Note })
        {
            if (report.Count(severity) == 0)
                continue;
            terminal.Output.WriteLine(Heading(severity, report.Count(severity), terminal));
            foreach (var finding in report.Findings)
                if (finding.Rule.Severity == severity)
                    Write(finding, source, terminal.Output);
            foreach (var more in report.Omitted)
                if (more.Rule.Severity == severity)
                    terminal.Output.WriteLine(
                        Invariant($"{more.Rule.Id} {more.Rule.Name}: and {more.Count} more\n"));
        }

        var checkedOn = Invariant($"{report.RulesChecked} rules checked on ") + string.Join(
            ", ", report.Tables.Select(table => Invariant($"{table.Name} ({table.Entries})")));
        WriteWrapped(terminal.Output, "", "", Summary(report) + checkedOn);
    }

    /// <summary>The rules as the table of docs/lint.md.</summary>
    public static int WriteRules(Terminal terminal)
    {
        terminal.Output.WriteLine("| rule | name | severity | what it finds |");
        terminal.Output.WriteLine("|---|---|---|---|");
        foreach (var rule in LintRules.All)
            terminal.Output.WriteLine(
                $"| {rule.Id} | {rule.Name} | {LintWords.Of(rule.Severity)} | {rule.About} |");
        return ExitCode.Fine;
    }

    private static string Summary(LintReport report)
    {
        var counts = new[] { LintSeverity.Error, LintSeverity.Warning, LintSeverity.Note }
            .Select(severity => (severity, Count: report.Count(severity)))
            .Where(each => each.Count > 0)
            .Select(each => Invariant($"{each.Count} {LintWords.Of(each.severity)}")
                + (each.Count == 1 ? "" : "s"));
        return (report.Findings.IsEmpty ? "nothing found" : string.Join(", ", counts)) + ": ";
    }

    private static string Heading(LintSeverity severity, int count, Terminal terminal)
    {
        var text = LintWords.Of(severity).ToUpperInvariant() + (count == 1 ? "" : "S");
        var colour = severity switch
        {
            LintSeverity.Error => 31,
            LintSeverity.Warning => 33,
            _ => 36,
        };
        return terminal.HasColour ? Invariant($"\x1b[1;{colour}m{text}\x1b[0m") : text;
    }

    private static void Write(LintFinding finding, LintSource source, TextWriter output)
    {
        WriteWrapped(
            output, $"{finding.Rule.Id} {finding.Rule.Name}: ", Indent, finding.Explanation);
        foreach (var field in finding.Fields)
        {
            var index = field.Index is { } number ? Invariant($"[{number}]") : "";
            var place = source.PlaceOf(field) is { } at ? $"  ({at})" : "";
            WriteWrapped(output, Indent, Indent + Indent,
                $"{LintWords.Of(field.Table)}{index} {field.Name} = {field.Value}{place}");
        }

        foreach (var consequence in finding.Consequences)
            WriteWrapped(output, $"{Indent}{Kernels(consequence.Kernels)}: ", Indent + Indent,
                consequence.Text);
        if (finding.Consequences.IsEmpty)
            output.WriteLine(Indent + "consequences unknown: too large a machine to boot");
        output.WriteLine();
    }

    private static string Kernels(ValueList<string> kernels) =>
        kernels.Count == Catalogue.Standard.All.Count ? "every kernel" : string.Join(", ", kernels);

    private static void WriteWrapped(
        TextWriter output, string first, string others, string text)
    {
        var line = first;
        var isBlank = true;
        foreach (var word in text.Split(' '))
        {
            if (!isBlank && line.Length + 1 + word.Length > Columns)
            {
                output.WriteLine(line.TrimEnd());
                (line, isBlank) = (others, true);
            }

            line += isBlank ? word : " " + word;
            isBlank = false;
        }

        output.WriteLine(line.TrimEnd());
    }
}
