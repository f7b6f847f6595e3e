using System.Globalization;

namespace SoftReserve.Userspace.SystemTools;

/// <summary>The kernel log with simulated time: a step takes a millisecond, a line a
/// microsecond.</summary>
public static class KernelLog
{
    private const int MicrosecondsPerStep = 1000, MicrosecondsPerSecond = 1_000_000;

    /// <summary>Every line, oldest first.</summary>
    public static IEnumerable<KernelLogLine> Of(Kernel kernel)
    {
        long time = 0;
        foreach (var entry in kernel.Journal)
        {
            if (entry is JournalEntry.StepBegan)
                time = (time / MicrosecondsPerStep + 1) * MicrosecondsPerStep;
            foreach (var message in entry.Messages)
                yield return new KernelLogLine(Stamp(time++), message);
        }
    }

    private static string Stamp(long time) => string.Create(
        CultureInfo.InvariantCulture,
        $"[{time / MicrosecondsPerSecond,5}.{time % MicrosecondsPerSecond:d6}] ");
}

/// <summary>A line of the log.</summary>
/// <param name="Stamp">Its time as dmesg prints it, with the space behind.</param>
/// <param name="Message">The line.</param>
public sealed record KernelLogLine(string Stamp, KernelMessage Message);
