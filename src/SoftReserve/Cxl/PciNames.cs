using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Cxl;

/// <summary>PCI names for log lines.</summary>
/// <remarks>A machine file does not say them. Buses are numbered depth first, as PCI enumeration
/// does, from each host bridge's uid on: an emulated pxb-cxl bridge has its bus number as uid, so
/// recordings and this agree. Made only when a log is read.</remarks>
public sealed class PciNames
{
    private readonly SortedDictionary<string, string> _cards = new(StringComparer.Ordinal);

    private readonly SortedDictionary<string, string> _upstreams = new(StringComparer.Ordinal);

    private readonly SortedDictionary<string, string> _dports = new(StringComparer.Ordinal);

    private int _nextBus;

    /// <summary>Names everything of a machine.</summary>
    public PciNames(CxlTopology topology)
    {
        foreach (var bridge in topology.HostBridges.OrderBy(each => each.Uid))
        {
            var bus = Math.Max((int)bridge.Uid, _nextBus);
            _nextBus = bus + 1;
            _upstreams.Add(Key(bridge.Uid, []), Text($"pci{bus >> 8:x4}:{bus & 0xff:x2}"));
            NameBelow(bridge.Uid, [], bus, [.. bridge.Ports]);
        }
    }

    /// <summary>The PCI function of a card.</summary>
    public string Card(string memdev) => _cards.GetValueOrDefault(memdev, memdev);

    /// <summary>The device of a port: a host bridge's root bus or a switch's upstream
    /// port.</summary>
    public string Upstream(CxlPort port) => _upstreams[Key(port.HostBridgeUid, [.. port.Path])];

    /// <summary>A host bridge's root bus; made up for a bridge that is not in the
    /// topology.</summary>
    public string HostBridge(uint uid) =>
        _upstreams.GetValueOrDefault(Key(uid, []), Text($"pci0000:{uid:x2}"));

    /// <summary>A downstream port of a port.</summary>
    public string Dport(CxlPort port, int number) =>
        _dports[Key(port.HostBridgeUid, [.. port.Path, number])];

    /// <summary>A downstream port, by the way to it from its host bridge down.</summary>
    public string Dport(uint hostBridgeUid, ValueList<int> path) =>
        _dports[Key(hostBridgeUid, [.. path])];

    private void NameBelow(uint uid, int[] path, int bus, DownstreamPort[] ports)
    {
        for (var number = 0; number < ports.Length; number++)
        {
            int[] way = [.. path, number];
            _dports.Add(Key(uid, way), Function(bus, number));
            var below = _nextBus++;
            if (ports[number] is DownstreamPort.Card card)
            {
                _cards.TryAdd(card.Name, Function(below, 0));
            }
            else if (ports[number] is DownstreamPort.Switch inner)
            {
                _upstreams.Add(Key(uid, way), Function(below, 0));
                NameBelow(uid, way, _nextBus++, [.. inner.Ports]);
            }
        }
    }

    private static string Function(int bus, int device) =>
        Text($"{bus >> 8:x4}:{bus & 0xff:x2}:{device:x2}.0");

    private static string Key(uint uid, int[] path) => Text($"{uid}/{string.Join('.', path)}");

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
