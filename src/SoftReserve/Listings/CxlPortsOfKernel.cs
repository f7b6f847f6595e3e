using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Firmware;
using SoftReserve.Resources;

namespace SoftReserve.Listings;

/// <summary>Ports and endpoints of a modelled kernel, with their decoders.</summary>
internal static class CxlPortsOfKernel
{
    /// <summary>A port with everything below it.</summary>
    public static CxlPortView PortView(Kernel kernel, PciNames names, CxlPort port) => new(
        Text($"port{port.Id}"),
        names.Upstream(port),
        ParentDport(kernel, names, port.HostBridgeUid, port.Path),
        Depth: port.Path.Count + 1,
        CommittedDecoders: port.Decoders.Count(
            decoder => decoder.IsEnabled && !port.IsDisabled),
        port.IsDisabled,
        [
            .. port.Dports.Where(_ => !port.IsDisabled)
                .Select(number => DportView(names, port, number)),
        ],
        [
            .. kernel.Cxl.Ports.Where(other => IsRightBelow(other, port))
                .Select(other => PortView(kernel, names, other)),
        ],
        [
            .. kernel.Cxl.Memdevs
                .Where(memdev => memdev.Attachment == MemdevAttachment.Attached)
                .Select(memdev => (memdev, path: PathOf(kernel, memdev)))
                .Where(each => IsRightBelow(each.path, port))
                .Select(each => EndpointView(kernel, names, each.memdev, each.path)),
        ],
        [
            .. port.Decoders.Where(_ => !port.IsDisabled)
                .Select(decoder => DecoderView(kernel, names, port, decoder)),
        ]);

    private static CxlEndpointView EndpointView(
        Kernel kernel, PciNames names, CxlMemdev memdev, CxlPath path) => new(
        Text($"endpoint{memdev.EndpointId}"),
        memdev.Name,
        ParentDport(kernel, names, path.Bridge.Uid, path.Ports),
        Depth: path.Ports.Count + 1,
        CommittedDecoders: memdev.Decoders.Count(decoder => decoder.IsEnabled),
        IsDisabled: false,
        CxlOfKernel.MemdevView(kernel, names, memdev),
        [.. memdev.Decoders.Select(decoder => DecoderView(kernel, memdev, decoder))]);

    private static CxlDportView DportView(PciNames names, CxlPort port, int number) =>
        new(names.Dport(port, number), null, (ulong)number, IsProtocolInjectable: false);

    private static CxlDecoderView.Port DecoderView(
        Kernel kernel, PciNames names, CxlPort port, SwitchDecoder decoder) => new(
        Text($"decoder{port.Id}.{decoder.Index}"),
        decoder.Range,
        decoder.Ways,
        decoder.Granularity,
        RegionName(kernel, decoder.CxlRegionId),
        [.. Targets(port, decoder).Select((number, position) => new CxlTargetView(
            names.Dport(port, number), null, position, (ulong)number))]);

    // the registers of a decoder that nobody has programmed say 0, which is a port like any other
    private static IEnumerable<int> Targets(CxlPort port, SwitchDecoder decoder)
    {
        ValueList<int> programmed = decoder.Targets.IsEmpty ? [0] : decoder.Targets;
        return programmed.Take(decoder.Ways).TakeWhile(number => port.Dports.Contains(number));
    }

    private static CxlDecoderView.Endpoint DecoderView(
        Kernel kernel, CxlMemdev memdev, EndpointDecoder decoder) => new(
        Text($"decoder{memdev.EndpointId}.{decoder.Index}"),
        decoder.Range,
        decoder.Ways,
        decoder.Granularity,
        RegionName(kernel, decoder.CxlRegionId),
        decoder.Dpa?.Start,
        decoder.Dpa?.Size ?? default,
        Mode(kernel, memdev, decoder));

    private static string? Mode(Kernel kernel, CxlMemdev memdev, EndpointDecoder decoder)
    {
        var card = kernel.Boot.Machine.Cxl.FindMemdev(memdev.Name)!;
        var mode = decoder.Dpa is not { } dpa ? decoder.FormerMode
            : dpa.Start.Value < card.Volatile.Bytes ? PartitionMode.Ram : PartitionMode.Pmem;
        return mode switch
        {
            PartitionMode.Ram => "ram",
            PartitionMode.Pmem => "pmem",
            null => null,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static string? ParentDport(
        Kernel kernel, PciNames names, uint uid, ValueList<int> path) =>
        !path.IsEmpty && kernel.Cxl.FindPort(uid, path.AsSpan()[..^1]) is { } parent
            ? names.Dport(parent, path[^1])
            : null;

    private static CxlPath PathOf(Kernel kernel, CxlMemdev memdev) =>
        kernel.Boot.Paths.To(memdev.Name)!;

    private static bool IsRightBelow(CxlPort port, CxlPort parent) =>
        port.HostBridgeUid == parent.HostBridgeUid && IsRightBelow(port.Path, parent);

    private static bool IsRightBelow(CxlPath path, CxlPort parent) =>
        path.Bridge.Uid == parent.HostBridgeUid && IsRightBelow(path.Ports, parent);

    private static bool IsRightBelow(ValueList<int> path, CxlPort parent) =>
        path.Count == parent.Path.Count + 1
        && path.AsSpan()[..^1].SequenceEqual(parent.Path.AsSpan());

    // while cards are missing, a decoder waits at its CXL region without being part of it
    private static string? RegionName(Kernel kernel, int? id) =>
        id is { } number && kernel.Cxl.FindRegion(number) is { State: >= CxlRegionState.Active }
            ? IomemLabels.CxlRegion(number)
            : null;

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
