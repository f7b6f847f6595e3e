using SoftReserve.Addresses;

namespace SoftReserve.Diagnosis.Rules;

/// <summary>Several nodes with memory and nothing for demotion to do.</summary>
internal static class OneTier
{
    public static DiagnosisRule Rule { get; } = new(
        "D09", "one-tier", FindingSeverity.Note,
        "Several nodes have memory, and all are in one memory tier, or demotion is off.")
    {
        Find = Find,
    };

    private static IEnumerable<Finding> Find(DiagnosisView view)
    {
        var tiers = view.Seen.Numa.Where(line => line.Text.StartsWith(
            "memory_tier", StringComparison.Ordinal)
            && line.Text.Contains("nodelist=", StringComparison.Ordinal)).ToList();
        var memory = view.NumaLine("has_memory=");
        if (memory is null || !memory.Text.AsSpan().ContainsAny(",-") || tiers.Count == 0)
            yield break;
        if (tiers.Count == 1)
            yield return new Finding(
                Rule, null,
                "All nodes with memory are in one tier: pages are never demoted.",
                "see the ranges above", Cause(view),
                DiagnosisView.Some([tiers[0], memory, .. view.LoggedAny(
                    LogWords.NoCardPerformance, LogWords.NoPortPerformance)]),
                "grep . /sys/devices/system/node/node*/access0/initiators/read_latency shows "
                    + "which node lacks numbers.");
        else if (view.NumaLine("demotion_enabled=false") is { } off)
            yield return new Finding(
                Rule, null,
                "There are tiers, and demotion is off: nothing moves to the slower memory.",
                "see the ranges above",
                "demotion_enabled is false, the kernel's default.",
                [off, tiers[0]],
                "echo true > /sys/kernel/mm/numa/demotion_enabled, where that is wanted.");
    }

    private static string Cause(DiagnosisView view)
    {
        var missing = new List<string>();
        if (view.Machine.Hmat is null)
            missing.Add("there is no HMAT (firmware's)");
        if (view.LoggedAny(LogWords.NoCardPerformance).Any())
            missing.Add("the card's CDAT has no performance (the card's firmware)");
        if (view.LoggedAny(LogWords.NoPortPerformance).Any())
            missing.Add("SRAT has no generic port for the host bridge (firmware's)");
        return missing.Count == 0
            ? "Performance is known, and the differences are too small for two tiers, or the "
                + "memory went online before its numbers were there."
            : "Nobody says how fast the memory is, so the kernel takes it for DRAM: "
                + string.Join("; ", missing) + ".";
    }
}
