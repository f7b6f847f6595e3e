using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Cxl;

/// <summary>The way to every card of a machine, worked out once a boot.</summary>
public sealed class CxlPaths
{
    private readonly Dictionary<string, CxlPath> _paths = new(StringComparer.Ordinal);

    private CxlPaths()
    {
    }

    /// <summary>Walks all host bridges; of two cards of one name the first counts.</summary>
    public static CxlPaths Of(CxlTopology topology)
    {
        var paths = new CxlPaths();
        foreach (var bridge in topology.HostBridges)
            paths.Walk(bridge, bridge.Ports, []);
        return paths;
    }

    /// <summary>The way to a card; null when it is plugged in nowhere.</summary>
    public CxlPath? To(string memdev) => _paths.GetValueOrDefault(memdev);

    private void Walk(
        HostBridge bridge, ValueList<DownstreamPort> ports, ValueList<int> above)
    {
        for (var number = 0; number < ports.Count; number++)
            if (ports[number] is DownstreamPort.Card card)
                _paths.TryAdd(card.Name, new CxlPath(bridge, above.Add(number)));
            else if (ports[number] is DownstreamPort.Switch inner)
                Walk(bridge, inner.Ports, above.Add(number));
    }
}
