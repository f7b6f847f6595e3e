using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Memory;
using static System.FormattableString;

namespace SoftReserve.Lint;

/// <summary>HMAT against SRAT and CEDT.</summary>
internal static class HmatRules
{
    // the matrices are searched once for each of them
    private const int MostDomains = 256;

    public static ValueList<LintRule> All { get; } =
    [
        new("L52", "hmat-ignored", LintSeverity.Error,
            "The kernel ignores HMAT: its revision is unknown, or there is no SRAT.")
        {
            Find = Ignored,
        },
        new("L53", "hmat-unknown-domain", LintSeverity.Warning,
            "HMAT speaks of a proximity domain that SRAT does not have.")
        {
            Find = UnknownDomains,
        },
        new("L54", "hmat-without-figures", LintSeverity.Note,
            "HMAT has neither latency nor bandwidth for the domain of Soft Reserved memory or "
            + "of a window.")
        {
            Find = WithoutFigures,
        },
        new("L55", "generic-port-missing", LintSeverity.Note,
            "HMAT has figures, and SRAT has no generic port for a host bridge.")
        {
            Find = WithoutPort,
        },
    ];

    private static IEnumerable<Contradiction> Ignored(LintView view)
    {
        if (view.Machine.Hmat is { } hmat && !view.UsesHmat)
            yield return new Contradiction(
                [new LintField(LintTable.Hmat, null, "revision", Invariant($"{hmat.Revision}"))],
                hmat.IsKnownRevision
                    ? "there is no SRAT that says where its domains are"
                    : "the kernel knows revisions 1 and 2",
                boot => boot.Kernel.Boot.HmatCandidates.IsEmpty
                    ? "HMEM's candidates are the Soft Reserved entries as they stand"
                    : "HMEM's candidates are the SRAT ranges");
    }

    private static IEnumerable<Contradiction> UnknownDomains(LintView view)
    {
        if (view.Machine is not { Hmat: { } hmat, Srat: { } srat })
            yield break;
        HashSet<uint> known =
        [
            .. srat.Memory.Where(each => each.IsEnabled).Select(each => each.ProximityDomain),
            .. srat.ProcessorDomains, .. srat.InitiatorDomains,
            .. srat.GenericPorts.Select(each => each.ProximityDomain),
        ];
        for (var index = 0; index < hmat.Targets.Count; index++)
            foreach (var (name, domain) in new[]
                {
                    ("memory domain", hmat.Targets[index].ProximityDomain),
                    ("initiator domain", hmat.Targets[index].InitiatorDomain),
                })
                if (domain is { } target && !known.Contains(target))
                    yield return Unknown(LintTable.HmatTarget, index, name, target);
        for (var index = 0; index < hmat.Localities.Count; index++)
            foreach (var domain in hmat.Localities[index].Initiators
                .Concat(hmat.Localities[index].Targets).Distinct())
                if (!known.Contains(domain))
                    yield return Unknown(LintTable.HmatLocality, index, "domain", domain);
    }

    private static Contradiction Unknown(
        LintTable table, int index, string name, uint domain) => new(
            [new LintField(table, index, name, Invariant($"{domain}"))],
            Invariant($"no enabled SRAT entry has domain {domain}"),
            Outcome.Tier(domain));

    private static IEnumerable<Contradiction> WithoutFigures(LintView view)
    {
        if (view.Machine.Hmat is not { } hmat || !view.UsesHmat)
            return [];
        var special = new RangeSet(
            view.SoftReserved.Concat(view.Windows.Select(window => window.Range)));
        return
            from each in view.Srat.Where(each => special.Overlaps(each.Range))
                .DistinctBy(each => each.Memory.ProximityDomain).Take(MostDomains)
            let figures = HmatPerformance.Of(hmat, each.Memory.ProximityDomain)
            where figures.ReadLatency == 0 || figures.ReadBandwidth == 0
            select new Contradiction(
                [new LintField(LintTable.Hmat, null, "figures", "none"), each.Field],
                Invariant($"nothing says how fast domain {each.Memory.ProximityDomain} is"),
                Outcome.Tier(each.Memory.ProximityDomain));
    }

    private static IEnumerable<Contradiction> WithoutPort(LintView view)
    {
        if (view.Machine is not { Hmat.Localities.IsEmpty: false, Srat: { } srat, Cedt: { } cedt })
            return [];
        var ports = srat.GenericPorts.Select(each => each.Uid).ToHashSet();
        return
            from each in cedt.HostBridges.Select((bridge, index) => (bridge, index))
            where !ports.Contains(each.bridge.Uid)
            select new Contradiction(
                [
                    new LintField(LintTable.Chbs, each.index, "uid",
                        Invariant($"{each.bridge.Uid}")),
                    new LintField(LintTable.Srat, null, "generic ports",
                        Invariant($"{srat.GenericPorts.Count}")),
                ],
                Invariant($"SRAT names no generic port for host bridge {each.bridge.Uid}"),
                Outcome.Always("the way to the bridge has no figures, so no card below it can be "
                    + "matched with a QoS class"));
    }
}
