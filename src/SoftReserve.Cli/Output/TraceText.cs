using System.Globalization;

namespace SoftReserve.Cli.Output;

/// <summary>Every step with what it decided and logged.</summary>
internal static class TraceText
{
    public static void Write(Kernel kernel, TextWriter output)
    {
        var number = 0;
        foreach (var entry in kernel.Journal)
        {
            if (entry is JournalEntry.StepBegan { Step: var step })
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{++number,3}  {step.Title}  [{step.Function}]"));
            if (entry is JournalEntry.Decided { Decision: var decision })
                output.WriteLine("     => " + Text(decision.Because) + $"  ({decision.Rule})");
            foreach (var message in entry.Messages)
                output.WriteLine("     | " + message);
        }
    }

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
