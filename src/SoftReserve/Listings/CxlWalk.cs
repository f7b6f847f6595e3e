using SoftReserve.Addresses;

namespace SoftReserve.Listings;

/// <summary>Goes down the hierarchy and collects what <c>cxl list</c> shows.</summary>
internal sealed class CxlWalk(CxlView view, CxlListOptions options)
{
    private readonly CxlMatch _match = new(view, options.Filter);
    private readonly CxlLists _top = CxlLists.OfTop();
    private readonly List<string> _complaints = [];

    /// <summary>What the tool's library said on the way, a line each: it looks for the cards of
    /// each region that it shows.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Everything, in the lists of the top.</summary>
    public CxlLists Lists()
    {
        foreach (var memdev in KernfsOrder.Sort(view.AnonymousMemdevs, each => each.Name))
            if (_match.Memdev(memdev))
                Memdev(memdev, _top.AnonymousMemdevs);
        foreach (var bus in KernfsOrder.Sort(view.Buses, each => each.Name))
            if (_match.Hosts(CxlBelow.Bus(bus)))
                Bus(bus);
        return _top;
    }

    private void Bus(CxlBusView bus)
    {
        var place = new CxlPlace(null, CxlPlace.Root, bus.Name, "ACPI0017:00");
        var isShown = options.Buses && _match.Bus(bus) && _match.Port(place);
        var below = isShown ? CxlLists.OfParent() : _top;
        foreach (var decoder in bus.Decoders.OrderBy(each => each.Number))
            RootDecoder(bus, decoder, place, below);
        Ports(bus, bus.Ports, place, below);
        if (isShown)
            _top.Buses.Add(below.Under(
                CxlObjects.Bus(bus).All(CxlObjects.Dports(
                    bus.Dports, options,
                    dport => _match.Hosts(CxlBelow.Dport(bus, dport)))), bus.Name).Build());
    }

    private void Ports(
        CxlBusView bus, IEnumerable<CxlPortView> ports, CxlPlace above, CxlLists lists)
    {
        foreach (var port in KernfsOrder.Sort(ports, each => each.Name))
            if (_match.Hosts(CxlBelow.Port(port)))
                Port(bus, port, new CxlPlace(above, CxlPlace.Switch, port.Name, port.Host), lists);
    }

    private void Port(CxlBusView bus, CxlPortView port, CxlPlace place, CxlLists lists)
    {
        var isAsked = _match.Port(place) && _match.Bus(bus);
        if (isAsked && port.IsDisabled && !options.Idle)
            return;
        var isShown = isAsked && options.Ports;
        var below = isShown ? CxlLists.OfParent() : lists;
        foreach (var endpoint in KernfsOrder.Sort(port.Endpoints, each => each.Name))
            Endpoint(
                bus, endpoint,
                new CxlPlace(place, CxlPlace.Endpoint, endpoint.Name, endpoint.Host), below);
        foreach (var decoder in InOrder(port.Decoders))
            if (_match.Bus(bus) && _match.Decoder(decoder, place, Behind(port, decoder)))
                below.PortDecoders.Add(CxlObjects.PortDecoder(
                    decoder, options, target => _match.Hosts(CxlBelow.Dport(port, target))));
        Ports(bus, port.Ports, place, below);
        if (isShown)
            lists.Ports.Add(below.Under(
                CxlObjects.Port(port).All(CxlObjects.Dports(
                    port.Dports, options,
                    dport => _match.Hosts(CxlBelow.Dport(port, dport)))), port.Name).Build());
    }

    private void Endpoint(
        CxlBusView bus, CxlEndpointView endpoint, CxlPlace place, CxlLists lists)
    {
        ValueList<CxlMemdevView> cards = endpoint.Memdev is { } card ? [card] : [];
        if (!_match.Endpoint(place) || !_match.Bus(bus) || !_match.Hosts(cards)
            || (endpoint.IsDisabled && !options.Idle))
            return;
        var fields = CxlObjects.Endpoint(endpoint);
        var below = options.Endpoints ? CxlLists.OfParent() : lists;
        if (!options.Memdevs || TryMemdev(endpoint.Memdev, place, below.Memdevs))
            foreach (var decoder in InOrder(endpoint.Decoders))
                if (_match.Decoder(decoder, place, cards))
                    below.EndpointDecoders.Add(CxlObjects.EndpointDecoder(decoder));
        if (!options.Endpoints)
            return;
        fields.Json("memdev", below.Memdevs.SingleOrDefault());
        below.Memdevs.Clear();
        lists.Endpoints.Add(below.Under(fields, endpoint.Name).Build());
    }

    // an endpoint whose card is not shown where cards are asked for hides its decoders too
    private bool TryMemdev(CxlMemdevView? memdev, CxlPlace endpoint, List<NdctlJson> list) =>
        memdev is not null && _match.Memdev(memdev) && _match.IsDecodedBy(memdev)
        && _match.IsBehindPort(endpoint) && Memdev(memdev, list);

    private bool Memdev(CxlMemdevView memdev, List<NdctlJson> list)
    {
        if (!options.Memdevs || (memdev.IsDisabled && !options.Idle))
            return false;
        list.Add(CxlObjects.Memdev(memdev, options).Build());
        return true;
    }

    private void RootDecoder(
        CxlBusView bus, CxlDecoderView.Root decoder, CxlPlace root, CxlLists lists)
    {
        var behind = decoder.Targets.SelectMany(
            target => CxlBelow.Dport(bus, target.Target));
        if (!options.Decoders || !_match.Bus(bus) || !_match.Decoder(decoder, root, behind))
            lists.Regions.AddRange(Regions(bus, decoder, root));
        else if (options.Idle || decoder.Range is not null)
            lists.RootDecoders.Add(CxlObjects.RootDecoder(
                    decoder, options, target => _match.Hosts(CxlBelow.Dport(bus, target)))
                .ListIfAny("regions:" + decoder.Name, Regions(bus, decoder, root))
                .Build());
    }

    private ValueList<NdctlJson> Regions(
        CxlBusView bus, CxlDecoderView.Root decoder, CxlPlace root) =>
        !options.Regions || !_match.Bus(bus)
            ? []
            : [.. decoder.Regions
                .Where(region => (options.Idle || !region.IsDisabled)
                    && _match.Region(region, decoder, root))
                .OrderBy(region => region.Range?.Start)
                .Select(Region)];

    private NdctlJson Region(CxlRegionView region)
    {
        for (var place = region.Mappings.Count; place < region.InterleaveWays; place++)
            _complaints.Add("libcxl: cxl_mappings_init: " + FormattableString.Invariant(
                $"{region.Name} target{place}:  lookup failure"));
        return CxlObjects.Region(region, options);
    }

    private static IEnumerable<CxlMemdevView> Behind(
        CxlPortView port, CxlDecoderView.Port decoder) =>
        decoder.Targets.SelectMany(target => CxlBelow.Dport(port, target.Target));

    private IEnumerable<T> InOrder<T>(IEnumerable<T> decoders) where T : CxlDecoderView =>
        !options.Decoders
            ? []
            : decoders.Where(each => options.Idle || each.Range is not null)
                .OrderBy(each => each.Number);
}
