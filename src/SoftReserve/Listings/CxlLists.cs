namespace SoftReserve.Listings;

/// <summary>Objects of <c>cxl list</c> that share a parent, by kind.</summary>
internal sealed class CxlLists
{
    public List<NdctlJson> AnonymousMemdevs { get; } = [];

    public List<NdctlJson> Buses { get; } = [];

    public List<NdctlJson> Ports { get; } = [];

    public List<NdctlJson> Endpoints { get; } = [];

    public List<NdctlJson> Memdevs { get; } = [];

    public List<NdctlJson> RootDecoders { get; } = [];

    public List<NdctlJson> PortDecoders { get; } = [];

    public List<NdctlJson> EndpointDecoders { get; } = [];

    public List<NdctlJson> Regions { get; } = [];

    /// <summary>The fields of the parent with the lists behind them, each under a key that ends in
    /// the parent's name; a parent has decoders of one kind only.</summary>
    public NdctlObject Under(NdctlObject parent, string name) => parent
        .ListIfAny("ports:" + name, Ports)
        .ListIfAny("endpoints:" + name, Endpoints)
        .ListIfAny("decoders:" + name, RootDecoders.Concat(PortDecoders).Concat(EndpointDecoders))
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
