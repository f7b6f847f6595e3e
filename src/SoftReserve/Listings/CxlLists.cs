namespace SoftReserve.Listings;

/// <summary>Objects of <c>cxl list</c> that share a parent, by kind. At the top there are three
/// kinds of decoders; below a parent they stand in one list, in the order in which they came.
/// </summary>
internal sealed class CxlLists
{
    private CxlLists(
        List<NdctlJson> root, List<NdctlJson> port, List<NdctlJson> endpoint) =>
        (RootDecoders, PortDecoders, EndpointDecoders) = (root, port, endpoint);

    public List<NdctlJson> AnonymousMemdevs { get; } = [];

    public List<NdctlJson> Buses { get; } = [];

    public List<NdctlJson> Ports { get; } = [];

    public List<NdctlJson> Endpoints { get; } = [];

    public List<NdctlJson> Memdevs { get; } = [];

    public List<NdctlJson> RootDecoders { get; }

    public List<NdctlJson> PortDecoders { get; }

    public List<NdctlJson> EndpointDecoders { get; }

    public List<NdctlJson> Regions { get; } = [];

    /// <summary>For what has nothing above it that is shown.</summary>
    public static CxlLists OfTop() => new([], [], []);

    /// <summary>For what is below an object that is shown.</summary>
    public static CxlLists OfParent()
    {
        var decoders = new List<NdctlJson>();
        return new CxlLists(decoders, decoders, decoders);
    }

    /// <summary>The fields of the parent with the lists behind them, each under a key that ends in
    /// the parent's name.</summary>
    public NdctlObject Under(NdctlObject parent, string name) => parent
        .ListIfAny("ports:" + name, Ports)
        .ListIfAny("endpoints:" + name, Endpoints)
        .ListIfAny("decoders:" + name, RootDecoders)
        .ListIfAny("regions:" + name, Regions)
        .ListIfAny("memdevs:" + name, Memdevs);

    /// <summary>The whole output: one flat list if all objects are of one kind, else one object
    /// for each kind.</summary>
    /// <remarks>ndctl: <c>splice_array()</c>, cxl/filter.c.</remarks>
    public IEnumerable<NdctlJson> Top()
    {
        (string Name, List<NdctlJson> Items)[] kinds =
        [
            ("anon memdevs", AnonymousMemdevs),
            ("buses", Buses),
            ("ports", Ports),
            ("endpoints", Endpoints),
            ("memdevs", Memdevs),
            ("root decoders", RootDecoders),
            ("port decoders", PortDecoders),
            ("endpoint decoders", EndpointDecoders),
            ("regions", Regions),
        ];
        return kinds.Count(kind => kind.Items.Count > 0) > 1
            ? kinds.Where(kind => kind.Items.Count > 0)
                .Select(kind => new NdctlObject().ListIfAny(kind.Name, kind.Items).Build())
            : kinds.SelectMany(kind => kind.Items);
    }
}
