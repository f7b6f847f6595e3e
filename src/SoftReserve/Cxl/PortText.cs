using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Cxl;

/// <summary>Every line about ports, their decoders and the attach of cards.</summary>
/// <remarks>Kernel: drivers/cxl/mem.c, port.c, core/port.c, core/hdm.c. Left out: register mapping,
/// CDAT, mailbox and the search for ports that exist.</remarks>
internal static class PortText
{
    /// <summary>The port driver took a port.</summary>
    public static KernelMessage Probed(int port) => Probed("port", port, 0);

    /// <summary>The port driver took an endpoint, or failed.</summary>
    public static KernelMessage EndpointProbed(int endpoint, int errno) =>
        Probed("endpoint", endpoint, -errno);

    /// <summary>cxl_mem's probe of a card ended.</summary>
    public static KernelMessage MemdevProbed(string memdev, int errno) =>
        Debug("cxl_bus_probe", Memdev(memdev), $"probe: {-errno}");

    /// <summary>A switch got its port.</summary>
    public static IEnumerable<KernelMessage> SwitchPortAdded(
        CxlTopology topology, CxlPort port, int parent)
    {
        var names = new PciNames(topology);
        var upstream = "pcieport " + names.Upstream(port);
        yield return Debug(
            "cxl_port_alloc", upstream, $"host-bridge: {names.HostBridge(port.HostBridgeUid)}");
        yield return Probed(port.Id);
        yield return Debug(
            "__devm_cxl_add_port", upstream, $"port{port.Id} added to port{parent}");
    }

    /// <summary>A host bridge has several ports and no decoders.</summary>
    public static IEnumerable<KernelMessage> NoDecoders(CxlPort port)
    {
        yield return Debug(
            "devm_cxl_setup_hdm", Port(port), $"HDM decoder registers not implemented");
        yield return new(
            LogLevel.Error, null, Port(port), $"HDM decoder capability not found");
    }

    /// <summary>A port has its first downstream port, and so its decoders.</summary>
    public static IEnumerable<KernelMessage> PortEnumerated(
        CxlTopology topology, CxlPort port, bool hasDecoders)
    {
        var names = new PciNames(topology);
        var dport = port.Dports[0];
        yield return DportAddedTo(names, port, dport);
        if (!hasDecoders)
        {
            yield return Debug(
                "devm_cxl_setup_hdm", Port(port), $"HDM decoder registers not implemented");
            yield return Debug(
                "devm_cxl_add_passthrough_decoder", Port(port),
                $"Fallback to passthrough decoder");
        }

        foreach (var decoder in port.Decoders.ToArray())
        {
            if (hasDecoders)
                yield return Decoder(
                    Port(port), port.Id, decoder.Index, decoder.Range,
                    decoder.Ways, decoder.Granularity);
            yield return Debug(
                "devm_cxl_add_decoder", Upstream(names, port),
                $"decoder{port.Id}.{decoder.Index} added to port{port.Id}");
        }

        yield return Debug(
            "cxl_port_add_dport", Port(port),
            $"first dport{dport}:{names.Dport(port, dport)} added with decoders");
    }

    /// <summary>A port has a further downstream port.</summary>
    public static IEnumerable<KernelMessage> DportAdded(
        CxlTopology topology, CxlPort port, int dport)
    {
        var names = new PciNames(topology);
        yield return DportAddedTo(names, port, dport);
        foreach (var decoder in port.Decoders.ToArray())
        {
            // a target list that nobody wrote reads as port 0
            var at = decoder.Targets.IsEmpty
                ? dport == 0 ? 0 : -1
                : decoder.Targets.FindIndex(target => target == dport);
            if (at >= 0)
                yield return Debug(
                    "update_decoder_targets", $"cxl decoder{port.Id}.{decoder.Index}",
                    $"dport{dport} found in target list, index {at}");
        }

        yield return Debug(
            "cxl_port_add_dport", Port(port),
            $"dport{dport}:{names.Dport(port, dport)} added");
    }

    /// <summary>The decoders of a card, up to the end of their enumeration.</summary>
    public static IEnumerable<KernelMessage> EndpointFound(
        CxlTopology topology, string memdev, uint bridge, int endpoint, EndpointEnumeration found)
    {
        var device = $"cxl_port endpoint{endpoint}";
        yield return Debug(
            "cxl_port_alloc", Memdev(memdev),
            $"host-bridge: {new PciNames(topology).HostBridge(bridge)}");
        foreach (var line in Registers(device, endpoint, found.Hardware))
            yield return line;
        if (found.IsEmulated)
            yield return Debug(
                "devm_cxl_setup_hdm", device, $"Fallback map 1 range register");
        foreach (var decoder in found.Decoders.ToArray())
        {
            foreach (var line in Registers(
                device, endpoint, [.. found.Hardware.AsSpan()[..found.Decoders.Count]]))
                yield return line;
            if (found.Fault is { } fault && fault.Decoder == decoder.Index)
            {
                yield return Fault(device, endpoint, decoder, fault);
                yield break;
            }

            if (!found.IsEmulated)
                yield return Decoder(
                    device, endpoint, decoder.Index, decoder.Range,
                    decoder.Ways, decoder.Granularity);
            yield return Debug(
                "devm_cxl_add_decoder", Memdev(memdev),
                $"decoder{endpoint}.{decoder.Index} added to endpoint{endpoint}");
        }
    }

    /// <summary>A switch's or host bridge's decoder is committed too late.</summary>
    public static KernelMessage OutOfOrder(int port, int decoder) => new(
        LogLevel.Warning, null, $"cxl_port port{port}",
        $"decoder{port}.{decoder}: Committed out of order");

    /// <summary>A card is attached.</summary>
    public static IEnumerable<KernelMessage> EndpointAdded(
        string memdev, int endpoint, int parent)
    {
        yield return EndpointProbed(endpoint, 0);
        yield return Debug(
            "__devm_cxl_add_port", Memdev(memdev), $"endpoint{endpoint} added to port{parent}");
        yield return MemdevProbed(memdev, 0);
    }

    /// <summary>A card left the port above it.</summary>
    public static KernelMessage Disconnected(string memdev, int parent) => Debug(
        "cxl_detach_ep", Memdev(memdev), $"disconnect {memdev} from port{parent}");

    /// <summary>A switch's port went with its last card.</summary>
    public static KernelMessage Deleted(string memdev, int port) => Debug(
        "cxl_detach_ep", Memdev(memdev), $"delete port{port}");

    /// <summary>A decoder at the end of a port's committed ones is free again.</summary>
    /// <param name="kind">port or endpoint.</param>
    /// <param name="id">Its number.</param>
    /// <param name="decoder">The decoder's index.</param>
    public static KernelMessage Reaped(string kind, int id, int decoder) => Debug(
        "commit_reap", $"cxl_port {kind}{id}",
        $"reap: decoder{id}.{decoder} commit_end: {decoder - 1}");

    // the kernel asks for the first committed decoder and prints what it meets on the way
    private static IEnumerable<KernelMessage> Registers(
        string device, int endpoint, ValueList<EndpointDecoder> hardware)
    {
        foreach (var decoder in hardware.ToArray())
        {
            var start = Halves(decoder.Committed?.Start.Value ?? 0);
            var size = Halves(decoder.Committed?.Size.ToUInt64() ?? 0);
            var (name, committed) = ($"decoder{endpoint}.{decoder.Index}", Bit(decoder.IsEnabled));
            yield return Debug(
                "should_emulate_decoders", device,
                $"{name}: committed: {committed} base: {start} size: {size}");
            if (decoder.IsEnabled)
                yield break;
        }
    }

    private static int Bit(bool value) => value ? 1 : 0;

    private static FormattableString Halves(ulong value) =>
        $"0x{value >> 32:x}_{value & uint.MaxValue:x8}";

    private static KernelMessage Fault(
        string device, int endpoint, EndpointDecoder decoder, EndpointFault fault)
    {
        var name = $"decoder{endpoint}.{decoder.Index}";
        var size = decoder.Range!.Value.Size.Bytes;
        return new(LogLevel.Warning, null, device, fault.IsOutOfOrder
            ? (FormattableString)$"{name}: Committed out of order"
            : $"{name}: invalid committed configuration size: 0x{size:x} ways: {decoder.Ways}");
    }

    private static KernelMessage Decoder(
        string device, int port, int index, AddressRange? range, int ways, int granularity)
    {
        var (start, end) = (range?.Start ?? default, range?.End ?? Hpa.Max);
        return Debug(
            "init_hdm_decoder", device,
            $"decoder{port}.{index}: range: {start}-{end} iw: {ways} ig: {granularity}");
    }

    private static KernelMessage DportAddedTo(PciNames names, CxlPort port, int dport) => Debug(
        "__devm_cxl_add_dport", $"pcieport {names.Dport(port, dport)}",
        $"dport added to port{port.Id}");

    private static KernelMessage Probed(string kind, int port, int result) =>
        Debug("cxl_bus_probe", $"cxl_port {kind}{port}", $"probe: {result}");

    private static string Upstream(PciNames names, CxlPort port) =>
        (port.Path.IsEmpty ? " " : "pcieport ") + names.Upstream(port);

    private static string Port(CxlPort port) => $"cxl_port port{port.Id}";

    private static string Memdev(string memdev) => "cxl_mem " + memdev;

    private static KernelMessage Debug(string function, string device, FormattableString text) =>
        new(LogLevel.Debug, function, device, text);
}
