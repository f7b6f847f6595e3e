using SoftReserve.Addresses;
using SoftReserve.Memory;

namespace SoftReserve.Lint;

/// <summary>Soft Reserved entries against windows, decoders and memory blocks.</summary>
internal static class MemoryMapRules
{
    private const int MostListed = 4;

    public static ValueList<LintRule> All { get; } =
    [
        new("L12", "soft-reserved-over-windows", LintSeverity.Warning,
            "One Soft Reserved entry spans several CXL windows.")
        {
            Find = OverWindows,
        },
        new("L13", "range-crosses-window-start", LintSeverity.Error,
            "A Soft Reserved entry begins in front of a window and reaches into it.")
        {
            Find = CrossesStart,
        },
        new("L14", "range-past-window-end", LintSeverity.Error,
            "A Soft Reserved entry begins in a window and ends behind it.")
        {
            Find = PastEnd,
        },
        new("L15", "soft-reserved-without-window", LintSeverity.Note,
            "There are CXL cards, and a Soft Reserved entry that no window touches.")
        {
            Find = WithoutWindow,
        },
        new("L16", "memory-block-loss", LintSeverity.Warning,
            "A Soft Reserved entry or a region begins or ends inside a memory block.")
        {
            Find = BlockLoss,
        },
        new("L17", "committed-but-usable", LintSeverity.Warning,
            "Committed decoders map what the memory map calls ordinary RAM.")
        {
            Find = CommittedUsable,
        },
        new("L18", "committed-not-in-map", LintSeverity.Note,
            "Committed decoders map what the memory map does not mention.")
        {
            Find = CommittedUnknown,
        },
    ];

    private static IEnumerable<Contradiction> OverWindows(LintView view) =>
        from range in view.SoftReserved
        let windows = view.WindowsByAddress.Over(range)
        where windows.Count > 1
        select new Contradiction(
            [
                view.SoftReservedField(range),
                .. windows.Take(MostListed).Select(window => window.Field),
            ],
            FormattableString.Invariant($"{range} is one entry over {windows.Count} windows, ")
            + "and no region can span two",
            Outcome.Memory(range));

    private static IEnumerable<Contradiction> CrossesStart(LintView view) =>
        from range in view.SoftReserved
        from window in view.WindowsByAddress.Over(range)
        where range.Start < window.Range.Start
            && !view.WindowSpace.Contains(window.Range.Start.Value - 1)
        select new Contradiction(
            [view.SoftReservedField(range), window.Field],
            $"{range} begins below the window's start {window.Range.Start}",
            Outcome.Memory(range));

    private static IEnumerable<Contradiction> PastEnd(LintView view) =>
        from range in view.SoftReserved
        from window in view.WindowsByAddress.Over(range)
        where range.End > window.Range.End
            && !view.WindowSpace.Contains(window.Range.End.Value + 1)
        select new Contradiction(
            [view.SoftReservedField(range), window.Field],
            $"{range} ends above the window's end {window.Range.End}",
            Outcome.Memory(range));

    private static IEnumerable<Contradiction> WithoutWindow(LintView view) =>
        from range in view.Machine.Cxl.Memdevs.Any(card => card.IsPresent)
            ? view.SoftReserved
            : []
        where !view.WindowSpace.Overlaps(range)
        select new Contradiction(
            [view.SoftReservedField(range)],
            $"no window touches {range}: it is memory on the package, or a window is missing",
            Outcome.Memory(range));

    private static IEnumerable<Contradiction> BlockLoss(LintView view)
    {
        ulong[] sizes = [.. new[] { null, view.Machine.Cedt }
            .Select(cedt => MemoryBlockSize.Choose(
                view.Map, cedt, isBareMetal: true, view.Machine.MemoryBlock).ToUInt64())
            .Distinct()];
        var reserved = new RangeSet(view.SoftReserved);
        return
            from each in view.SoftReserved.Select(
                    range => (Range: range, Field: view.SoftReservedField(range)))
                .Concat(view.Sets.Where(set => !reserved.Overlaps(set.Range))
                    .Select(set => (set.Range, set.Field)))
            let block = sizes.Max()
            where each.Range.AlignInward(block) != each.Range
            select new Contradiction(
                [each.Field],
                $"{Unaligned(each.Range, block)} of a memory block of {new ByteSize(block)}",
                Outcome.Memory(each.Range));
    }

    private static string Unaligned(AddressRange range, ulong block)
    {
        var start = range.Start.IsAlignedTo(block);
        var end = range.End == Hpa.Max || range.End.Plus(1).IsAlignedTo(block);
        return (start, end) switch
        {
            (false, true) => $"{range.Start} is not the start",
            (true, false) => $"{range.End} is not the end",
            _ => $"{range.Start} is not the start and {range.End} not the end",
        };
    }

    private static IEnumerable<Contradiction> CommittedUsable(LintView view) =>
        from set in view.Sets
        let ram = view.Usable.Within(set.Range)
        where !ram.IsEmpty
        select new Contradiction(
            [set.Field, view.UsableField(ram[0])],
            $"{ram[0]} is ordinary RAM to the kernel, though cards decode it: EFI_MEMORY_SP is "
            + "not set",
            Outcome.Region(set.Range));

    private static IEnumerable<Contradiction> CommittedUnknown(LintView view)
    {
        var known = new RangeSet(view.Machine.MemoryMap.Select(entry => entry.Range)
            .Concat(view.Map.Entries.Select(entry => entry.Range)));
        return
            from set in view.Sets
            where !known.Overlaps(set.Range)
            select new Contradiction(
                [set.Field],
                $"no memory map entry has {set.Range}: only the CXL drivers know of it",
                Outcome.Region(set.Range));
    }
}
