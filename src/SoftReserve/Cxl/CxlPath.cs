using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Cxl;

/// <summary>Where a card is plugged in: the way from its host bridge down.</summary>
/// <param name="Bridge">The host bridge.</param>
/// <param name="Ports">Downstream port numbers, root port first; the card is in the last. The port
/// at depth d (0: the host bridge itself) is the one whose path is the first d numbers.</param>
public sealed record CxlPath(HostBridge Bridge, ValueList<int> Ports)
{
    /// <summary>The way to a card; null when it is plugged in nowhere.</summary>
    public static CxlPath? Find(CxlTopology topology, string memdev)
    {
        foreach (var bridge in topology.HostBridges)
            if (Search(bridge.Ports, memdev) is { } ports)
                return new CxlPath(bridge, [.. ports]);
        return null;
    }

    /// <summary>The path of the port at a depth.</summary>
    public ReadOnlySpan<int> PathOf(int depth) => Ports.AsSpan()[..depth];

    /// <summary>How many downstream ports the port at a depth has, empty ones included.</summary>
    public int DportCount(int depth) => DportsOf(depth).Count;

    /// <summary>Every card below the port at a depth, with the number of the port's downstream port
    /// that leads there.</summary>
    public List<(string Card, int Dport)> CardsBelow(int depth)
    {
        var cards = new List<(string Card, int Dport)>();
        var dports = DportsOf(depth);
        for (var number = 0; number < dports.Count; number++)
            Collect(dports[number], number, cards);
        return cards;
    }

    private ValueList<DownstreamPort> DportsOf(int depth)
    {
        var ports = Bridge.Ports;
        for (var level = 0; level < depth; level++)
            ports = ((DownstreamPort.Switch)ports[Ports[level]]).Ports;
        return ports;
    }

    private static void Collect(
        DownstreamPort port, int number, List<(string Card, int Dport)> cards)
    {
        if (port is DownstreamPort.Card card)
            cards.Add((card.Name, number));
        else if (port is DownstreamPort.Switch inner)
            foreach (var below in inner.Ports)
                Collect(below, number, cards);
    }

    private static List<int>? Search(ValueList<DownstreamPort> ports, string memdev)
    {
        for (var number = 0; number < ports.Count; number++)
        {
            if (ports[number] is DownstreamPort.Card card && card.Name == memdev)
                return [number];
            if (ports[number] is DownstreamPort.Switch inner
                && Search(inner.Ports, memdev) is { } below)
            {
                below.Insert(0, number);
                return below;
            }
        }

        return null;
    }
}
