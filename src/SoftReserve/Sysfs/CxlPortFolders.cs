using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Firmware;
using SoftReserve.Resources;

namespace SoftReserve.Sysfs;

/// <summary>Ports, endpoints and their decoders.</summary>
/// <remarks>Kernel: <c>cxl_port_attribute_groups[]</c>,
/// <c>cxl_decoder_switch_attribute_groups[]</c>, <c>cxl_decoder_endpoint_attribute_groups[]</c>,
/// drivers/cxl/core/port.c.</remarks>
internal static class CxlPortFolders
{
    private const ulong NoAddress = ulong.MaxValue;

    public static void Port(FolderBuilder root, Kernel kernel, CxlNames names, CxlPort port)
    {
        var folder = root.In(CxlNames.Port(kernel, port))
            .CxlDevice("cxl_port", 3, port.IsDisabled ? null : "cxl_port")
            .Link("uport", names.Upstream(port.HostBridgeUid, port.Path))
            .Link("parent_dport", port.Path.IsEmpty
                ? names.HostBridge(port.HostBridgeUid)
                : names.Dport(port.HostBridgeUid, port.Path))
            .Number("decoders_committed", port.Decoders.Count(
                each => each.IsEnabled && !port.IsDisabled));
        if (port.IsDisabled)
            return;
        foreach (var number in port.Dports)
            folder.Link(
                Text($"dport{number}"), names.Dport(port.HostBridgeUid, port.Path.Add(number)));
        foreach (var decoder in port.Decoders)
            Decoder(
                folder.In(Text($"decoder{port.Id}.{decoder.Index}")), "cxl_decoder_switch",
                decoder.Range, decoder.Ways, decoder.Granularity, decoder.IsLocked)
                .Text("region", RegionOf(kernel, decoder.CxlRegionId))
                .Text("target_list", string.Join(',', Targets(port, decoder)))
                .Text("target_type", "expander");
    }

    public static void Endpoint(
        FolderBuilder root, Kernel kernel, CxlNames names, CxlMemdev memdev)
    {
        var path = kernel.Boot.Paths.To(memdev.Name)!;
        var folder = root.In(CxlNames.Endpoint(kernel, memdev))
            .CxlDevice("cxl_port", 3, "cxl_port")
            .Link("uport", names.Memdev(memdev.Name))
            .Link("parent_dport", names.Dport(path.Bridge.Uid, path.Ports))
            .Number("decoders_committed", memdev.Decoders.Count(each => each.IsEnabled));
        var card = names.Topology.FindMemdev(memdev.Name)!;
        foreach (var decoder in memdev.Decoders)
            EndpointDecoder(
                folder.In(Text($"decoder{memdev.EndpointId}.{decoder.Index}")), kernel, card,
                decoder);
    }

    /// <summary>What every decoder has.</summary>
    public static FolderBuilder Decoder(
        FolderBuilder folder, string type, AddressRange? range, int ways, int granularity,
        bool isLocked) => folder
        .CxlDevice(type, 0, null)
        .Hex("start", range?.Start.Value ?? 0, FileModes.RootReadOnly)
        .Hex("size", range?.Size.ToUInt64() ?? 0)
        .Number("interleave_ways", ways)
        .Number("interleave_granularity", granularity)
        .Text("locked", isLocked ? "1" : "0");

    private static void EndpointDecoder(
        FolderBuilder folder, Kernel kernel, Memdev card, EndpointDecoder decoder)
    {
        var (memdev, index) = (card.Name, decoder.Index);
        var size = decoder.Dpa?.Size.ToUInt64() ?? 0;
        Decoder(
            folder, "cxl_decoder_endpoint", decoder.Range, decoder.Ways, decoder.Granularity,
            decoder.IsLocked)
            .Text("region", RegionOf(kernel, decoder.CxlRegionId))
            .Text("target_type", card.Type == 2 ? "accelerator" : "expander")
            .Hex("dpa_resource", decoder.Dpa?.Start.Value ?? NoAddress)
            .Writable(
                "dpa_size", string.Create(CultureInfo.InvariantCulture, $"0x{size:x16}"),
                text => EndpointDecoderWrites.DpaSize(memdev, index, text))
            .Writable(
                "mode", Mode(card, decoder),
                text => EndpointDecoderWrites.Mode(memdev, index, text));
    }

    private static string Mode(Memdev card, EndpointDecoder decoder)
    {
        var mode = decoder.Dpa is not { } dpa ? decoder.FormerMode
            : dpa.Start.Value < card.Volatile.Bytes ? PartitionMode.Ram : PartitionMode.Pmem;
        return mode switch
        {
            PartitionMode.Ram => "ram",
            PartitionMode.Pmem => "pmem",
            null => "none",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    // the registers of a decoder that nobody has programmed say 0, which is a port like any other
    private static IEnumerable<int> Targets(CxlPort port, SwitchDecoder decoder)
    {
        ValueList<int> programmed = decoder.Targets.IsEmpty ? [0] : decoder.Targets;
        return programmed.Take(decoder.Ways).TakeWhile(number => port.Dports.Contains(number));
    }

    // while cards are missing, a decoder waits at its CXL region without being part of it
    private static string RegionOf(Kernel kernel, int? id) =>
        id is { } number && kernel.Cxl.FindRegion(number) is { State: >= CxlRegionState.Active }
            ? IomemLabels.CxlRegion(number)
            : "";

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
