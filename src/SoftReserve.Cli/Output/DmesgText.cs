using System.Globalization;

namespace SoftReserve.Cli.Output;

/// <summary>The kernel log with simulated time: a step takes a millisecond, a line a
/// microsecond.</summary>
internal static class DmesgText
{
    private const int MicrosecondsPerStep = 1000;

    public static void Write(Kernel kernel, TextWriter output)
    {
        long time = 0;
        foreach (var entry in kernel.Journal)
        {
            if (entry is JournalEntry.StepBegan)
                time = (time / MicrosecondsPerStep + 1) * MicrosecondsPerStep;
            foreach (var message in entry.Messages)
                output.WriteLine(Stamp(time++) + message);
        }
    }

    private static string Stamp(long time) => string.Create(
        CultureInfo.InvariantCulture,
        $"[{time / 1_000_000,5}.{time % 1_000_000:d6}] ");
}
