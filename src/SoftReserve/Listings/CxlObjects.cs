using SoftReserve.Addresses;

namespace SoftReserve.Listings;

/// <summary>The fields of each kind of object of <c>cxl list</c>, without what is nested in
/// it.</summary>
/// <remarks>ndctl: cxl/json.c, as version 85 prints it.</remarks>
internal static class CxlObjects
{
    public static NdctlObject Bus(CxlBusView bus) => new NdctlObject()
        .Text("bus", bus.Name)
        .Text("provider", bus.Provider)
        .Json("injectable_protocol_errors", new NdctlJson.List([]));

    public static NdctlObject Port(CxlPortView port) => new NdctlObject()
        .Text("port", port.Name)
        .Text("host", port.Host)
        .Text("parent_dport", port.ParentDport)
        .Number("depth", port.Depth)
        .Text("state", Disabled(port.IsDisabled))
        .Number("decoders_committed", port.CommittedDecoders);

    public static NdctlObject Endpoint(CxlEndpointView endpoint) => new NdctlObject()
        .Text("endpoint", endpoint.Name)
        .Text("host", endpoint.Host)
        .Text("parent_dport", endpoint.ParentDport)
        .Number("depth", endpoint.Depth)
        .Text("state", Disabled(endpoint.IsDisabled))
        .Number("decoders_committed", endpoint.CommittedDecoders);

    public static NdctlObject Memdev(CxlMemdevView memdev, CxlListOptions options) =>
        new NdctlObject()
            .Text("memdev", memdev.Name)
            .SizeIfAny("pmem_size", memdev.PersistentSize)
            .Number("pmem_qos_class", memdev.PersistentQosClass)
            .SizeIfAny("ram_size", memdev.VolatileSize)
            .Number("ram_qos_class", memdev.VolatileQosClass)
            .Json("health", options.Health ? memdev.Details.Health : null)
            .Json("alert_config", options.AlertConfig ? memdev.Details.AlertConfig : null)
            .Hex("serial", memdev.Serial)
            .Number("numa_node", memdev.NumaNode)
            .Text("host", memdev.Host)
            .Text("firmware_version", memdev.FirmwareVersion)
            .Text("state", Disabled(memdev.IsDisabled))
            .Flag("poison_injectable", memdev.IsPoisonInjectable)
            .Json("partition_info", options.Partition ? memdev.Details.PartitionInfo : null)
            .Json("firmware", options.Firmware ? memdev.Details.Firmware : null);

    public static NdctlObject RootDecoder(
        CxlDecoderView.Root decoder, CxlListOptions options, Func<string, bool> isShown) =>
        Decoder(decoder)
        .Size("max_available_extent", decoder.MaxAvailableExtent)
        .Flag("pmem_capable", IfTrue(decoder.IsPmemCapable))
        .Flag("volatile_capable", IfTrue(decoder.IsVolatileCapable))
        .Flag("accelmem_capable", IfTrue(decoder.IsAccelmemCapable))
        .Number("qos_class", decoder.QosClass)
        .All(Targets(decoder.Targets, options, isShown));

    public static NdctlJson PortDecoder(
        CxlDecoderView.Port decoder, CxlListOptions options, Func<string, bool> isShown) =>
        Decoder(decoder).All(Targets(decoder.Targets, options, isShown)).Build();

    public static NdctlJson EndpointDecoder(CxlDecoderView.Endpoint decoder) => Decoder(decoder)
        .Hex("dpa_resource", decoder.DpaStart?.Value)
        .SizeIfAny("dpa_size", decoder.DpaSize)
        .Text("mode", decoder.Mode)
        .Build();

    public static NdctlJson Region(CxlRegionView region, CxlListOptions options) =>
        new NdctlObject()
            .Text("region", region.Name)
            .Hex("resource", region.Range?.Start.Value ?? 0)
            .Size("size", region.Range?.Size ?? default)
            .SizeIfAny("extended_linear_cache_size", region.ExtendedLinearCacheSize)
            .Text("type", region.Type)
            .Number("interleave_ways", region.InterleaveWays)
            .Number("interleave_granularity", region.InterleaveGranularity)
            .Text("decode_state", region.IsCommitted ? "commit" : "reset")
            .Text("state", Disabled(region.IsDisabled))
            .Flag("locked", region.IsLocked)
            .Json("mappings", options.Targets && region.InterleaveWays > 0
                ? Mappings(region) : null)
            .Json("daxregion", options.Dax && region.DaxRegion is { } dax
                ? DaxctlListing.UnderCxlRegion(dax, options.Idle) : null)
            .Flag("qos_class_mismatch", IfTrue(region.HasQosClassMismatch))
            .Build();

    private static NdctlObject Decoder(CxlDecoderView decoder) => new NdctlObject()
        .Text("decoder", decoder.Name)
        .Hex("resource", decoder.Range?.Start.Value)
        .Size("size", decoder.Range?.Size)
        .Number("interleave_ways", decoder.InterleaveWays)
        .Number("interleave_granularity",
            decoder.InterleaveWays > 1 ? decoder.InterleaveGranularity : null)
        .Text("region", decoder.Region)
        .Text("state", Disabled(decoder.Range is null));

    /// <summary>Downstream ports, of which only those are listed, though all are counted, that lead
    /// to cards that were asked for.</summary>
    public static NdctlObject Dports(
        ValueList<CxlDportView> dports, CxlListOptions options, Func<string, bool> isShown) =>
        !options.Targets || dports.IsEmpty
            ? new NdctlObject()
            : new NdctlObject()
                .Number("nr_dports", dports.Count)
                .Json("dports", new NdctlJson.List(
                [
                    .. KernfsOrder.Sort(dports, dport => $"dport{dport.Id}")
                        .Where(dport => isShown(dport.Dport)).Select(Dport),
                ]));

    private static NdctlJson Dport(CxlDportView dport) => new NdctlObject()
        .Text("dport", dport.Dport)
        .Text("alias", dport.Alias)
        .Hex("id", dport.Id)
        .Flag("protocol_injectable", dport.IsProtocolInjectable)
        .Build();

    private static NdctlObject Targets(
        ValueList<CxlTargetView> targets, CxlListOptions options, Func<string, bool> isShown) =>
        new NdctlObject()
        .Number("nr_targets", targets.Count)
        .ListIfAny("targets", options.Targets
            ? targets.Where(target => isShown(target.Target))
                .OrderByDescending(target => target.Position).Select(Target)
            : []);

    private static NdctlJson Target(CxlTargetView target) => new NdctlObject()
        .Text("target", target.Target)
        .Text("alias", target.Alias)
        .Number("position", target.Position)
        .Hex("id", target.Id)
        .Build();

    /// <summary>Printed even when no card is attached, but not before it is known how many take
    /// turns.</summary>
    private static NdctlJson.List Mappings(CxlRegionView region) => new(
    [
        .. region.Mappings.OrderByDescending(mapping => mapping.Position)
            .Select(mapping => new NdctlObject()
                .Number("position", mapping.Position)
                .Text("memdev", mapping.Memdev)
                .Text("decoder", mapping.Decoder)
                .Build()),
    ]);

    private static string? Disabled(bool isDisabled) => isDisabled ? "disabled" : null;

    private static bool? IfTrue(bool flag) => flag ? true : null;
}
