using System.Numerics;
using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Cxl;

/// <summary>What firmware wrote into the HDM decoders of host bridges, switches and cards, worked
/// out from the endpoint settings of a machine.</summary>
/// <remarks>
/// Correct firmware programs every decoder above a card for the whole interleave set, members whose
/// own decoder is off included; the window's ways come first, then the host bridge's, then the
/// switches', and each level's granularity is its parent's times its parent's ways, where a 3-way
/// parent counts as 1 and a 6-way one as 2. Decoder numbers ascend with the address.
/// CXL specification, section "HDM Decoder".
/// </remarks>
public static class ProgrammedDecoders
{
    /// <summary>Decoders that a port or card has, unless more are programmed.</summary>
    public const int Usual = 4;

    /// <summary>The decoders of the port at a depth of a card's path.</summary>
    /// <param name="machine">Settings, windows and faults.</param>
    /// <param name="path">The way to a card below the port.</param>
    /// <param name="depth">0 for the host bridge, then one for each switch.</param>
    public static ValueList<SwitchDecoder> OfPort(Machine machine, CxlPath path, int depth)
    {
        var decoders = new List<SwitchDecoder>(Usual);
        foreach (var range in RangesBelow(machine.Cxl, path.CardsBelow(depth)))
            decoders.Add(OfSet(machine, path, depth, range, decoders.Count));
        while (decoders.Count < Usual)
            decoders.Add(SwitchDecoder.Idle(decoders.Count));
        return [.. decoders];
    }

    /// <summary>The decoder of a host bridge that has one port and no decoder
    /// capability.</summary>
    public static SwitchDecoder Passthrough() => SwitchDecoder.Idle(0) with
    {
        Targets = [0],
        Granularity = PageSize,
    };

    // what stands in for registers that are not there
    private const int PageSize = 4096;

    /// <summary>The decoders of a card as firmware left them, uncommitted ones included; DPA packed
    /// from the start of each partition where the setting does not give it.</summary>
    public static ValueList<EndpointDecoder> OfCard(CxlTopology topology, Memdev card)
    {
        var decoders = new List<EndpointDecoder>(Usual);
        var (ram, pmem) = (0UL, card.Volatile.ToUInt64());
        foreach (var setting in SettingsOf(topology, card.Name))
        {
            var size = setting.Range.Size.ToUInt64() / (ulong)setting.Ways;
            var packed = setting.Mode == PartitionMode.Ram ? ram : pmem;
            var start = setting.Dpa?.Value ?? packed;
            if (setting.Mode == PartitionMode.Ram)
                ram = start + size;
            else
                pmem = start + size;
            decoders.Add(OfSetting(
                setting, decoders.Count, DpaRange.Sized(new Dpa(start), new ByteSize(size))));
        }

        while (decoders.Count < Usual)
            decoders.Add(EndpointDecoder.Idle(decoders.Count));
        return [.. decoders];
    }

    // the kernel reads ways and granularity whether or not the decoder is committed
    private static EndpointDecoder OfSetting(
        EndpointDecoderSetting setting, int index, DpaRange dpa) => new(
            index,
            setting.IsCommitted ? setting.Range : null,
            setting.IsCommitted ? setting.Range : null,
            setting.IsCommitted ? dpa : null,
            setting.Ways,
            setting.Granularity,
            setting.IsLocked,
            setting.IsCommitted,
            null);

    private static List<EndpointDecoderSetting> SettingsOf(CxlTopology topology, string memdev)
    {
        var settings = new List<EndpointDecoderSetting>();
        foreach (var setting in topology.Decoders)
            if (setting.Memdev == memdev)
                settings.Add(setting);
        settings.Sort((left, right) => left.Range.CompareTo(right.Range));
        return settings;
    }

    private static List<AddressRange> RangesBelow(
        CxlTopology topology, List<(string Card, int Dport)> cards)
    {
        var ranges = new List<AddressRange>();
        foreach (var setting in topology.Decoders)
            if (DportOf(cards, setting.Memdev) is not null && !ranges.Contains(setting.Range))
                ranges.Add(setting.Range);
        ranges.Sort();
        return ranges;
    }

    private static SwitchDecoder OfSet(
        Machine machine, CxlPath path, int depth, AddressRange range, int index)
    {
        var members = Members(machine.Cxl, range);
        var targets = TargetsAt(members, path.CardsBelow(depth));
        if (IsOff(machine.Cxl, path, depth, members))
            return SwitchDecoder.Idle(index);
        var granularity = members[0].Granularity * PowerOfTwoPart(RootWays(machine, range));
        for (var level = 0; level < depth; level++)
            granularity *= PowerOfTwoPart(TargetsAt(members, path.CardsBelow(level)).Count);
        return new SwitchDecoder(
            index, range, targets.Count, granularity, [.. targets], true, false, null);
    }

    // in order of position: the first member below each port comes at the port's turn
    private static List<int> TargetsAt(
        List<EndpointDecoderSetting> members, List<(string Card, int Dport)> cards)
    {
        var targets = new List<int>();
        foreach (var member in members)
            if (DportOf(cards, member.Memdev) is { } dport && !targets.Contains(dport))
                targets.Add(dport);
        return targets;
    }

    private static List<EndpointDecoderSetting> Members(CxlTopology topology, AddressRange range)
    {
        var members = new List<EndpointDecoderSetting>();
        foreach (var setting in topology.Decoders)
            if (setting.Range == range)
                members.Add(setting);
        members.Sort((left, right) => left.Position.CompareTo(right.Position));
        return members;
    }

    private static int? DportOf(List<(string Card, int Dport)> cards, string memdev)
    {
        foreach (var (card, dport) in cards)
            if (card == memdev)
                return dport;
        return null;
    }

    private static int RootWays(Machine machine, AddressRange range)
    {
        foreach (var window in machine.Cedt?.Windows ?? [])
            if (AddressRange.TryMakeSized(
                    window.Base.Value, new ByteSize(window.Size), out var whole)
                && whole.Contains(range))
                return InterleaveCode.ToWays(window.EncodedWays) ?? 1;
        return 1;
    }

    private static bool IsOff(
        CxlTopology topology, CxlPath path, int depth, List<EndpointDecoderSetting> members)
    {
        foreach (var fault in topology.Faults)
        {
            if (fault is CxlFault.UncommittedHostBridgeDecoder bridge
                && depth == 0 && bridge.HostBridgeUid == path.Bridge.Uid)
                return true;
            if (fault is CxlFault.UncommittedSwitchDecoder above
                && members.Exists(member => member.Memdev == above.Memdev)
                && CxlPath.Find(topology, above.Memdev) is { } card
                && card.Bridge.Uid == path.Bridge.Uid && card.Ports.Count == depth + 1
                && card.PathOf(depth).SequenceEqual(path.PathOf(depth)))
                return true;
        }

        return false;
    }

    private static int PowerOfTwoPart(int ways) =>
        BitOperations.IsPow2(ways) ? ways : ways / 3;
}
