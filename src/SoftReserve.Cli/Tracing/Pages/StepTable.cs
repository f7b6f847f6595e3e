using System.Text;
using SoftReserve.Cli.Output;

namespace SoftReserve.Cli.Tracing.Pages;

/// <summary>The steps of a trace as a table: number, lanes, and what the step did.</summary>
internal static class StepTable
{
    private const int MostOpenLines = 8;

    public static string Of(Trace trace)
    {
        var lanes = new LaneGraph(trace);
        var text = new StringBuilder("<table class=\"steps\">\n<thead><tr><th>Step</th>")
            .Append("<th class=\"graph\">").Append(lanes.Head()).Append("</th>")
            .Append("<th>What happens</th></tr></thead>\n<tbody>\n");
        foreach (var step in trace.Steps)
        {
            text.Append(FormattableString.Invariant(
                    $"<tr data-step=\"{step.Number}\"><td class=\"number\">{step.Number}</td>"))
                .Append("<td class=\"graph\">").Append(lanes.RowOf(step)).Append("</td><td>");
            AppendDoing(text, step);
            text.Append("</td></tr>\n");
        }

        return text.Append("</tbody>\n</table>\n").ToString();
    }

    private static void AppendDoing(StringBuilder text, TracedStep step)
    {
        text.Append($"<strong>{Html.Escape(step.Title)}</strong> ")
            .Append($"<span class=\"chip {LaneGraph.Class(step.Lane)}\">")
            .Append($"{Html.Escape(step.Lane.Name)}</span> ")
            .Append($"<code class=\"function\">{Html.Escape(step.Step.Function)}</code>");
        foreach (var decision in step.Decisions)
            text.Append($"<p class=\"decision\">{Html.Escape(TraceText.Reason(decision))} ")
                .Append($"<small>{Html.Escape(decision.Rule)}</small></p>");
        foreach (var wait in step.Ended)
            text.Append($"<p class=\"goes-on\">{Html.Escape(wait.Waiter.Name)} goes on</p>");
        foreach (var wait in step.Begun)
            text.Append($"<p class=\"waits\">{Html.Escape(wait.Text)}</p>");
        AppendChange(text, step.IomemChange);
        foreach (var row in step.OwnerChange)
            text.Append($"<p class=\"owner-change\"><code>{row.Range}</code> ")
                .Append($"{Html.Escape(OwnerWords.InShort(row))}</p>");
        var messages = step.Messages.ToLookup(message => message.Level == LogLevel.Debug);
        AppendLog(text, [.. messages[false]], "log", MostOpenLines);
        AppendLog(text, [.. messages[true]], "debug", 0);
    }

    private static void AppendChange(StringBuilder text, IReadOnlyList<IomemMark> lines)
    {
        if (lines.Count == 0)
            return;
        text.Append("<pre class=\"iomem\">");
        foreach (var line in lines)
            text.Append(line.Mark switch
            {
                '+' => $"<ins>{Html.Escape(line.ToString())}</ins>\n",
                '-' => $"<del>{Html.Escape(line.ToString())}</del>\n",
                _ => $"{Html.Escape(line.ToString())}\n",
            });
        text.Append("</pre>");
    }

    // more lines than a reader wants to see at once are folded
    private static void AppendLog(
        StringBuilder text, IReadOnlyList<KernelMessage> messages, string kind, int mostOpen)
    {
        var (count, isFolded) = (messages.Count, messages.Count > mostOpen);
        if (count == 0)
            return;
        if (isFolded)
            text.Append(FormattableString.Invariant(
                $"<details><summary>{count} {kind} {(count == 1 ? "line" : "lines")}</summary>"));
        text.Append("<pre class=\"log\">");
        foreach (var message in messages)
            text.Append(message.Level <= LogLevel.Warning
                ? $"<b>{Html.Escape(message.ToString())}</b>\n"
                : $"{Html.Escape(message.ToString())}\n");
        text.Append(isFolded ? "</pre></details>" : "</pre>");
    }
}
