using System.Text;

namespace SoftReserve.Cli.Tracing.Pages;

/// <summary>The address map of a trace: one line for each layer of the kernel, each bar with the
/// states in which it is there.</summary>
internal static class AddressMap
{
    private const int Height = 22, Baseline = 15, Margin = 4;

    public static string Of(Trace trace)
    {
        var lives = Lifetimes.Of(
            [.. Enumerable.Range(0, trace.Steps.Count + 1)
                .Select(count => MapItems.Of(trace.After(count)))]);
        if (lives.Count == 0)
            return "<p>No Soft Reserved memory and no CXL window.</p>\n";
        var axis = new AddressAxis([.. lives.Select(life => life.Item.Range)]);
        var text = new StringBuilder("<figure class=\"map\">\n");
        AppendAxis(text, axis);
        for (var layer = 0; layer < MapItems.Layers.Length; layer++)
            AppendLayer(text, layer, [.. lives.Where(life => life.Item.Layer == layer)],
                axis, trace.Steps.Count);
        return text.Append("</figure>\n").ToString();
    }

    private static void AppendAxis(StringBuilder text, AddressAxis axis)
    {
        text.Append("<svg class=\"axis\" width=\"100%\" aria-hidden=\"true\" ")
            .Append($"height=\"{Height}\">");
        foreach (var cluster in axis.Clusters)
        {
            var (left, width) = axis.Place(cluster);
            text.Append(FormattableString.Invariant($"<svg x=\"{left:0.###}%\" ")
                + FormattableString.Invariant($"width=\"{width:0.###}%\" height=\"{Height}\">")
                + FormattableString.Invariant($"<line x1=\"0\" y1=\"{Height - 1}\" x2=\"100%\" ")
                + FormattableString.Invariant($"y2=\"{Height - 1}\"/>")
                + FormattableString.Invariant($"<text x=\"0\" y=\"{Baseline}\">{cluster.Start}")
                + FormattableString.Invariant($" + {cluster.Size}</text></svg>"));
        }

        text.Append("</svg>\n");
    }

    private static void AppendLayer(
        StringBuilder text, int layer, List<Lifetime<MapItem>> lives, AddressAxis axis, int end)
    {
        if (lives.Count == 0)
            return;
        text.Append($"<figcaption>{Html.Escape(MapItems.Layers[layer])}</figcaption>")
            .Append($"<svg class=\"layer\" width=\"100%\" height=\"{Height}\" role=\"img\">");
        foreach (var life in lives)
        {
            var (item, (left, width)) = (life.Item, axis.Place(life.Item.Range));
            text.Append($"<svg {Lifetimes.Attributes(life, end, item.Look)} ")
                .Append($"x=\"{Html.Number(left)}%\" width=\"{Html.Number(width)}%\" ")
                .Append($"height=\"{Height}\"><title>{Html.Escape(MapItems.Layers[layer])}: ")
                .Append($"{Html.Escape(item.Label)} {item.Range}</title>")
                .Append("<rect width=\"100%\" height=\"100%\"/>")
                .Append($"<text x=\"{Margin}\" y=\"{Baseline}\">{Html.Escape(item.Label)}")
                .Append("</text></svg>");
        }

        text.Append("</svg>\n");
    }
}
