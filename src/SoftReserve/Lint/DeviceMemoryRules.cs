using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;
using static System.FormattableString;

namespace SoftReserve.Lint;

/// <summary>The card's side: what its decoders map of its own memory.</summary>
internal static class DeviceMemoryRules
{
    public static ValueList<LintRule> All { get; } =
    [
        new("L47", "dpa-overlap", LintSeverity.Error,
            "Two decoders of a card map the same memory of the card.")
        {
            Find = Overlaps,
        },
        new("L48", "dpa-gap", LintSeverity.Warning,
            "Between two decoders of a card, or before the first, memory of the card is skipped.")
        {
            Find = Gaps,
        },
        new("L49", "decoder-over-capacity", LintSeverity.Error,
            "A decoder maps memory that its card does not have.")
        {
            Find = OverCapacity,
        },
        new("L50", "unmapped-capacity", LintSeverity.Note,
            "A card has more memory than its committed decoders map.")
        {
            Find = Unmapped,
        },
        new("L51", "type2-soft-reserved", LintSeverity.Warning,
            "Memory of an accelerator (Type 2) is marked Specific Purpose.")
        {
            Find = TypeTwo,
        },
    ];

    private static IEnumerable<Contradiction> Overlaps(LintView view) =>
        from card in Shares(view)
        from pair in new RangeIndex<Share>(card.Shares, share => share.Dpa).Overlaps()
        select new Contradiction(
            [pair.Second.Field, pair.First.Field],
            $"{pair.First.Dpa.Intersect(pair.Second.Dpa)} of {card.Card.Name} is mapped twice",
            Outcome.Region(pair.Second.Member.Setting.Range));

    private static IEnumerable<Contradiction> Gaps(LintView view) =>
        from card in Shares(view)
        from mode in new[] { PartitionMode.Ram, PartitionMode.Pmem }
        from gap in GapsOf(card, mode)
        select gap;

    private static IEnumerable<Contradiction> GapsOf(CardShares card, PartitionMode mode)
    {
        var expected = PartitionOf(card.Card, mode).Start;
        foreach (var share in card.Shares.Where(share => share.Member.Setting.Mode == mode)
            .OrderBy(share => share.Dpa))
        {
            if (share.Dpa.Start.Value > expected)
                yield return new Contradiction(
                    [share.Field],
                    Invariant($"{card.Card.Name}'s memory from 0x{(ulong)expected:x} up to ")
                    + Invariant($"0x{share.Dpa.Start.Value - 1:x} is skipped, and stays out of ")
                    + "reach while this decoder is committed",
                    Outcome.Region(share.Member.Setting.Range));
            expected = UInt128.Max(expected, (UInt128)share.Dpa.End.Value + 1);
        }
    }

    private static IEnumerable<Contradiction> OverCapacity(LintView view) =>
        from card in Shares(view)
        from share in card.Shares
        let partition = PartitionOf(card.Card, share.Member.Setting.Mode)
        where share.Dpa.Start.Value < partition.Start || share.Dpa.End.Value >= partition.End
        select new Contradiction(
            [
                share.Field,
                new LintField(LintTable.Memdev, view.Machine.Cxl.Memdevs.FindIndex(
                    each => each.Name == card.Card.Name), $"{card.Card.Name}.capacity",
                    $"volatile {card.Card.Volatile}, persistent {card.Card.Persistent}"),
            ],
            $"the decoder takes {share.Dpa.Size} of {card.Card.Name} at device address "
            + $"{share.Dpa.Start}, and the partition has "
            + $"{new ByteSize(partition.End - partition.Start)}",
            Outcome.Region(share.Member.Setting.Range));

    private static IEnumerable<Contradiction> Unmapped(LintView view)
    {
        var shares = Shares(view).ToDictionary(
            card => card.Card.Name, card => card.Shares, StringComparer.Ordinal);
        return
            from card in view.Machine.Cxl.Memdevs.Select((memdev, index) => (memdev, index))
            where card.memdev is { IsPresent: true, Type: 3 }
            let mapped = shares.GetValueOrDefault(card.memdev.Name, []).Aggregate(
                (UInt128)0, (sum, share) => sum + share.Dpa.Size.Bytes)
            let has = card.memdev.Volatile.Bytes + card.memdev.Persistent.Bytes
            where has > mapped
            select new Contradiction(
                [new LintField(LintTable.Memdev, card.index, $"{card.memdev.Name}.capacity",
                    new ByteSize(has).ToString())],
                $"committed decoders map {new ByteSize(mapped)} of {new ByteSize(has)}",
                Outcome.Always("the rest is idle until a user creates a region of it"));
    }

    private static IEnumerable<Contradiction> TypeTwo(LintView view)
    {
        var cards = view.Machine.Cxl.Memdevs.Where(card => card.Type == 2)
            .Select(card => card.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var range in view.SoftReserved)
        {
            foreach (var member in view.SetsByAddress.Over(range).SelectMany(set => set.Members))
                if (cards.Contains(member.Setting.Memdev))
                    yield return Marked(
                        view, range, member.Field("range", member.Setting.Range.ToString()));
            foreach (var window in view.WindowsByAddress.Over(range))
                if ((window.Window.Restrictions
                    & (WindowRestrictions.Type2 | WindowRestrictions.Type3))
                    == WindowRestrictions.Type2)
                    yield return Marked(view, range, window.Of("restrictions",
                        Invariant($"0x{(ushort)window.Window.Restrictions:x}")));
        }
    }

    private static Contradiction Marked(LintView view, AddressRange range, LintField device) =>
        new(
            [view.SoftReservedField(range), device],
            $"{range} belongs to an accelerator, whose own driver wants it, and HMEM may hand it "
            + "out as memory",
            Outcome.Memory(range));

    private static (UInt128 Start, UInt128 End) PartitionOf(Memdev card, PartitionMode mode) =>
        mode == PartitionMode.Ram
            ? (0, card.Volatile.Bytes)
            : (card.Volatile.Bytes, card.Volatile.Bytes + card.Persistent.Bytes);

    // packed as ProgrammedDecoders.OfCard packs them, but for settings that make no sense too
    private static IEnumerable<CardShares> Shares(LintView view)
    {
        var cards = new Dictionary<string, Memdev>(StringComparer.Ordinal);
        foreach (var card in view.Machine.Cxl.Memdevs)
            cards.TryAdd(card.Name, card);
        return view.Sets.SelectMany(set => set.Working)
            .GroupBy(member => member.Setting.Memdev, StringComparer.Ordinal)
            .Where(group => cards.ContainsKey(group.Key))
            .Select(group => new CardShares(
                cards[group.Key], [.. SharesOf(cards[group.Key], group)]));
    }

    private static IEnumerable<Share> SharesOf(Memdev card, IEnumerable<DecoderMember> members)
    {
        UInt128[] next =
        [
            PartitionOf(card, PartitionMode.Ram).Start,
            PartitionOf(card, PartitionMode.Pmem).Start,
        ];
        foreach (var member in members)
        {
            var setting = member.Setting;
            var size = new ByteSize(
                setting.Range.Size.Bytes / (UInt128)Math.Max(setting.Ways, 1));
            var start = setting.Dpa?.Value ?? next[(int)setting.Mode];
            if (start > ulong.MaxValue
                || !AddressRange.TryMakeSized((ulong)start, size, out var dpa))
                continue;
            next[(int)setting.Mode] = (UInt128)dpa.End.Value + 1;
            yield return new Share(member, dpa);
        }
    }

    /// <param name="Member">The decoder.</param>
    /// <param name="Dpa">Device addresses, in the clothes of a range.</param>
    private sealed record Share(DecoderMember Member, AddressRange Dpa)
    {
        public LintField Field => Member.Field(
            "dpa", Dpa.ToString());
    }

    private sealed record CardShares(Memdev Card, ValueList<Share> Shares);
}
