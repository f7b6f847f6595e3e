namespace SoftReserve.Listings;

/// <summary>The output of <c>cxl list</c>.</summary>
/// <remarks>
/// Objects go below the nearest object above them that is shown, decoders only below their own
/// port; what has nothing above it that is shown goes to the top. ndctl: <c>cxl_filter_walk()</c>,
/// cxl/filter.c.
/// </remarks>
public static class CxlListing
{
    /// <summary>What the tool writes, byte for byte.</summary>
    public static string Text(CxlView view, CxlListOptions options)
    {
        var walk = new Walk(options.WithDefaults());
        foreach (var memdev in KernfsOrder.Sort(view.AnonymousMemdevs, each => each.Name))
            walk.AnonymousMemdev(memdev);
        foreach (var bus in KernfsOrder.Sort(view.Buses, each => each.Name))
            walk.Bus(bus);
        return NdctlJson.Print([.. walk.Top.Top()], options.Human);
    }

    private sealed class Walk(CxlListOptions options)
    {
        public CxlLists Top { get; } = new();

        public void AnonymousMemdev(CxlMemdevView memdev) =>
            Memdev(memdev, Top.AnonymousMemdevs);

        public void Bus(CxlBusView bus)
        {
            var below = options.Buses ? new CxlLists() : Top;
            Decoders(bus, below);
            Ports(bus.Ports, below);
            if (options.Buses)
                Top.Buses.Add(below.Under(CxlObjects.Bus(bus, options), bus.Name).Build());
        }

        private void Ports(IEnumerable<CxlPortView> ports, CxlLists lists)
        {
            foreach (var port in KernfsOrder.Sort(ports, each => each.Name))
                if (options.Idle || !port.IsDisabled)
                    Port(port, lists);
        }

        private void Port(CxlPortView port, CxlLists lists)
        {
            var below = options.Ports ? new CxlLists() : lists;
            foreach (var endpoint in KernfsOrder.Sort(port.Endpoints, each => each.Name))
                if (options.Idle || !endpoint.IsDisabled)
                    Endpoint(endpoint, below);
            (options.Ports ? below : Top).PortDecoders.AddRange(
                InOrder(port.Decoders).Select(each => CxlObjects.PortDecoder(each, options)));
            Ports(port.Ports, below);
            if (options.Ports)
                lists.Ports.Add(below.Under(CxlObjects.Port(port, options), port.Name).Build());
        }

        private void Endpoint(CxlEndpointView endpoint, CxlLists lists)
        {
            var memdevs = options.Endpoints ? [] : lists.Memdevs;
            if (endpoint.Memdev is { } memdev)
                Memdev(memdev, memdevs);
            var below = options.Endpoints ? new CxlLists() : Top;
            below.EndpointDecoders.AddRange(
                InOrder(endpoint.Decoders).Select(CxlObjects.EndpointDecoder));
            if (options.Endpoints)
                lists.Endpoints.Add(below.Under(
                    CxlObjects.Endpoint(endpoint).Json("memdev", memdevs.SingleOrDefault()),
                    endpoint.Name).Build());
        }

        private void Memdev(CxlMemdevView memdev, List<NdctlJson> list)
        {
            if (options.Memdevs && (options.Idle || !memdev.IsDisabled))
                list.Add(CxlObjects.Memdev(memdev, options));
        }

        private void Decoders(CxlBusView bus, CxlLists lists)
        {
            foreach (var decoder in bus.Decoders.OrderBy(each => each.Number))
            {
                var regions = Regions(decoder);
                if (!options.Decoders)
                    lists.Regions.AddRange(regions);
                else if (options.Idle || decoder.Range is not null)
                    lists.RootDecoders.Add(CxlObjects.RootDecoder(decoder, options)
                        .ListIfAny("regions:" + decoder.Name, regions)
                        .Build());
            }
        }

        private IEnumerable<NdctlJson> Regions(CxlDecoderView.Root decoder) => !options.Regions
            ? []
            : decoder.Regions.Where(region => options.Idle || !region.IsDisabled)
                .OrderBy(region => region.Range.Start)
                .Select(region => CxlObjects.Region(region, options));

        private IEnumerable<T> InOrder<T>(IEnumerable<T> decoders) where T : CxlDecoderView =>
            !options.Decoders
                ? []
                : decoders.Where(each => options.Idle || each.Range is not null)
                    .OrderBy(each => each.Number);
    }
}
