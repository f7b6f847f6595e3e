using System.Numerics;
using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Cxl;

/// <summary>The last card of a CXL region has come: where each card stands, and whether every
/// decoder above them is programmed to match.</summary>
/// <remarks>Kernel: <c>cxl_region_sort_targets()</c>, <c>cxl_calc_interleave_pos()</c>,
/// <c>cxl_port_attach_region()</c>, <c>cxl_port_setup_targets()</c>,
/// drivers/cxl/core/region.c.</remarks>
internal sealed class AssemblyTrial
{
    private readonly CxlState _cxl;
    private readonly CxlRegion _region;
    private readonly RootDecoder _root;
    private readonly bool _isForUser;
    private readonly List<Place> _places = [];
    private readonly List<PortUse> _uses = [];

    private AssemblyTrial(CxlState cxl, CxlRegion region, RootDecoder root, bool isForUser) =>
        (_cxl, _region, _root, _isForUser) = (cxl, region, root, isForUser);

    /// <summary>What happened, in order.</summary>
    public List<AssemblyEvent> Events { get; } = [];

    /// <summary>What stands against the region; None when it can be used.</summary>
    public AssemblyRefusal Refusal { get; private set; }

    /// <summary>The cards in interleave order.</summary>
    public ValueList<CxlRegionTarget> Sorted =>
        [.. _places.Select((place, index) =>
            new CxlRegionTarget(place.Member.Memdev, place.Member.Decoder, index))];

    /// <summary>Tries a CXL region with all its cards.</summary>
    public static AssemblyTrial Run(Kernel kernel, CxlRegion region, RootDecoder root)
    {
        var trial = new AssemblyTrial(kernel.Cxl, region, root, isForUser: false);
        trial.Refusal = trial.Sort(kernel.Boot.Paths);
        if (trial.Refusal == AssemblyRefusal.None)
            trial.Refusal = trial.JoinPorts();
        if (trial.Refusal == AssemblyRefusal.None)
            trial.Refusal = trial.SetUpTargets();
        return trial;
    }

    /// <summary>Tries a user's region: the cards have their places, the ports' next free decoders
    /// are programmed to match.</summary>
    public static AssemblyTrial RunForUser(Kernel kernel, CxlRegion region, RootDecoder root)
    {
        var trial = new AssemblyTrial(kernel.Cxl, region, root, isForUser: true);
        foreach (var target in region.Targets)
            trial._places.Add(new Place(
                trial.MemberOf(target),
                kernel.Boot.Paths.To(target.Memdev)!,
                target.Position!.Value));
        trial.Refusal = trial.JoinPorts();
        if (trial.Refusal == AssemblyRefusal.None)
            trial.Refusal = trial.SetUpTargets();
        foreach (var place in trial._places)
            if (trial.Refusal == AssemblyRefusal.None)
                trial.Events.Add(new AssemblyEvent.Positioned(place.Member, place.Position));
        foreach (var place in trial._places)
            if (trial.Refusal == AssemblyRefusal.None)
                trial.Events.Add(new AssemblyEvent.PlaceTested(place.Member, place.Position));
        return trial;
    }

    /// <summary>The cards could not be sorted, whatever the decoders say.</summary>
    public static AssemblyTrial Failed()
    {
        var trial = new AssemblyTrial(CxlState.Empty, null!, null!, isForUser: false)
        {
            Refusal = AssemblyRefusal.NotSorted,
        };
        trial.Events.Add(new AssemblyEvent.Sorted(false));
        return trial;
    }

    /// <summary>The state with the ports' decoders in the region's hands.</summary>
    public CxlState Claim(CxlState cxl, int region)
    {
        foreach (var use in _uses)
            cxl = cxl.WithPort(cxl.Ports[cxl.Ports.FindIndex(port => port.Id == use.Port.Id)]
                .With(use.Decoder with { CxlRegionId = region }));
        return cxl;
    }

    private AssemblyRefusal Sort(CxlPaths paths)
    {
        var refusal = AssemblyRefusal.None;
        foreach (var target in _region.Targets)
        {
            var member = MemberOf(target);
            var path = paths.To(member.Memdev)!;
            if (PositionOf(member, path) is { } position)
            {
                _places.Add(new Place(member, path, position));
                Events.Add(new AssemblyEvent.Positioned(member, position));
            }
            else
            {
                refusal = AssemblyRefusal.NotSorted;
            }
        }

        _places.Sort((left, right) => left.Position.CompareTo(right.Position));
        Events.Add(new AssemblyEvent.Sorted(refusal == AssemblyRefusal.None));
        return refusal;
    }

    private RegionMember MemberOf(CxlRegionTarget target) => new(
        target.Memdev, _cxl.FindMemdev(target.Memdev)!.EndpointId!.Value, target.Decoder,
        _region.Range!.Value);

    // from the card up: what comes from below counts for more than what the port adds
    private int? PositionOf(RegionMember member, CxlPath path)
    {
        var position = 0;
        for (var depth = path.Ports.Count - 1; depth >= 0; depth--)
        {
            var port = _cxl.FindPort(path.Bridge.Uid, path.PathOf(depth))!;
            if (DecoderFor(port) is not { } decoder)
                return Fail(new AssemblyEvent.NoMapping(member));
            var at = decoder.Targets.AsSpan().IndexOf(path.Ports[depth]);
            if (at < 0)
                return Fail(new AssemblyEvent.NotATarget(member, port, decoder.Index));
            position = position * decoder.Ways + at;
        }

        var bridge = _root.Targets.AsSpan().IndexOf(path.Bridge.Uid);
        return bridge < 0
            ? Fail(new AssemblyEvent.NotATarget(member, null, _root.Index))
            : position * _root.Ways + bridge;
    }

    private int? Fail(AssemblyEvent reason)
    {
        Events.Add(reason);
        return null;
    }

    private AssemblyRefusal JoinPorts()
    {
        for (var position = 0; position < _places.Count; position++)
        {
            var place = _places[position];
            if (_root.Targets[position % _root.Ways] != place.Path.Bridge.Uid)
            {
                Events.Add(new AssemblyEvent.WrongPlace(place.Member));
                return AssemblyRefusal.WrongHostBridge;
            }

            Events.Add(new AssemblyEvent.Joined(
                null, place.Member.Decoder, place.Member, position, null, 1, 1));
            CxlPort? below = null;
            for (var depth = place.Path.Ports.Count - 1; depth >= 0; depth--)
            {
                var use = UseOf(_cxl.FindPort(place.Path.Bridge.Uid, place.Path.PathOf(depth))!);
                if (use is null)
                    return AssemblyRefusal.AlreadyActive;
                if (use.Endpoints == 0 && FindOutOfOrder(use) is { } other)
                {
                    Events.Add(new AssemblyEvent.OutOfOrder(
                        use.Port, other, _region.Range!.Value));
                    return AssemblyRefusal.AddressOrder;
                }

                use.Add(place.Path.Ports[depth]);
                Events.Add(new AssemblyEvent.Joined(
                    use.Port, use.Decoder.Index, place.Member, position, below,
                    use.Endpoints, use.Dports.Count));
                below = use.Port;
            }
        }

        return AssemblyRefusal.None;
    }

    private AddressRange? FindOutOfOrder(PortUse use)
    {
        var range = _region.Range!.Value;
        foreach (var decoder in use.Port.Decoders)
            if (decoder.CxlRegionId is { } id && id != _region.Id
                && _cxl.FindRegion(id)?.Range is { } other
                && decoder.Index < use.Decoder.Index != other.Start < range.Start)
                return other;
        return null;
    }

    private AssemblyRefusal SetUpTargets()
    {
        for (var position = 0; position < _places.Count; position++)
        {
            var place = _places[position];
            var parent = new Level(_region.Granularity, PowerOfTwoPart(_root.Ways));
            for (var depth = 0; depth < place.Path.Ports.Count; depth++)
            {
                var use = UseOf(_cxl.FindPort(place.Path.Bridge.Uid, place.Path.PathOf(depth))!)!;
                var refusal = SetUp(use, place, position, depth, parent);
                if (refusal != AssemblyRefusal.None)
                    return refusal;
                parent = new Level(use.Decoder.Granularity, use.Decoder.Ways);
            }
        }

        return AssemblyRefusal.None;
    }

    private AssemblyRefusal SetUp(
        PortUse use, Place place, int position, int depth, Level parent)
    {
        var dport = place.Path.Ports[depth];
        if (use.TargetsSet == 0 && CheckDecoder(use, parent) is var refusal
            && refusal != AssemblyRefusal.None)
            return refusal;
        if (!use.IsSet(dport))
        {
            if (_isForUser)
                use.Program(use.Decoder with { Targets = use.Decoder.Targets.Add(dport) });
            if (use.Decoder.Targets[use.TargetsSet] != dport)
            {
                Events.Add(new AssemblyEvent.UnexpectedTarget(
                    use.Port, use.Decoder, dport, use.TargetsSet));
                return AssemblyRefusal.TargetDiffers;
            }

            use.TargetsSet++;
        }

        Events.Add(new AssemblyEvent.TargetSet(
            use.Port, use.TargetsSet - 1, dport, place.Member, position));
        return AssemblyRefusal.None;
    }

    private AssemblyRefusal CheckDecoder(PortUse use, Level parent)
    {
        var (ways, decoder) = (use.Dports.Count, use.Decoder);
        if (!BitOperations.IsPow2(ways))
        {
            Events.Add(new AssemblyEvent.BadTargetCount(use.Port, ways));
            return AssemblyRefusal.TargetCount;
        }

        var granularity = parent.Granularity * parent.Ways;
        if (_isForUser)
        {
            use.Program(decoder with
            {
                Range = _region.Range,
                Ways = ways,
                Granularity = granularity,
                Targets = [],
            });
        }
        else if (decoder.Ways != ways || (ways > 1 && decoder.Granularity != granularity)
            || decoder.Range != _region.Range || !decoder.IsEnabled)
        {
            Events.Add(new AssemblyEvent.Mismatch(
                use.Port, ways, granularity, _region.Range!.Value, decoder));
            return AssemblyRefusal.DecoderDiffers;
        }

        Events.Add(new AssemblyEvent.SetUp(use.Port, ways, granularity));
        return AssemblyRefusal.None;
    }

    private PortUse? UseOf(CxlPort port)
    {
        foreach (var use in _uses)
            if (use.Port.Id == port.Id)
                return use;
        if (DecoderFor(port) is not { } decoder)
            return null;
        var added = new PortUse(port, decoder);
        _uses.Add(added);
        return added;
    }

    // firmware's decoder for exactly these addresses, or the first that is free for a user
    private SwitchDecoder? DecoderFor(CxlPort port)
    {
        foreach (var decoder in port.Decoders)
            if (_isForUser ? decoder.CxlRegionId is null : decoder.Range == _region.Range)
                return decoder;
        return null;
    }

    private static int PowerOfTwoPart(int ways) =>
        BitOperations.IsPow2(ways) ? ways : ways / 3;

    private readonly record struct Place(RegionMember Member, CxlPath Path, int Position);

    private readonly record struct Level(int Granularity, int Ways);

    private sealed class PortUse(CxlPort port, SwitchDecoder decoder)
    {
        public CxlPort Port => port;

        public SwitchDecoder Decoder { get; private set; } = decoder;

        public List<int> Dports { get; } = [];

        public int Endpoints { get; private set; }

        public int TargetsSet { get; set; }

        public void Add(int dport)
        {
            Endpoints++;
            if (!Dports.Contains(dport))
                Dports.Add(dport);
        }

        // those set so far are the first of the decoder's list
        public bool IsSet(int dport) =>
            Decoder.Targets.AsSpan()[..TargetsSet].Contains(dport);

        public void Program(SwitchDecoder programmed) => Decoder = programmed;
    }
}
