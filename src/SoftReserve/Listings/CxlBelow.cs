namespace SoftReserve.Listings;

/// <summary>Cards by where they are.</summary>
internal static class CxlBelow
{
    /// <summary>Cards below a bus.</summary>
    public static IEnumerable<CxlMemdevView> Bus(CxlBusView bus) => bus.Ports.SelectMany(Port);

    /// <summary>Cards below a port.</summary>
    public static IEnumerable<CxlMemdevView> Port(CxlPortView port) =>
        Cards(port.Endpoints).Concat(port.Ports.SelectMany(Port));

    /// <summary>Cards below a downstream port of a bus, which is a host bridge.</summary>
    public static IEnumerable<CxlMemdevView> Dport(CxlBusView bus, string dport) =>
        bus.Ports.Where(port => port.Host == dport).SelectMany(Port);

    /// <summary>Cards below a downstream port.</summary>
    public static IEnumerable<CxlMemdevView> Dport(CxlPortView port, string dport) =>
        Cards(port.Endpoints.Where(endpoint => endpoint.ParentDport == dport))
            .Concat(port.Ports.Where(child => child.ParentDport == dport).SelectMany(Port));

    /// <summary>The ports and all below them.</summary>
    public static IEnumerable<CxlPortView> Ports(IEnumerable<CxlPortView> ports) =>
        ports.SelectMany(port => Ports(port.Ports).Prepend(port));

    private static IEnumerable<CxlMemdevView> Cards(IEnumerable<CxlEndpointView> endpoints) =>
        endpoints.Select(endpoint => endpoint.Memdev).OfType<CxlMemdevView>();
}
