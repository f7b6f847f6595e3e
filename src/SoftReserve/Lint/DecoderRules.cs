using SoftReserve.Addresses;
using SoftReserve.Firmware;
using static System.FormattableString;

namespace SoftReserve.Lint;

/// <summary>Host-physical side of the decoders that firmware programmed.</summary>
internal static class DecoderRules
{
    public static ValueList<LintRule> All { get; } =
    [
        new("L39", "decoder-outside-window", LintSeverity.Error,
            "A committed decoder maps a range that lies in no window, or only partly in one.")
        {
            Find = OutsideWindow,
        },
        new("L40", "card-not-below-window", LintSeverity.Error,
            "A card's decoder maps a window whose targets do not include the card's host bridge.")
        {
            Find = WrongBridge,
        },
        new("L41", "nothing-committed", LintSeverity.Warning,
            "A Soft Reserved entry lies in a window, and no complete set of committed decoders "
            + "stands behind it.")
        {
            Find = NothingCommitted,
        },
        new("L42", "decoder-locked", LintSeverity.Note, "A committed decoder is locked.")
        {
            Find = Locked,
        },
        new("L43", "granularity-mismatch", LintSeverity.Error,
            "Decoders of one region have different granularities.")
        {
            Find = Granularities,
        },
        new("L44", "incomplete-set", LintSeverity.Error,
            "An interleave set has fewer committed members than ways.")
        {
            Find = Incomplete,
        },
        new("L45", "decoders-overlap", LintSeverity.Error,
            "Two interleave sets share host addresses.")
        {
            Find = Overlaps,
        },
        new("L46", "ways-not-multiple-of-window", LintSeverity.Error,
            "A region's ways are no multiple of its window's ways.")
        {
            Find = WaysOfWindow,
        },
    ];

    /// <summary>Whether a lock means anything to a kernel.</summary>
    public static Func<LintBoot, string> Locks(AddressRange range) => boot =>
    {
        var regions = boot.Kernel.Cxl.Regions
            .Where(region => region.Range?.Overlaps(range) == true).ToList();
        var text = regions switch
        {
            [] => "no region there",
            _ when regions.Exists(region => region.IsLocked)
                && boot.Kernel.Boot.Generation.HonoursLocks =>
                "the region is locked: no reset, no new interleave until reboot",
            _ => "the lock is not looked at: a reset is tried all the same",
        };
        return MemoryOutcome.TryOf(boot, range) is { } memory ? $"{text}; {memory}" : text;
    };

    private static IEnumerable<Contradiction> OutsideWindow(LintView view) =>
        from set in view.Sets
        where view.WindowAround(set) is null
        let touched = view.WindowsByAddress.Over(set.Range)
        select new Contradiction(
            [set.Field, .. touched.Take(2).Select(window => window.Field)],
            touched.Count > 0
                ? $"{set.Range} crosses the edge of a window"
                : $"{set.Range} lies in no window of CEDT",
            Outcome.Region(set.Range));

    private static IEnumerable<Contradiction> WrongBridge(LintView view)
    {
        var below = CardBridges.Of(view.Machine.Cxl);
        return
            from set in view.Sets
            let window = view.WindowAround(set)
            where window is not null
            from member in set.Working
            let bridge = below.Find(member.Setting.Memdev)
            where bridge is not null && !window.Window.Targets.Contains(bridge.Uid)
            select new Contradiction(
                [
                    member.Field("range", set.Range.ToString()),
                    window.Of("targets", string.Join(
                        ' ', window.Window.Targets.Select(uid => Invariant($"{uid}")))),
                ],
                Invariant($"{member.Setting.Memdev} is below host bridge {bridge.Uid}, which ")
                + "the window does not reach",
                Outcome.Region(set.Range));
    }

    private static IEnumerable<Contradiction> NothingCommitted(LintView view) =>
        from range in view.SoftReserved
        from window in view.WindowsByAddress.Over(range)
        let inside = window.Range.Intersect(range)!.Value
        let bare = view.BackedSpace.Missing(inside)
        where !bare.IsEmpty
        select new Contradiction(
            [view.SoftReservedField(range), window.Field],
            $"{bare[0]} is Soft Reserved, and no committed decoders map it: there is no memory "
            + "behind it",
            Outcome.Memory(inside));

    private static IEnumerable<Contradiction> Locked(LintView view) =>
        from set in view.Sets
        from member in set.Working
        where member.Setting.IsLocked
        select new Contradiction(
            [member.Field("locked", "true")],
            $"the decoder of {member.Setting.Memdev} for {set.Range} can not be changed until "
            + "reset",
            Locks(set.Range));

    private static IEnumerable<Contradiction> Granularities(LintView view) =>
        from set in view.Sets
        let first = set.Members[0]
        let other = set.Members.FirstOrDefault(
            member => member.Setting.Granularity != first.Setting.Granularity)
        where other is not null
        select new Contradiction(
            [
                other.Field("granularity", other.Setting.Granularity),
                first.Field("granularity", first.Setting.Granularity),
            ],
            Invariant($"{other.Setting.Memdev} interleaves every {other.Setting.Granularity} ")
            + Invariant($"bytes, {first.Setting.Memdev} every {first.Setting.Granularity}: for ")
            + "some addresses both answer, for others neither",
            Outcome.Region(set.Range));

    private static IEnumerable<Contradiction> Incomplete(LintView view) =>
        from set in view.Sets
        where !set.IsComplete
        let working = set.Working.ToList()
        let broken = set.Members.FirstOrDefault(
            member => !member.IsPresent || !member.Setting.IsCommitted)
        select new Contradiction(
            [
                working[0].Field("ways", set.Ways),
                broken is null
                    ? working[^1].Field("position", working[^1].Setting.Position)
                    : broken.IsPresent
                        ? broken.Field("committed", "false")
                        : broken.Field("present", "false"),
            ],
            Invariant($"{set.Range} is spread over {set.Ways} cards, and committed decoders: ")
            + Invariant($"{working.Count}"),
            Outcome.Region(set.Range));

    private static IEnumerable<Contradiction> Overlaps(LintView view) =>
        from pair in view.SetsByAddress.Overlaps()
        select new Contradiction(
            [pair.Second.Field, pair.First.Field],
            $"{pair.First.Range.Intersect(pair.Second.Range)} is decoded by both sets",
            Outcome.Region(pair.Second.Range));

    private static IEnumerable<Contradiction> WaysOfWindow(LintView view) =>
        from set in view.Sets
        let window = view.WindowAround(set)
        where window is not null && set.Ways % window.Ways != 0
        select new Contradiction(
            [
                set.Members[0].Field("ways", set.Ways),
                window.Of("ways", Invariant($"{window.Ways}")),
            ],
            Invariant($"the window takes turns over {window.Ways} host bridges, and a region ")
            + Invariant($"of ways {set.Ways} can not follow"),
            Outcome.Region(set.Range));
}
