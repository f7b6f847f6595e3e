using SoftReserve.Cli.Tracing;
using SoftReserve.Cli.Tracing.Pages;

namespace SoftReserve.Cli.Exploring;

/// <summary>What an exploration found, as orders that can be walked through.</summary>
internal static class ExplorePage
{
    private const int MostTraces = 12;

    /// <summary>Writes the page; false when that is not possible, which has been told
    /// then.</summary>
    public static bool Write(string file, Verdict verdict, Terminal terminal)
    {
        var boot = verdict.Start.Boot;
        var page = TracePage.Of(
            $"{boot.Machine.Name} on {boot.Generation.Name}: every order",
            boot.Machine.About, [.. Traces(verdict)]);
        return PageFile.Write(file, page, terminal);
    }

    /// <summary>A sequence diagram of the first order that breaks something, else of a quiet
    /// boot.</summary>
    public static string Mermaid(Verdict verdict)
    {
        var trace = Traces(verdict).First().Trace;
        return MermaidText.Of(trace, StepSpan.All(trace));
    }

    private static IEnumerable<TitledTrace> Traces(Verdict verdict) => verdict.Findings
        .GroupBy(finding => finding.Token)
        .Select(alike => new TitledTrace(
            $"Broken: {string.Join(", ", alike.Select(each => each.Property))}",
            alike.First().Detail,
            TraceOf(alike.First().End)))
        .Append(new TitledTrace(
            "What a quiet machine does", "", TraceOf(Schedule.RunToEnd(verdict.Start))))
        .Take(MostTraces);

    private static Trace TraceOf(Kernel end) => Trace.Of(
        end.Boot.PowerOn(),
        [.. end.Journal.OfType<JournalEntry.StepBegan>().Select(entry => entry.Step)]);
}
