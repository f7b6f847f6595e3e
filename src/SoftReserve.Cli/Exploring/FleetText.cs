using System.Globalization;

namespace SoftReserve.Cli.Exploring;

/// <summary>One line a machine and configuration.</summary>
internal static class FleetText
{
    private const int MachineWidth = 34, ConfigurationWidth = 14;

    /// <summary>What all orders of one boot come to.</summary>
    public static string Of(string machine, string configuration, Verdict verdict) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Head(machine, configuration)} {verdict.DistinctOwnerships,4} outcomes  "
        + $"{Broken(verdict)}");

    /// <summary>What is new against another kernel; null when nothing is.</summary>
    public static string? Change(
        string machine, string configuration, Verdict? before, Verdict verdict)
    {
        if (before is null)
            return $"{Head(machine, configuration)} possible only here: {Broken(verdict)}";
        var (lost, gained) = (
            before.Outcomes.Count(old => verdict.Outcomes.All(each => each.Key != old.Key)),
            verdict.Outcomes.Count(each => before.Outcomes.All(old => each.Key != old.Key)));
        var (was, now) = (Names(before), Names(verdict));
        var parts = new List<string>();
        if (gained > 0)
            parts.Add(FormattableString.Invariant($"{gained} new outcomes"));
        if (lost > 0)
            parts.Add(FormattableString.Invariant($"{lost} outcomes gone"));
        if (now.Except(was).ToList() is { Count: > 0 } broken)
            parts.Add($"now broken: {string.Join(", ", broken)}");
        if (was.Except(now).ToList() is { Count: > 0 } mended)
            parts.Add($"mended: {string.Join(", ", mended)}");
        return parts.Count == 0
            ? null
            : $"{Head(machine, configuration)} {string.Join("; ", parts)}";
    }

    private static string Head(string machine, string configuration) =>
        $"{machine.PadRight(MachineWidth)} {configuration.PadRight(ConfigurationWidth)}";

    private static string Broken(Verdict verdict) =>
        (verdict.Explored.IsComplete ? "" : "not every order; ")
        + (verdict.Findings.Count == 0
            ? "nothing broken"
            : $"broken: {string.Join(", ", Names(verdict))}");

    private static List<string> Names(Verdict verdict) =>
        [.. verdict.Findings.Select(finding => finding.Property)];
}
