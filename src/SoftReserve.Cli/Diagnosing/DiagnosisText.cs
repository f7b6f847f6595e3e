using System.Diagnostics;
using Spectre.Console;
using SoftReserve.Cli.Output;
using SoftReserve.Diagnosis;
using SoftReserve.Owners;
using static System.FormattableString;

namespace SoftReserve.Cli.Diagnosing;

/// <summary>A diagnosis for people: who has what, then the findings, the worst first.</summary>
internal static class DiagnosisText
{
    private static readonly string[] Headings =
        ["RANGE", "SIZE", "OWNER", "DEVICE", "USE", "NODE", "MODEL", "SEEN IN"];

    public static void Write(DiagnosisReport report, DiagnosisSource source, Terminal terminal)
    {
        WriteOwners(report, source, terminal);
        foreach (var severity in new[]
            { FindingSeverity.Error, FindingSeverity.Warning, FindingSeverity.Note })
        {
            if (report.Count(severity) == 0)
                continue;
            terminal.Output.WriteLine();
            terminal.Output.WriteLine(Heading(severity, report.Count(severity), terminal));
            foreach (var finding in report.Findings)
                if (finding.Rule.Severity == severity)
                    Write(finding, terminal.Output);
        }

        terminal.Output.WriteLine();
        terminal.Output.WriteLine(Summary(report));
    }

    /// <summary>The rules as the table of docs/diagnose.md.</summary>
    public static int WriteRules(Terminal terminal)
    {
        terminal.Output.WriteLine("| rule | name | severity | what it finds |");
        terminal.Output.WriteLine("|---|---|---|---|");
        foreach (var rule in Diagnoser.AllRules)
            terminal.Output.WriteLine(
                $"| {rule.Id} | {rule.Name} | {WordOf(rule.Severity)} | {rule.About} |");
        return ExitCode.Fine;
    }

    /// <summary>A severity in the words of output and JSON.</summary>
    public static string WordOf(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Note => "note",
        FindingSeverity.Warning => "warning",
        FindingSeverity.Error => "error",
        _ => throw new UnreachableException(),
    };

    private static void WriteOwners(
        DiagnosisReport report, DiagnosisSource source, Terminal terminal)
    {
        var typed = source.Subject.Typed > 0
            ? Invariant($"; what was typed since ({source.Subject.Typed}) the model does not know")
            : "";
        new WrappedText(terminal.Output).Write("", Invariant(
            $"Seen, beside the model of {source.Subject.Predicted.Boot.Generation.Name}{typed}:"));
        if (report.Rows.IsEmpty)
        {
            terminal.Output.WriteLine(source.Subject.Seen.HasAddresses
                ? "No Soft Reserved memory, no CXL window, no dax device."
                : "No addresses to look at.");
            return;
        }

        var table = new Table().Border(TableBorder.None);
        foreach (var heading in Headings)
            table.AddColumn(new TableColumn(heading).NoWrap());
        foreach (var row in report.Rows)
            table.AddRow([.. Cells(row).Select(cell => new Text(cell))]);
        TableText.Write(table, terminal);
    }

    private static string[] Cells(SeenRange row) =>
    [
        Invariant($"{row.Range.Start.Value:x}-{row.Range.End.Value:x}"),
        row.Range.Size.ToString(),
        OwnerWords.Of(row.Owner),
        row.Device ?? "-",
        OwnerWords.Of(row.Use),
        row.Node < 0 ? "-" : Invariant($"{row.Node}"),
        row.IsAsPredicted ? "agrees"
            : row.Predicted is { Owner: not RangeOwner.None } told
                ? $"{OwnerWords.Of(told.Owner)} {OwnerWords.Of(told.Use)}"
            : row.Predicted is { Use: RangeUse.SystemRam } ? "ordinary RAM"
            : "nobody",
        row.At is { } at ? Place(at) : "-",
    ];

    private static void Write(Finding finding, TextWriter output)
    {
        var range = finding.Range is { } known
            ? Invariant($" {known.Start.Value:x}-{known.End.Value:x}") : "";
        new WrappedText(output).Write(
            $"{finding.Rule.Id} ", $"{finding.Rule.Name}{range}: {finding.Symptom}");
        var text = new WrappedText(output);
        text.Write("    owner  ", finding.Owner);
        text.Write("    cause  ", finding.Cause);
        foreach (var line in finding.Evidence)
            text.Write("    seen   ", $"{Place(line)}: {line.Text}");
        text.Write("    next   ", finding.Next);
    }

    private static string Place(Sighting line) => Invariant($"{line.File}:{line.Line}");

    private static string Summary(DiagnosisReport report)
    {
        var counts = new[]
            { FindingSeverity.Error, FindingSeverity.Warning, FindingSeverity.Note }
            .Select(severity => (Severity: severity, Count: report.Count(severity)))
            .Where(each => each.Count > 0)
            .Select(each => Invariant($"{each.Count} {WordOf(each.Severity)}")
                + (each.Count == 1 ? "" : "s"));
        var more = report.Omitted == 0 ? ""
            : Invariant($", and {report.Omitted} more of the same kinds");
        return (report.Findings.IsEmpty ? "nothing found" : string.Join(", ", counts)) + more
            + Invariant($": {Diagnoser.AllRules.Count} rules checked");
    }

    private static string Heading(FindingSeverity severity, int count, Terminal terminal)
    {
        var text = WordOf(severity).ToUpperInvariant() + (count == 1 ? "" : "S");
        var colour = severity switch
        {
            FindingSeverity.Error => 31,
            FindingSeverity.Warning => 33,
            FindingSeverity.Note => 36,
            _ => throw new UnreachableException(),
        };
        return terminal.HasColour ? Invariant($"\x1b[1;{colour}m{text}\x1b[0m") : text;
    }
}
