using System.Globalization;

namespace SoftReserve.Userspace.SystemTools;

/// <summary>The kernel log with simulated time: a step takes a millisecond, a line a
/// microsecond.</summary>
public static class KernelLog
{
    private const int MicrosecondsPerStep = 1000, MicrosecondsPerSecond = 1_000_000, Width = 12;

    /// <summary>Every line, oldest first.</summary>
    public static IEnumerable<KernelLogLine> Of(Kernel kernel)
    {
        long time = 0;
        foreach (var entry in kernel.Journal)
        {
            if (entry is JournalEntry.StepBegan)
                time = (time / MicrosecondsPerStep + 1) * MicrosecondsPerStep;
            foreach (var message in entry.Messages)
                yield return new KernelLogLine(time++, message);
        }
    }

    /// <summary>Microseconds as seconds, <c>    0.001000</c>.</summary>
    internal static string Seconds(long time) => string.Create(
        CultureInfo.InvariantCulture,
        $"{time / MicrosecondsPerSecond}.{time % MicrosecondsPerSecond:d6}").PadLeft(Width);
}

/// <summary>A line of the log.</summary>
/// <param name="Time">Microseconds since boot.</param>
/// <param name="Message">The line.</param>
public sealed record KernelLogLine(long Time, KernelMessage Message)
{
    /// <summary>Its time as dmesg prints it, with the space behind.</summary>
    public string Stamp => $"[{Seconds}] ";

    internal string Seconds => KernelLog.Seconds(Time);

    /// <summary>As <c>Thu Jan  1 00:00:01 1970</c>: the machine was switched on when the epoch
    /// began.</summary>
    internal string Date
    {
        get
        {
            var date = DateTime.UnixEpoch.AddMicroseconds(Time);
            return date.ToString("ddd MMM ", CultureInfo.InvariantCulture)
                + date.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2)
                + date.ToString(" HH:mm:ss yyyy", CultureInfo.InvariantCulture);
        }
    }
}
