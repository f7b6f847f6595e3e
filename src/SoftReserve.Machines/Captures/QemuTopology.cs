using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Machines.Captures;

/// <summary>Turns the devices of a QEMU line into CXL hardware.</summary>
/// <remarks>A bridge's uid is its bus number. QEMU gives a bridge with exactly one root port no
/// decoders (passthrough) unless <c>hdm_for_passthrough</c> is on.</remarks>
internal sealed class QemuTopology
{
    private const string Bridge = "pxb-cxl", RootPort = "cxl-rp", Card = "cxl-type3";
    private const string Upstream = "cxl-upstream", Downstream = "cxl-downstream";

    private readonly CaptureContext _context;
    private readonly QemuLine _line;
    private readonly HashSet<QemuOption> _plugged = new(ReferenceEqualityComparer.Instance);
    private ValueList<(QemuOption Device, Memdev Memdev)> _cards;

    private QemuTopology(CaptureContext context, QemuLine line) =>
        (_context, _line) = (context, line);

    /// <summary>The hardware, without any decoder programmed.</summary>
    public static CxlTopology Read(CaptureContext context, QemuLine line)
    {
        var reader = new QemuTopology(context, line);
        if (line.Options.Count > context.Limits.Devices)
        {
            reader.Report(CaptureDiagnosticId.TooLarge, line.Options[0].Line,
                $"{line.Options.Count} options");
            return CxlTopology.None;
        }

        reader._cards = reader.Cards();
        var bridges = line.Devices(Bridge).Select(reader.HostBridge).OrderBy(each => each.Uid);
        var topology = new CxlTopology(
            [.. bridges], [.. reader._cards.Select(card => card.Memdev)], [], []);
        reader.ReportUnplugged();
        return topology;
    }

    private static bool IsCxl(QemuOption device) =>
        device.Driver is Bridge or RootPort or Card or Upstream or Downstream;

    // mem0 is the card with the lowest serial number
    private ValueList<(QemuOption, Memdev)> Cards() =>
    [
        .. _line.Devices(Card)
            .Select(device => (Device: device, Serial: QemuLine.Number(device["sn"]) ?? 0))
            .OrderBy(card => card.Serial)
            .Select((card, index) => (card.Device, new Memdev(
                FormattableString.Invariant($"mem{index}"),
                Capacity(card.Device, "volatile-memdev"),
                Capacity(card.Device, "persistent-memdev"),
                card.Serial,
                IsPresent: true,
                Type: 3))),
    ];

    private ByteSize Capacity(QemuOption card, string setting)
    {
        if (card[setting] is not { } name)
            return default;
        var backend = _line.All("object").FirstOrDefault(each => each.Id == name);
        if (QemuLine.Size(backend?["size"]) is { } size)
            return size;
        Report(CaptureDiagnosticId.BadQemuLine, card.Line,
            $"{setting}={name}: no memory backend of that id and a size");
        return default;
    }

    private HostBridge HostBridge(QemuOption bridge)
    {
        var ports = Ports(bridge.Id, RootPort, 0);
        var isForced = bridge["hdm_for_passthrough"] is "true" or "on" or "yes";
        if (QemuLine.Number(bridge["bus_nr"]) is not { } number || number > byte.MaxValue)
        {
            Report(CaptureDiagnosticId.BadQemuLine, bridge.Line,
                $"{Bridge} without a bus_nr from 0 to 255");
            number = 0;
        }

        return new HostBridge((uint)number, isForced || ports.Count != 1, ports);
    }

    private ValueList<DownstreamPort> Ports(string bus, string driver, int depth) =>
    [
        .. _line.Devices(driver)
            .Where(port => port.Bus == bus && _plugged.Add(port))
            .OrderBy(port => QemuLine.Number(port["port"]) ?? 0)
            .Select(port => Port(port, depth)),
    ];

    private DownstreamPort Port(QemuOption port, int depth)
    {
        foreach (var (device, memdev) in _cards)
            if (device.Bus == port.Id && _plugged.Add(device))
                return new DownstreamPort.Card(memdev.Name);
        var below = _line.Devices(Upstream)
            .FirstOrDefault(each => each.Bus == port.Id && _plugged.Add(each));
        if (below is null)
            return new DownstreamPort.Empty();
        if (depth < _context.Limits.SwitchDepth)
            return new DownstreamPort.Switch(Ports(below.Id, Downstream, depth + 1));
        Report(CaptureDiagnosticId.TooLarge, below.Line,
            $"more than {depth} switches below one another");
        return new DownstreamPort.Empty();
    }

    private void ReportUnplugged()
    {
        foreach (var device in _line.All("device"))
            if (IsCxl(device) && device.Driver != Bridge && !_plugged.Contains(device))
                Report(CaptureDiagnosticId.NotPlugged, device.Line,
                    $"{device.Driver} on bus {device.Bus}, which is not there or is taken");
    }

    private void Report(string id, int line, FormattableString message) =>
        _context.Report(id, CaptureFileNames.QemuLine, line, message);
}
