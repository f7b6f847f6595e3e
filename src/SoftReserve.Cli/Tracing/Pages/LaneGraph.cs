using System.Text;
using SoftReserve.Addresses;

namespace SoftReserve.Cli.Tracing.Pages;

/// <summary>The lanes of a trace, drawn row by row: who runs, who waits for whom, and whose step
/// ends a wait.</summary>
internal sealed class LaneGraph
{
    private const int Pitch = 16, Middle = 8, Row = 15, Dot = 5, Letter = 7;

    private readonly List<Lane> _lanes;
    private readonly int[] _first, _last;
    private readonly ValueList<Wait> _cycle;

    public LaneGraph(Trace trace)
    {
        _cycle = WaitCycle.In(trace.WaitingAtEnd);
        _lanes =
        [
            .. trace.Steps.SelectMany(step => step.Waiting
                    .SelectMany(wait => wait.On.Prepend(wait.Waiter)).Prepend(step.Lane))
                .Distinct(),
        ];
        (_first, _last) = (new int[_lanes.Count], new int[_lanes.Count]);
        foreach (var step in trace.Steps)
            foreach (var lane in step.Waiting.Select(wait => wait.Waiter).Prepend(step.Lane))
            {
                var index = _lanes.IndexOf(lane);
                _first[index] = _first[index] == 0 ? step.Number : _first[index];
                _last[index] = step.Number;
            }
    }

    /// <summary>Width of every row, in pixels.</summary>
    public int Width => _lanes.Count * Pitch;

    /// <summary>The names of the lanes, upright.</summary>
    public string Head()
    {
        var height = _lanes.Select(lane => lane.Name.Length * Letter).DefaultIfEmpty(0).Max();
        var text = new StringBuilder(Open("lanes head", height));
        for (var lane = 0; lane < _lanes.Count; lane++)
            text.Append($"<text class=\"{Class(_lanes[lane])}\" ")
                .Append(FormattableString.Invariant(
                    $"transform=\"translate({X(lane) + 4} {height - 2}) rotate(-90)\">"))
                .Append(Html.Escape(_lanes[lane].Name)).Append("</text>");
        return text.Append("</svg>").ToString();
    }

    /// <summary>The lanes beside one step.</summary>
    public string RowOf(TracedStep step)
    {
        var text = new StringBuilder(Open("lanes", null));
        for (var lane = 0; lane < _lanes.Count; lane++)
            if (_first[lane] > 0 && _first[lane] <= step.Number && step.Number <= _last[lane])
                AppendLine(
                    text, Class(_lanes[lane]), lane,
                    _first[lane] == step.Number, _last[lane] == step.Number);
        foreach (var wait in step.Waiting.Concat(step.Ended))
            AppendLine(
                text, _cycle.Any(wait.Continues) ? "wait cycle" : "wait",
                _lanes.IndexOf(wait.Waiter),
                step.Begun.Any(wait.Continues), step.Ended.Any(wait.Continues));
        var own = _lanes.IndexOf(step.Lane);
        foreach (var wait in step.Begun)
            foreach (var blocker in wait.On)
                AppendEdge(text, "blocks", _lanes.IndexOf(wait.Waiter), _lanes.IndexOf(blocker));
        foreach (var wait in step.Ended)
            AppendEdge(text, "frees", own, _lanes.IndexOf(wait.Waiter));
        return text.Append($"<circle class=\"{Class(step.Lane)}\" cx=\"{X(own)}\" ")
            .Append($"cy=\"{Row}\" r=\"{Dot}\"/></svg>").ToString();
    }

    /// <summary>The class of a lane in the style sheet.</summary>
    public static string Class(Lane lane) => lane.Kind switch
    {
        LaneKind.Initcalls => "lane-initcalls",
        LaneKind.Modprobe => "lane-modprobe",
        LaneKind.Probe => "lane-probe",
        LaneKind.Work => "lane-work",
        LaneKind.User => "lane-user",
        _ => "lane-other",
    };

    private string Open(string classes, int? height) => FormattableString.Invariant(
        $"<svg class=\"{classes}\" width=\"{Width}\" aria-hidden=\"true\"")
        + (height is { } pixels
            ? FormattableString.Invariant($" height=\"{pixels}\">")
            : ">");

    private static void AppendLine(
        StringBuilder text, string classes, int lane, bool begins, bool ends)
    {
        if (begins && ends)
            return;
        var top = begins ? FormattableString.Invariant($"{Row}") : "0";
        var bottom = ends ? FormattableString.Invariant($"{Row}") : "100%";
        text.Append(FormattableString.Invariant(
            $"<line class=\"{classes}\" x1=\"{X(lane)}\" x2=\"{X(lane)}\" "))
            .Append($"y1=\"{top}\" y2=\"{bottom}\"/>");
    }

    private static void AppendEdge(StringBuilder text, string classes, int from, int to)
    {
        if (from == to)
            return;
        text.Append(FormattableString.Invariant(
                $"<line class=\"{classes}\" x1=\"{X(from)}\" x2=\"{X(to)}\" "))
            .Append(FormattableString.Invariant($"y1=\"{Row}\" y2=\"{Row}\"/>"))
            .Append(FormattableString.Invariant(
                $"<circle class=\"{classes}\" cx=\"{X(to)}\" cy=\"{Row}\" r=\"3\"/>"));
    }

    private static int X(int lane) => lane * Pitch + Middle;
}
