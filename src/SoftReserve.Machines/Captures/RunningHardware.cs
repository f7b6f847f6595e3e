using System.Text.Json;
using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Machines.Captures;

/// <summary>CXL hardware of a machine that nobody described, from <c>cxl list</c> on the running
/// kernel.</summary>
/// <remarks>Bridges, ports and cards do not depend on what the kernel made of them. What firmware
/// programmed does: it comes from the kernel log, and only where that lacks the debug messages
/// from the decoders as they are now. Kernels from 6.18 on do not list ports with nothing in
/// them.</remarks>
internal sealed class RunningHardware
{
    private readonly ValueList<Memdev> _cards;
    private readonly int _depth;

    private RunningHardware(ValueList<Memdev> cards, int depth) =>
        (_cards, _depth) = (cards, depth);

    /// <summary>The hardware; none, with a note, where no kernel listed it.</summary>
    public static CxlTopology Read(CaptureContext context)
    {
        foreach (var path in context.Files.Paths.Where(IsList))
        {
            using var list = Parse(context, path);
            if (list is not null && list.Buses.SelectMany(EndpointsOf).Any())
                return Read(context, list);
        }

        context.Note("no file describes CXL hardware.");
        return CxlTopology.None;
    }

    private static bool IsList(string path) =>
        Path.GetFileName(path) == CaptureFileNames.CxlList;

    private static CxlListFile? Parse(CaptureContext context, string path)
    {
        if (context.Text(path) is not { FirstLine.Length: > 0 } text)
            return null;
        var list = CxlListFile.TryParse(text.Content, context.Limits.JsonDepth);
        if (list is null)
            context.Report(CaptureDiagnosticId.BadCxlList, path, 1, $"not JSON, or too deep");
        return list;
    }

    private static CxlTopology Read(CaptureContext context, CxlListFile list)
    {
        context.Note("CXL hardware is as the running kernel listed it.");
        List<JsonElement> endpoints = [.. list.Buses.SelectMany(EndpointsOf)];
        if (endpoints.Count > context.Limits.Devices)
        {
            context.Report(CaptureDiagnosticId.TooLarge, CaptureFileNames.CxlList, 1,
                $"{endpoints.Count} cards");
            return CxlTopology.None;
        }

        var reader = new RunningHardware(Cards(endpoints), context.Limits.SwitchDepth);
        var topology = new CxlTopology(
            [.. list.Buses.SelectMany(reader.HostBridges).OrderBy(each => each.Uid)],
            reader._cards, [], []);
        return topology with { Decoders = Decoders(context, topology, endpoints) };
    }

    private static IEnumerable<JsonElement> EndpointsOf(JsonElement bus) =>
        CxlListFile.Endpoints(bus, CxlListFile.Text(bus, "bus"));

    private static ValueList<Memdev> Cards(List<JsonElement> endpoints) =>
    [
        .. endpoints.SelectMany(each => CxlListFile.List(each, "memdev"))
            .OrderBy(card => CxlListFile.Number(card, "serial") ?? 0)
            .Select((card, index) => new Memdev(
                FormattableString.Invariant($"mem{index}"),
                new ByteSize(CxlListFile.Number(card, "ram_size") ?? 0),
                new ByteSize(CxlListFile.Number(card, "pmem_size") ?? 0),
                CxlListFile.Number(card, "serial") ?? 0,
                IsPresent: true,
                Type: 3)),
    ];

    private IEnumerable<HostBridge> HostBridges(JsonElement bus)
    {
        var uids = CxlListFile.List(bus, "dports").ToLookup(
            dport => CxlListFile.Text(dport, "dport"),
            dport => CxlListFile.Number(dport, "id") ?? 0);
        foreach (var port in CxlListFile.Below(bus, "ports", CxlListFile.Text(bus, "bus")))
        {
            var name = CxlListFile.Text(port, "port");
            var ports = Ports(port, name, 0);
            var uid = uids[CxlListFile.Text(port, "host")].FirstOrDefault();
            // a bridge without decoders gets one that passes everything to its only port
            var hasDecoders = ports.Count != 1
                || CxlListFile.Below(port, "decoders", name).Skip(1).Any();
            yield return new HostBridge((uint)(uid & uint.MaxValue), hasDecoders, ports);
        }
    }

    private ValueList<DownstreamPort> Ports(JsonElement port, string name, int depth)
    {
        var endpoints = CxlListFile.Below(port, "endpoints", name).ToLookup(Parent);
        var switches = CxlListFile.Below(port, "ports", name).ToLookup(Parent);
        return
        [
            .. CxlListFile.List(port, "dports")
                .OrderBy(dport => CxlListFile.Number(dport, "id") ?? 0)
                .Select(dport => CxlListFile.Text(dport, "dport")).Distinct()
                .Select(dport => Plugged(
                    endpoints[dport].Take(1), switches[dport].Take(1), depth)),
        ];
    }

    private DownstreamPort Plugged(
        IEnumerable<JsonElement> endpoints, IEnumerable<JsonElement> switches, int depth)
    {
        foreach (var card in endpoints.SelectMany(each => CxlListFile.List(each, "memdev")))
            foreach (var known in _cards)
                if (known.Serial == (CxlListFile.Number(card, "serial") ?? 0))
                    return new DownstreamPort.Card(known.Name);
        foreach (var below in switches)
            if (depth < _depth)
                return new DownstreamPort.Switch(
                    Ports(below, CxlListFile.Text(below, "port"), depth + 1));
        return new DownstreamPort.Empty();
    }

    private static string Parent(JsonElement child) => CxlListFile.Text(child, "parent_dport");

    private static ValueList<EndpointDecoderSetting> Decoders(
        CaptureContext context, CxlTopology topology, List<JsonElement> endpoints)
    {
        var serials = new SortedDictionary<string, ulong>(StringComparer.Ordinal);
        foreach (var card in endpoints.SelectMany(each => CxlListFile.List(each, "memdev")))
            serials[CxlListFile.Text(card, "memdev")] = CxlListFile.Number(card, "serial") ?? 0;
        var log = context.Text(CaptureFileNames.KernelLog);
        var logged = LoggedDecoders.Read(log?.Lines ?? []);
        if (logged.Count > 0)
            return DecoderNames.Translate(logged, serials, topology);
        context.Note("decoders are as the running kernel listed them, not as firmware left them.");
        return DecoderNames.Translate(
            [.. endpoints.SelectMany(LoggedDecoders.OfEndpoint)], serials, topology);
    }
}
