using System.Globalization;
using SoftReserve.Exploration;

namespace SoftReserve.Cli.Exploring;

/// <summary>How far an exploration is, in a line.</summary>
internal static class ProgressText
{
    public static string Of(ExplorerProgress progress, TimeSpan elapsed)
    {
        var rate = progress.Transitions / Math.Max(elapsed.TotalSeconds, 0.001);
        return string.Create(CultureInfo.InvariantCulture,
            $"{elapsed:hh\\:mm\\:ss}  {progress.States:n0} states, "
            + $"{progress.States - progress.Explored:n0} waiting, "
            + $"{progress.Transitions:n0} transitions, {rate:n0}/s, {progress.Bytes >> 20:n0} MiB");
    }
}
