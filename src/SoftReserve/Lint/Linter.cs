using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Lint;

/// <summary>Looks for contradictions and traps in what firmware tells the kernel.</summary>
/// <remarks>A rule reads tables only; what comes of a finding is not written down anywhere but
/// found by booting the machine under every generation and looking at the place. A machine with
/// more than <see cref="MostParts"/> parts is not booted.</remarks>
public static class Linter
{
    /// <summary>Findings of one rule that are listed; the rest are counted.</summary>
    public const int MostFindings = 20;

    /// <summary>Parts (map entries, table structures, cards, decoders) of a machine that is
    /// booted to find out about consequences. The largest real server known has some
    /// hundred.</summary>
    public const int MostParts = 1500;

    /// <summary>Applies every rule.</summary>
    public static LintReport Check(LintSubject subject) => Check(subject, LintRules.All);

    /// <summary>Applies some rules.</summary>
    /// <param name="subject">What to look at.</param>
    /// <param name="rules">Members of <see cref="LintRules.All"/>.</param>
    public static LintReport Check(LintSubject subject, ValueList<LintRule> rules)
    {
        var view = new LintView(subject);
        var boots = new Lazy<ValueList<LintBoot>>(
            () => CountParts(subject.Machine) <= MostParts ? LintBoot.All(subject) : []);
        var findings = new List<LintFinding>();
        var omitted = new List<LintOmission>();
        foreach (var rule in rules.OrderByDescending(rule => rule.Severity))
        {
            var count = 0;
            foreach (var found in rule.Find(view))
                if (++count <= MostFindings)
                    findings.Add(new LintFinding(
                        rule, found.Fields, found.Explanation, Consequences(found, boots.Value)));
            if (count > MostFindings)
                omitted.Add(new LintOmission(rule, count - MostFindings));
        }

        return new LintReport([.. findings], [.. omitted], rules.Count, Tables(subject.Machine));
    }

    private static ValueList<LintConsequence> Consequences(
        Contradiction found, ValueList<LintBoot> boots) =>
    [
        .. boots.GroupBy(found.Consequence, boot => boot.Name)
            .Select(same => new LintConsequence([.. same], same.Key)),
    ];

    private static long CountParts(Machine machine) =>
        (long)machine.MemoryMap.Count + (machine.Srat?.Memory.Count ?? 0)
        + (machine.Cedt?.Windows.Count ?? 0) + machine.Cxl.HostBridges.Count
        + machine.Cxl.Memdevs.Count + machine.Cxl.Decoders.Count
        + KernelCommandLine.Parse(machine.Kernel.CommandLine).Memmap.Count;

    private static ValueList<LintedTable> Tables(Machine machine) =>
    [
        new("memory map", machine.MemoryMap.Count),
        .. Present("SRAT", machine.Srat?.Memory.Count),
        .. Present("HMAT", machine.Hmat?.Targets.Count),
        .. Present("SLIT", machine.Slit?.Localities),
        .. Present("CEDT", machine.Cedt is { } cedt
            ? cedt.HostBridges.Count + cedt.Windows.Count + cedt.XorMath.Count
            : null),
        new("cards", machine.Cxl.Memdevs.Count),
        new("decoders", machine.Cxl.Decoders.Count),
    ];

    private static ValueList<LintedTable> Present(string name, int? count) =>
        count is { } entries ? [new LintedTable(name, entries)] : [];
}

/// <summary>What the linter has to say about a machine.</summary>
/// <param name="Findings">The worst first, then by rule.</param>
/// <param name="Omitted">Rules that found more than is listed.</param>
/// <param name="RulesChecked">How many rules were applied.</param>
/// <param name="Tables">What there was to look at.</param>
public sealed record LintReport(
    ValueList<LintFinding> Findings,
    ValueList<LintOmission> Omitted,
    int RulesChecked,
    ValueList<LintedTable> Tables)
{
    /// <summary>How many findings of a severity there are, those included that are not
    /// listed.</summary>
    public int Count(LintSeverity severity) =>
        Findings.Count(finding => finding.Rule.Severity == severity)
        + Omitted.Where(omission => omission.Rule.Severity == severity)
            .Sum(omission => omission.Count);
}

/// <summary>Findings that are not listed.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Count">How many more there are.</param>
public sealed record LintOmission(LintRule Rule, int Count);

/// <summary>A table that the linter looked at.</summary>
/// <param name="Name">As people call it.</param>
/// <param name="Entries">Structures, localities or entries in it.</param>
public sealed record LintedTable(string Name, int Entries);
