using SoftReserve.Addresses;

namespace SoftReserve.Diagnosis.Rules;

/// <summary>The log tells of a kernel that broke.</summary>
internal static class KernelTrouble
{
    public static DiagnosisRule Rule { get; } = new(
        "D13", "kernel-trouble", FindingSeverity.Error,
        "The kernel log has a warning with a trace, a crash, or a task that hangs.")
    {
        Find = Find,
    };

    private static IEnumerable<Finding> Find(DiagnosisView view)
    {
        var lines = view.LoggedAny(LogWords.Trouble).ToList();
        if (lines.Count > 0)
            yield return new Finding(
                Rule, null,
                "The kernel reported a mistake of its own.",
                "see the ranges above",
                "The first line names it; what this tool says about owners may not hold after it.",
                DiagnosisView.Some(lines),
                "Keep the capture, stop using the memory, report the lines, and reboot.");
    }
}
