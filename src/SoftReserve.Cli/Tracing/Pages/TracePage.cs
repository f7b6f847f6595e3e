using System.Text;

namespace SoftReserve.Cli.Tracing.Pages;

/// <summary>A trace with what a page says about it.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Detail">A sentence or two below the heading; empty for none.</param>
/// <param name="Trace">The trace.</param>
internal sealed record TitledTrace(string Title, string Detail, Trace Trace);

/// <summary>A page of its own that shows traces: style, script and drawings are inside, nothing is
/// loaded, and without a script it still has the steps and the final state.</summary>
internal static class TracePage
{
    /// <summary>The whole document.</summary>
    /// <param name="title">Title and first heading.</param>
    /// <param name="about">A sentence or two below; empty for none.</param>
    /// <param name="traces">What it shows, in order.</param>
    public static string Of(string title, string about, IReadOnlyList<TitledTrace> traces)
    {
        var body = new StringBuilder();
        foreach (var (each, number) in traces.Select((each, index) => (each, index + 1)))
            AppendTrace(body, each, number);
        return Fill(Resource("page.html"), name => name switch
        {
            "style" => Resource("page.css"),
            "script" => Resource("page.js"),
            "title" => Html.Escape(title),
            "about" => Html.Escape(about),
            "contents" => Contents(traces),
            "traces" => body.ToString(),
            _ => throw new InvalidOperationException($"page.html asks for {name}"),
        });
    }

    // one pass: what is filled in is never searched again
    private static string Fill(string template, Func<string, string> valueOf)
    {
        var parts = template.Split("@@"); // text, name, text, name, ... text
        for (var index = 1; index < parts.Length; index += 2)
            parts[index] = valueOf(parts[index]);
        return string.Concat(parts);
    }

    private static string Contents(IReadOnlyList<TitledTrace> traces)
    {
        if (traces.Count < 2)
            return "";
        var text = new StringBuilder("<nav><ol>\n");
        foreach (var (each, number) in traces.Select((each, index) => (each, index + 1)))
            text.Append(FormattableString.Invariant($"<li><a href=\"#trace-{number}\">"))
                .Append($"{Html.Escape(each.Title)}</a></li>\n");
        return text.Append("</ol></nav>\n").ToString();
    }

    private static void AppendTrace(StringBuilder text, TitledTrace titled, int number)
    {
        var (trace, count) = (titled.Trace, titled.Trace.Steps.Count);
        text.Append(FormattableString.Invariant(
                $"<section class=\"trace\" id=\"trace-{number}\" data-steps=\"{count}\">\n"))
            .Append($"<h2>{Html.Escape(titled.Title)}</h2>\n");
        if (titled.Detail.Length > 0)
            text.Append($"<p>{Html.Escape(titled.Detail)}</p>\n");
        if (trace.Order is { } order)
            text.Append($"<p class=\"order\">Order <code>{Html.Escape(order)}</code></p>\n");
        AppendBar(text, count);
        text.Append("<div class=\"panes\">\n")
            .Append(StatePane.Of(trace)).Append(StepTable.Of(trace))
            .Append("</div>\n</section>\n");
    }

    private static void AppendBar(StringBuilder text, int count) => text
        .Append("<div class=\"bar\"><button type=\"button\" data-go=\"-1\" ")
        .Append("aria-label=\"Step back\">◀</button>")
        .Append("<input type=\"range\" min=\"0\" aria-label=\"Steps taken\" ")
        .Append(FormattableString.Invariant($"max=\"{count}\" value=\"{count}\">"))
        .Append("<button type=\"button\" data-go=\"1\" aria-label=\"Step on\">▶</button>")
        .Append("<output></output></div>\n");

    private static string Resource(string name)
    {
        using var stream = typeof(TracePage).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"no {name} in the program");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
