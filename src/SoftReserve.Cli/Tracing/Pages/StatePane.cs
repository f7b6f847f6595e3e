using System.Text;
using SoftReserve.Cli.Output;
using SoftReserve.Owners;

namespace SoftReserve.Cli.Tracing.Pages;

/// <summary>The state of the kernel beside its steps: address map, owners, who waits.</summary>
internal static class StatePane
{
    public static string Of(Trace trace)
    {
        var text = new StringBuilder("<div class=\"state\">\n");
        text.Append(AddressMap.Of(trace));
        AppendOwners(text, trace);
        AppendWaits(text, trace);
        return text.Append("</div>\n").ToString();
    }

    private static void AppendOwners(StringBuilder text, Trace trace)
    {
        var lives = Lifetimes.Of(
            [.. States(trace).Select(kernel => (IReadOnlyList<OwnedRange>)OwnersTable.Of(kernel))]);
        if (lives.Count == 0)
            return;
        text.Append("<table class=\"owners\">\n<thead><tr><th>Range</th><th>Owner</th>")
            .Append("<th>Device</th><th>Use</th></tr></thead>\n<tbody>\n");
        foreach (var life in lives.OrderBy(life => life.Item.Range))
        {
            var row = life.Item;
            var use = life.Last < trace.Steps.Count
                ? OwnerWords.SoFar(row.Use)
                : OwnerWords.Of(row.Use);
            text.Append($"<tr {Lifetimes.Attributes(life, trace.Steps.Count, Look(row))} ")
                .Append($"title=\"{Html.Escape(row.Because)}\"><td><code>{row.Range}</code> ")
                .Append($"<small>{row.Range.Size}</small></td><td>{OwnerWords.Of(row.Owner)}</td>")
                .Append($"<td>{Html.Escape(row.Device ?? "-")}</td>")
                .Append($"<td>{use}</td></tr>\n");
        }

        text.Append("</tbody>\n</table>\n");
    }

    private static string Look(OwnedRange row) => row switch
    {
        { Use: RangeUse.Failed } or { Owner: RangeOwner.None, Use: RangeUse.None } => "bad",
        { Owner: RangeOwner.Cxl } => "cxl",
        { Owner: RangeOwner.Hmem } => "hmem",
        _ => "plain",
    };

    private static void AppendWaits(StringBuilder text, Trace trace)
    {
        IReadOnlyList<IReadOnlyList<string>> states =
        [
            [], .. trace.Steps.Select(step => (IReadOnlyList<string>)
                [.. step.Waiting.Select(wait => wait.Text).Distinct()]),
        ];
        text.Append("<ul class=\"waiting\">\n");
        foreach (var life in Lifetimes.Of(states))
            text.Append($"<li {Lifetimes.Attributes(life, trace.Steps.Count, "waits")}>")
                .Append($"{Html.Escape(life.Item)}</li>\n");
        if (WaitCycle.In(trace.WaitingAtEnd) is { IsEmpty: false } cycle)
            text.Append("<li class=\"cycle\">A circle: ")
                .Append($"{Html.Escape(WaitCycle.Text(cycle))}</li>\n");
        text.Append("</ul>\n");
    }

    private static IEnumerable<Kernel> States(Trace trace) =>
        Enumerable.Range(0, trace.Steps.Count + 1).Select(trace.After);
}
