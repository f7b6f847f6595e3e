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
            WriteDoing(entry, output);
        }
    }

    /// <summary>One decision or some log lines, indented below their step.</summary>
    public static void WriteDoing(JournalEntry entry, TextWriter output)
    {
        if (entry is JournalEntry.Decided { Decision: var decision })
            output.WriteLine("     => " + Reason(decision) + $"  ({decision.Rule})");
        foreach (var message in entry.Messages)
            output.WriteLine("     | " + message);
    }

    /// <summary>The sentence of a decision.</summary>
    public static string Reason(Decision decision) =>
        decision.Because.ToString(CultureInfo.InvariantCulture);
}
