using System.Globalization;
using SoftReserve.Cli.Output;
using SoftReserve.Exploration;

namespace SoftReserve.Cli.Exploring;

/// <summary>A verdict for people.</summary>
internal static class ExploreText
{
    private const int MostOutcomes = 20;

    public static void Write(Verdict verdict, Terminal terminal)
    {
        var output = terminal.Output;
        WriteSummary(verdict, output);
        foreach (var outcome in verdict.Outcomes.Take(MostOutcomes))
            Write(outcome, output);
        if (verdict.Outcomes.Count > MostOutcomes)
            output.WriteLine($"... and {verdict.Outcomes.Count - MostOutcomes} more; see --json");
        foreach (var alike in verdict.Findings.GroupBy(finding => finding.Token))
            Write([.. alike], alike.Key, verdict.Start, output);
        WriteNames(output, "No order breaks: ", verdict.Held);
        WriteNames(output, "Nothing to judge by here: ", verdict.Untried);
    }

    private static void WriteSummary(Verdict verdict, TextWriter output)
    {
        var (boot, explored) = (verdict.Start.Boot, verdict.Explored);
        var extent = explored.Bound switch
        {
            Bound.None => "every order",
            Bound.States => "not every order: too many states",
            Bound.Memory => "not every order: out of memory",
            _ => "not every order: stopped",
        };
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{boot.Machine.Name} on {boot.Generation.Name}: {extent}, {explored.States} states, "
            + $"{explored.Transitions} steps"));
        output.WriteLine();
        var alike = verdict.DistinctOwnerships > verdict.Outcomes.Count
            ? FormattableString.Invariant(
                $" ({verdict.DistinctOwnerships} with windows that are alike exchanged)")
            : "";
        output.WriteLine(verdict.Outcomes.Count == 1
            ? $"One outcome{alike}:"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{verdict.Outcomes.Count} outcomes{alike}, the nearest first:"));
    }

    private static void Write(Outcome outcome, TextWriter output)
    {
        output.WriteLine();
        var marks = outcome.IsDefault ? ", what a quiet machine does" : "";
        var alike = outcome.Arrangements > 1
            ? FormattableString.Invariant($", {outcome.Arrangements} alike")
            : "";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  {outcome.Order.Count} steps{marks}{alike}"));
        foreach (var row in outcome.Owners)
            output.WriteLine($"    {OwnersLine.Of(row)}");
        output.WriteLine($"    --order {outcome.Token}");
    }

    // several properties that one order breaks are told at once
    private static void Write(
        List<Finding> findings, string token, Kernel start, TextWriter output)
    {
        output.WriteLine();
        var lines = new WrappedText(output);
        lines.Write("Broken: ", string.Join(", ", findings.Select(each => each.Property)));
        foreach (var line in OrderLines.Of(start, findings[0].Order))
            output.WriteLine($"  {line}");
        foreach (var detail in findings.Select(each => each.Detail).Distinct())
            lines.Write("  ends in: ", detail);
        output.WriteLine($"  --order {token}");
    }

    private static void WriteNames(TextWriter output, string heading, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return;
        output.WriteLine();
        new WrappedText(output).Write(heading, string.Join(", ", names));
    }
}
