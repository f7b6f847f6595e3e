using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;
using static System.FormattableString;

namespace SoftReserve.Lint;

/// <summary>SRAT against the memory map and the windows.</summary>
internal static class SratRules
{
    private const int MostListed = 4;

    public static ValueList<LintRule> All { get; } =
    [
        new("L03", "merged-soft-reserved", LintSeverity.Warning,
            "One Soft Reserved entry of the memory map spans several SRAT ranges.")
        {
            Find = Merged,
        },
        new("L04", "soft-reserved-partly-in-srat", LintSeverity.Warning,
            "With HMAT, SRAT describes only a part of a Soft Reserved entry: HMEM forgets the "
            + "rest.")
        {
            Find = PartlyDescribed,
        },
        new("L05", "srat-ranges-overlap", LintSeverity.Error,
            "Two SRAT ranges share bytes.")
        {
            Find = Overlaps,
        },
        new("L06", "srat-partly-soft-reserved", LintSeverity.Warning,
            "With HMAT, one SRAT range is partly ordinary RAM and partly Soft Reserved.")
        {
            Find = PartlyReserved,
        },
        new("L07", "window-without-srat", LintSeverity.Warning,
            "SRAT has nothing for a CXL window: the kernel makes up a node.")
        {
            Find = WindowWithout,
        },
        new("L08", "window-partly-in-srat", LintSeverity.Warning,
            "SRAT covers a part of a CXL window: the kernel stretches the range over it.")
        {
            Find = WindowPartly,
        },
        new("L09", "srat-not-in-map", LintSeverity.Warning,
            "An SRAT range that is not hot-pluggable lies in no memory map entry and no window.")
        {
            Find = NotInMap,
        },
        new("L10", "shared-domain", LintSeverity.Warning,
            "A proximity domain holds both ordinary RAM and memory of a window or Soft Reserved.")
        {
            Find = SharedDomain,
        },
        new("L11", "hotplug-flag-missing", LintSeverity.Note,
            "An SRAT range over a CXL window is not marked hot-pluggable.")
        {
            Find = WithoutHotplug,
        },
    ];

    private static IEnumerable<Contradiction> Merged(LintView view) =>
        from range in view.SoftReserved
        let parts = view.SratByAddress.Over(range)
        where parts.Count > 1
        let how = view.UsesHmat
            ? "HMAT makes each of them a candidate of its own"
            : "there is no HMAT that would split it, so one answer must fit all"
        select new Contradiction(
            [view.SoftReservedField(range), .. parts.Take(MostListed).Select(each => each.Field)],
            Invariant($"{range} is one entry over {parts.Count} SRAT ranges; {how}"),
            Outcome.Memory(range));

    private static IEnumerable<Contradiction> PartlyDescribed(LintView view) =>
        from range in view.UsesHmat ? view.SoftReserved : []
        let left = view.SratSpace.Missing(range)
        where view.SratSpace.Overlaps(range) && !left.IsEmpty
        select new Contradiction(
            [
                view.SoftReservedField(range),
                .. view.SratByAddress.Over(range).Take(MostListed).Select(each => each.Field),
            ],
            $"SRAT has nothing for {left[0]} of it, and HMAT's candidate shuts the entry out",
            Outcome.Memory(range));

    private static IEnumerable<Contradiction> Overlaps(LintView view) =>
        from pair in view.SratByAddress.Overlaps()
        let shared = pair.First.Range.Intersect(pair.Second.Range)
        select new Contradiction(
            [pair.Second.Field, pair.First.Field],
            pair.First.Memory.ProximityDomain == pair.Second.Memory.ProximityDomain
                ? $"{shared} is described twice for one proximity domain"
                : $"{shared} belongs to two proximity domains",
            Outcome.Nodes);

    private static IEnumerable<Contradiction> PartlyReserved(LintView view)
    {
        var reserved = new RangeSet(view.SoftReserved);
        return
            from each in view.UsesHmat ? view.Srat : []
            where view.Usable.Overlaps(each.Range) && reserved.Overlaps(each.Range)
            let part = reserved.Within(each.Range)[0]
            select new Contradiction(
                [each.Field, view.SoftReservedField(part)],
                $"HMAT's candidate {each.Range} begins or ends in RAM, only {part} is "
                + "Soft Reserved",
                Outcome.Memory(each.Range));
    }

    private static IEnumerable<Contradiction> WindowWithout(LintView view)
    {
        if (view.Machine.Srat is null)
            return view.Windows.IsEmpty ? [] : [WindowsWithoutTable(view)];
        return
            from window in view.Windows
            where !view.SratSpace.Overlaps(window.Range)
            select new Contradiction(
                [window.Field],
                $"no enabled SRAT range touches {window.Range}",
                Outcome.Node(window.Range));
    }

    private static Contradiction WindowsWithoutTable(LintView view) => new(
        [.. view.Windows.Take(MostListed).Select(window => window.Field)],
        "there is no SRAT that says where memory in a window belongs",
        Outcome.Node(view.Windows[0].Range));

    private static IEnumerable<Contradiction> WindowPartly(LintView view) =>
        from window in view.Windows
        let left = view.SratSpace.Missing(window.Range)
        where !left.IsEmpty && left[0] != window.Range
        select new Contradiction(
            [
                window.Field,
                .. view.SratByAddress.Over(window.Range).Take(MostListed)
                    .Select(each => each.Field),
            ],
            $"SRAT leaves out {left[0]} of the window",
            Outcome.Node(left[0]));

    private static IEnumerable<Contradiction> NotInMap(LintView view)
    {
        var known = new RangeSet(view.Machine.MemoryMap.Select(entry => entry.Range)
            .Concat(view.Map.Entries.Select(entry => entry.Range)));
        return
            from each in view.Srat
            where !IsHotPluggable(each) && !known.Overlaps(each.Range)
                && !view.WindowSpace.Overlaps(each.Range)
            select new Contradiction(
                [each.Field, each.FlagsField],
                $"nothing else knows of {each.Range}, and no hotplug flag says that memory may "
                + "come later",
                Outcome.Node(each.Range));
    }

    private static IEnumerable<Contradiction> SharedDomain(LintView view)
    {
        var special = new RangeSet(
            view.SoftReserved.Concat(view.Windows.Select(window => window.Range)));
        var ram = new Dictionary<uint, SratRange>();
        foreach (var each in view.Srat)
            if (view.Usable.Overlaps(each.Range))
                ram.TryAdd(each.Memory.ProximityDomain, each);
        return
            from each in view.Srat
            where special.Overlaps(each.Range) && ram.ContainsKey(each.Memory.ProximityDomain)
            let dram = ram[each.Memory.ProximityDomain]
            select new Contradiction(
                [each.Field, dram.Field],
                Invariant($"domain {each.Memory.ProximityDomain} is also that of ordinary RAM: ")
                + "the two can not be told apart by node, and share a tier",
                Outcome.Node(special.Within(each.Range)[0]));
    }

    private static IEnumerable<Contradiction> WithoutHotplug(LintView view) =>
        from each in view.Srat
        where !IsHotPluggable(each) && view.WindowSpace.Overlaps(each.Range)
        select new Contradiction(
            [each.FlagsField, view.WindowsByAddress.Over(each.Range)[0].Field],
            $"{each.Range} lies in a window, where memory comes and goes, without flag 2",
            Outcome.Node(view.WindowSpace.Within(each.Range)[0]));

    private static bool IsHotPluggable(SratRange each) =>
        each.Memory.Flags.HasFlag(MemoryAffinityFlags.HotPluggable);
}
