using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;
using static System.FormattableString;

namespace SoftReserve.Lint;

/// <summary>Window structures by themselves, and against what they are used for.</summary>
internal static class WindowRules
{
    public static ValueList<LintRule> All { get; } =
    [
        new("L24", "windows-overlap", LintSeverity.Error, "Two CXL windows share bytes.")
        {
            Find = Overlaps,
        },
        new("L25", "window-misaligned", LintSeverity.Error,
            "A window's base or size is no multiple of 256 MiB, or it has no bytes.")
        {
            Find = Misaligned,
        },
        new("L26", "window-not-multiple-of-ways", LintSeverity.Warning,
            "A window's size is no multiple of 256 MiB times its ways.")
        {
            Find = NotMultipleOfWays,
        },
        new("L27", "window-bad-interleave", LintSeverity.Error,
            "A window's arithmetic, ways or granularity means nothing, or targets are missing.")
        {
            Find = BadInterleave,
        },
        new("L28", "cxims-missing", LintSeverity.Error,
            "A window uses XOR arithmetic and CEDT has no CXIMS of its granularity.")
        {
            Find = view => WithoutMaps(view, WindowFault.NoXorMaps),
        },
        new("L29", "cxims-too-few-maps", LintSeverity.Error,
            "The CXIMS of a window's granularity has fewer maps than its ways need.")
        {
            Find = view => WithoutMaps(view, WindowFault.TooFewXorMaps),
        },
        new("L30", "cxims-twice", LintSeverity.Warning,
            "CEDT has two CXIMS of one granularity.")
        {
            Find = MathTwice,
        },
        new("L31", "window-fixed", LintSeverity.Note,
            "A window has the fixed-device-configuration bit.")
        {
            Find = Fixed,
        },
        new("L32", "window-forbids-partition", LintSeverity.Warning,
            "A card's decoder maps a kind of memory that the window's restrictions leave out.")
        {
            Find = Forbidden,
        },
        new("L33", "window-spare", LintSeverity.Note,
            "A window in use is larger than what its decoders map.")
        {
            Find = Spare,
        },
    ];

    private static IEnumerable<Contradiction> Overlaps(LintView view) =>
        from pair in view.WindowsByAddress.Overlaps()
        let later = pair.First.Index > pair.Second.Index ? pair.First : pair.Second
        let earlier = later == pair.First ? pair.Second : pair.First
        select new Contradiction(
            [later.Field, earlier.Field],
            $"{pair.First.Range.Intersect(pair.Second.Range)} lies in both",
            Outcome.Window(later));

    private static IEnumerable<Contradiction> Misaligned(LintView view) =>
        from window in view.AllWindows
        where window.Fault is WindowFault.MisalignedBase or WindowFault.MisalignedSize
            or WindowFault.Overlap
        select new Contradiction(
            [
                window.Of("base", window.Window.Base.ToString()),
                window.Of("size", Invariant($"0x{window.Window.Size:x}")),
            ],
            window.Fault switch
            {
                WindowFault.MisalignedBase => $"{window.Window.Base} is no multiple of 256 MiB",
                WindowFault.MisalignedSize =>
                    Invariant($"0x{window.Window.Size:x} is no multiple of 256 MiB"),
                _ => "the window has no bytes or runs past 2^64",
            },
            Outcome.Window(window));

    private static IEnumerable<Contradiction> NotMultipleOfWays(LintView view) =>
        from window in view.Windows
        where window.Range.Size.Bytes % (WindowVerification.Alignment * (UInt128)window.Ways) != 0
        select new Contradiction(
            [
                window.Of("size", Invariant($"0x{window.Window.Size:x}")),
                window.Of("ways", Invariant($"{window.Ways}")),
            ],
            Invariant($"{window.Range.Size} does not split into {window.Ways} shares of whole ")
            + "256 MiB, so a region can not fill it",
            Outcome.Window(window));

    private static IEnumerable<Contradiction> BadInterleave(LintView view) =>
        from window in view.AllWindows
        where window.Fault is WindowFault.UnknownArithmetic or WindowFault.InvalidWays
            or WindowFault.TooShort or WindowFault.InvalidGranularity
        select new Contradiction(
            [
                window.Field,
                window.Of("ways code", Invariant($"{window.Window.EncodedWays}")),
                window.Of("granularity code", Invariant($"{window.Window.EncodedGranularity}")),
                window.Of("arithmetic", Invariant($"{window.Window.Arithmetic}")),
                window.Of("targets", Invariant($"{window.Window.Targets.Count}")),
            ],
            window.Fault switch
            {
                WindowFault.UnknownArithmetic => "arithmetic is 0 (modulo) or 1 (XOR)",
                WindowFault.InvalidWays => "the ways code is 0 to 4 or 8 to 10",
                WindowFault.InvalidGranularity => "the granularity code is 0 to 6",
                _ => Invariant($"{window.Ways} ways need {window.Ways} targets"),
            },
            Outcome.Window(window));

    private static IEnumerable<Contradiction> WithoutMaps(LintView view, WindowFault wanted)
    {
        foreach (var window in view.Windows)
        {
            WindowVerification.XorMaps(view.Machine.Cedt!, window.Window, out var fault);
            if (fault == wanted)
                yield return new Contradiction(
                    [
                        window.Of("arithmetic", "1 (XOR)"),
                        window.Of("ways", Invariant($"{window.Ways}")),
                        window.Of("granularity code",
                            Invariant($"{window.Window.EncodedGranularity}")),
                    ],
                    wanted == WindowFault.NoXorMaps
                        ? "no CXIMS has this granularity"
                        : Invariant($"the CXIMS has too few maps for {window.Ways} ways"),
                    Outcome.Window(window));
        }
    }

    private static IEnumerable<Contradiction> MathTwice(LintView view)
    {
        var seen = new Dictionary<byte, int>();
        var maths = view.Machine.Cedt?.XorMath ?? [];
        for (var index = 0; index < maths.Count; index++)
        {
            var code = maths[index].EncodedGranularity;
            if (!seen.TryAdd(code, index))
                yield return new Contradiction(
                    [Granularity(index, code), Granularity(seen[code], code)],
                    Invariant($"two CXIMS have granularity code {code}"),
                    Outcome.Always("the first one counts"));
        }
    }

    private static LintField Granularity(int index, byte code) =>
        new(LintTable.Cxims, index, "granularity code", Invariant($"{code}"));

    private static IEnumerable<Contradiction> Fixed(LintView view) =>
        from window in view.Windows
        where window.Window.Restrictions.HasFlag(WindowRestrictions.Fixed)
        select new Contradiction(
            [window.Of("restrictions", Invariant($"0x{(ushort)window.Window.Restrictions:x}"))],
            "firmware wants its decoders in this window left alone",
            DecoderRules.Locks(window.Range));

    private static IEnumerable<Contradiction> Forbidden(LintView view) =>
        from set in view.Sets
        let window = view.WindowAround(set)
        where window is not null
        from member in set.Working
        let needed = member.Setting.Mode == PartitionMode.Ram
            ? WindowRestrictions.Volatile
            : WindowRestrictions.Persistent
        where !window.Window.Restrictions.HasFlag(needed)
        select new Contradiction(
            [
                window.Of("restrictions", Invariant($"0x{(ushort)window.Window.Restrictions:x}")),
                member.Field("mode", member.Setting.Mode == PartitionMode.Ram ? "ram" : "pmem"),
            ],
            Invariant($"the window does not allow {needed} memory, and the decoder maps it"),
            Outcome.Region(set.Range));

    private static IEnumerable<Contradiction> Spare(LintView view)
    {
        var mapped = new RangeSet(view.Sets.Select(set => set.Range));
        return
            from window in view.Windows
            let spare = mapped.Missing(window.Range)
            where mapped.Overlaps(window.Range) && !spare.IsEmpty
            select new Contradiction(
                [window.Field, view.SetsByAddress.Over(window.Range)[0].Field],
                $"no decoder maps {spare[0]}: room for regions that a user creates",
                Outcome.Window(window));
    }
}
