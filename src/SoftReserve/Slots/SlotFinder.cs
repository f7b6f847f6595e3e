using System.Diagnostics;
using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Slots;

/// <summary>Finds the slots of a machine: what overlaps, or is backed by one card, is one
/// slot.</summary>
internal sealed class SlotFinder
{
    private readonly BootContext _boot;
    private readonly List<Group> _groups = [];

    private SlotFinder(BootContext boot) => _boot = boot;

    /// <summary>The slots in address order.</summary>
    public static ValueList<Slot> Find(BootContext boot)
    {
        var finder = new SlotFinder(boot);
        finder.Collect();
        return finder.Slots();
    }

    private void Collect()
    {
        var machine = _boot.Machine;
        foreach (var window in machine.Cedt?.Windows ?? [])
            if (AddressRange.TryMakeSized(
                    window.Base.Value, new ByteSize(window.Size), out var range))
                Join(range, []);
        foreach (var candidate in _boot.HmatCandidates)
            Join(candidate.Range, []);
        foreach (var entry in _boot.MemoryMap.Entries)
            if (entry.Type == MemoryType.SoftReserved && !IsHmatCandidate(entry.Range))
                Join(entry.Range, []);
        foreach (var extra in machine.Kernel.ExtraHmemPlatforms)
            Join(extra.Range, []);
        foreach (var card in machine.Cxl.Memdevs)
            if (card is { IsPresent: true, Type: 3 })
                Join(null, [card.Name]);
        foreach (var decoder in machine.Cxl.Decoders)
            Join(decoder.Range, [decoder.Memdev]);
    }

    private bool IsHmatCandidate(AddressRange range)
    {
        foreach (var candidate in _boot.HmatCandidates)
            if (candidate.Range.Overlaps(range))
                return true;
        return false;
    }

    private void Join(AddressRange? range, List<string> cards)
    {
        var joined = new Group([], [.. cards]);
        if (range is { } added)
            joined.Ranges.Add(added);
        foreach (var group in _groups.Where(group => Touch(group, range, cards)).ToList())
        {
            joined.Ranges.AddRange(group.Ranges);
            joined.Cards.UnionWith(group.Cards);
            _groups.Remove(group);
        }

        _groups.Add(joined);
    }

    private static bool Touch(Group group, AddressRange? range, List<string> cards) =>
        cards.Exists(group.Cards.Contains)
        || (range is { } added && group.Ranges.Exists(added.Overlaps));

    private ValueList<Slot> Slots()
    {
        var kinds = new List<string>();
        var slots = new List<Slot>();
        foreach (var group in _groups.Where(IsOfInterest).OrderBy(group => group.Order))
        {
            var slot = Describe(group, slots.Count);
            var kind = SlotKind.Describe(_boot, slot);
            if (!kinds.Contains(kind))
                kinds.Add(kind);
            slots.Add(slot with { Kind = kinds.IndexOf(kind) });
        }

        return [.. slots];
    }

    // ordinary memory alone is no slot: nothing happens there
    private bool IsOfInterest(Group group) =>
        group.Cards.Count > 0
        || (_boot.Machine.Cedt?.Windows ?? []).Any(window =>
            group.Ranges.Exists(range => range.Contains(window.Base)))
        || _boot.MemoryMap.Entries.Any(entry =>
            entry.Type == MemoryType.SoftReserved && group.Ranges.Exists(entry.Range.Overlaps));

    private Slot Describe(Group group, int index)
    {
        var hull = Merge(group.Ranges);
        var cards = _boot.Machine.Cxl.Memdevs
            .Select(card => card.Name)
            .Where(group.Cards.Contains);
        var bridges = _boot.Machine.Cxl.HostBridges
            .Where(bridge => HasOnlyCardsOf(bridge.Ports, group))
            .Select(bridge => bridge.Uid);
        var nodes = hull.Select(range => _boot.Numa.TargetNode(range.Start)).Distinct();
        return new Slot(index, [.. hull], [.. cards], [.. bridges], [.. nodes], 0);
    }

    private static bool HasOnlyCardsOf(ValueList<DownstreamPort> ports, Group group)
    {
        var cards = CardsBelow(ports).ToList();
        return cards.Count > 0 && cards.TrueForAll(group.Cards.Contains);
    }

    private static IEnumerable<string> CardsBelow(ValueList<DownstreamPort> ports) =>
        ports.SelectMany(port => port switch
        {
            DownstreamPort.Card card => [card.Name],
            DownstreamPort.Switch inner => CardsBelow(inner.Ports),
            DownstreamPort.Empty => [],
            _ => throw new UnreachableException(),
        });

    private static List<AddressRange> Merge(List<AddressRange> ranges)
    {
        var merged = new List<AddressRange>();
        foreach (var range in ranges.Order())
            if (merged is [.., var last] && last.Overlaps(range))
                merged[^1] = last.Union(range);
            else
                merged.Add(range);
        return merged;
    }

    private sealed record Group(List<AddressRange> Ranges, SortedSet<string> Cards)
    {
        public (ulong Address, string Card) Order => Ranges.Count > 0
            ? (Ranges.Min().Start.Value, "")
            : (ulong.MaxValue, Cards.Min!);
    }
}
