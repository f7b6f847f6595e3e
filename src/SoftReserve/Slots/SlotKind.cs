using System.Diagnostics;
using System.Globalization;
using System.Text;
using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Slots;

/// <summary>Says what a slot is, without its address and names: two slots with one description can
/// be exchanged and nobody could tell.</summary>
internal static class SlotKind
{
    /// <summary>The description. A slot that something singles out has one of its own.</summary>
    public static string Describe(BootContext boot, Slot slot)
    {
        var machine = boot.Machine;
        if (!machine.Cxl.Faults.IsEmpty || !machine.Kernel.ExtraHmemPlatforms.IsEmpty)
            return Invariant($"slot {slot.Index}");
        var text = new StringBuilder();
        text.Append(Invariant($"hull {Relative(slot, slot.Hull)}"));
        text.Append(Invariant($" block {slot.Base % boot.MemoryBlockSize}"));
        text.Append(Invariant($" nodes {slot.Nodes.Count} {DistancesOf(boot, slot)}"));
        foreach (var window in machine.Cedt?.Windows ?? [])
            if (slot.Hull.Any(part => part.Contains(window.Base)))
                text.Append(Invariant($" window {window.Base.Value - slot.Base:x}+{window.Size:x}"))
                    .Append(Invariant($" {window.EncodedWays} {window.EncodedGranularity}"))
                    .Append(Invariant($" {window.Restrictions} {window.QtgId}"))
                    .Append(Invariant($" {TargetsOf(window.Targets, slot)}"));
        foreach (var candidate in boot.HmatCandidates)
            if (slot.Holds(candidate.Range))
                text.Append(Invariant($" candidate {Relative(slot, [candidate.Range])}"))
                    .Append(Invariant($" {slot.Nodes.IndexOf(candidate.Node)}"));
        foreach (var entry in boot.MemoryMap.Entries)
            foreach (var part in slot.Hull)
                if (entry.Range.Intersect(part) is { } shared)
                    text.Append(Invariant($" {entry.Type} {Relative(slot, [shared])}"));
        AppendCards(text, machine.Cxl, slot);
        return text.ToString();
    }

    private static void AppendCards(StringBuilder text, CxlTopology topology, Slot slot)
    {
        foreach (var card in topology.Memdevs)
            if (slot.Cards.IndexOf(card.Name) >= 0)
                text.Append(Invariant($" card {card.Volatile.Bytes} {card.Persistent.Bytes}"))
                    .Append(Invariant($" {card.IsPresent} {card.Type}"));
        foreach (var decoder in topology.Decoders)
            if (slot.Cards.IndexOf(decoder.Memdev) is var card and >= 0)
                text.Append(Invariant($" decoder {card} {Relative(slot, [decoder.Range])}"))
                    .Append(Invariant($" {decoder with { Memdev = "", Range = default }}"));
        foreach (var bridge in topology.HostBridges)
            if (slot.Bridges.IndexOf(bridge.Uid) >= 0)
                text.Append(Invariant($" bridge {bridge.HasDecoders} {Ports(bridge.Ports, slot)}"));
            else if (CardsOf(bridge.Ports, slot))
                text.Append(Invariant($" shared bridge of slot {slot.Index}"));
    }

    private static bool CardsOf(ValueList<DownstreamPort> ports, Slot slot) =>
        ports.Any(port => port switch
        {
            DownstreamPort.Card card => slot.Cards.IndexOf(card.Name) >= 0,
            DownstreamPort.Switch inner => CardsOf(inner.Ports, slot),
            DownstreamPort.Empty => false,
            _ => throw new UnreachableException(),
        });

    private static string Ports(ValueList<DownstreamPort> ports, Slot slot) =>
        string.Join(",", ports.Select(port => port switch
        {
            DownstreamPort.Card card => Invariant($"{slot.Cards.IndexOf(card.Name)}"),
            DownstreamPort.Switch inner => $"({Ports(inner.Ports, slot)})",
            DownstreamPort.Empty => "-",
            _ => throw new UnreachableException(),
        }));

    private static string TargetsOf(ValueList<uint> targets, Slot slot) =>
        string.Join(",", targets.Select(uid => slot.Bridges.IndexOf(uid) is var at and >= 0
            ? Invariant($"{at}")
            : Invariant($"other {uid}")));

    private static string DistancesOf(BootContext boot, Slot slot) =>
        string.Join(",", slot.Nodes.Select(node => Invariant($"{boot.AbstractDistanceOf(node)}")));

    private static string Relative(Slot slot, ValueList<AddressRange> ranges) =>
        string.Join(",", ranges.Select(range => Invariant(
            $"{range.Start.Value - slot.Base:x}-{range.End.Value - slot.Base:x}")));

    private static string Invariant(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
