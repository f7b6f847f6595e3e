using SoftReserve.Addresses;

namespace SoftReserve.Listings;

/// <summary>The fields of each kind of object of <c>cxl list</c>, without what is nested in
/// it.</summary>
/// <remarks>ndctl: cxl/json.c, as version 85 prints it.</remarks>
internal static class CxlObjects
{
    public static NdctlObject Bus(CxlBusView bus, CxlListOptions options) => new NdctlObject()
        .Text("bus", bus.Name)
        .Text("provider", bus.Provider)
        .Json("injectable_protocol_errors", new NdctlJson.List([]))
        .All(Dports(bus.Dports, options));

    public static NdctlObject Port(CxlPortView port, CxlListOptions options) => new NdctlObject()
        .Text("port", port.Name)
        .Text("host", port.Host)
        .Text("parent_dport", port.ParentDport)
        .Number("depth", port.Depth)
        .Text("state", Disabled(port.IsDisabled))
        .Number("decoders_committed", port.CommittedDecoders)
        .All(Dports(port.Dports, options));

    public static NdctlObject Endpoint(CxlEndpointView endpoint) => new NdctlObject()
        .Text("endpoint", endpoint.Name)
        .Text("host", endpoint.Host)
        .Text("parent_dport", endpoint.ParentDport)
        .Number("depth", endpoint.Depth)
        .Text("state", Disabled(endpoint.IsDisabled))
        .Number("decoders_committed", endpoint.CommittedDecoders);

    public static NdctlJson Memdev(CxlMemdevView memdev, CxlListOptions options)
    {
        var details = options.Details ? memdev.Details : CxlMemdevDetails.None;
        return new NdctlObject()
            .Text("memdev", memdev.Name)
            .SizeIfAny("pmem_size", memdev.PersistentSize)
            .Number("pmem_qos_class", memdev.PersistentQosClass)
            .SizeIfAny("ram_size", memdev.VolatileSize)
            .Number("ram_qos_class", memdev.VolatileQosClass)
            .Json("health", details.Health)
            .Json("alert_config", details.AlertConfig)
            .Hex("serial", memdev.Serial)
            .Number("numa_node", memdev.NumaNode)
            .Text("host", memdev.Host)
            .Text("firmware_version", memdev.FirmwareVersion)
            .Text("state", Disabled(memdev.IsDisabled))
            .Flag("poison_injectable", memdev.IsPoisonInjectable)
            .Json("partition_info", details.PartitionInfo)
            .Json("firmware", details.Firmware)
            .Build();
    }

    public static NdctlObject RootDecoder(
        CxlDecoderView.Root decoder, CxlListOptions options) => Decoder(decoder)
        .Size("max_available_extent", decoder.MaxAvailableExtent)
        .Flag("pmem_capable", IfTrue(decoder.IsPmemCapable))
        .Flag("volatile_capable", IfTrue(decoder.IsVolatileCapable))
        .Flag("accelmem_capable", IfTrue(decoder.IsAccelmemCapable))
        .Number("qos_class", decoder.QosClass)
        .All(Targets(decoder.Targets, options));

    public static NdctlJson PortDecoder(CxlDecoderView.Port decoder, CxlListOptions options) =>
        Decoder(decoder).All(Targets(decoder.Targets, options)).Build();

    public static NdctlJson EndpointDecoder(CxlDecoderView.Endpoint decoder) => Decoder(decoder)
        .Hex("dpa_resource", decoder.DpaStart?.Value)
        .SizeIfAny("dpa_size", decoder.DpaSize)
        .Text("mode", decoder.Mode)
        .Build();

    public static NdctlJson Region(CxlRegionView region, CxlListOptions options) =>
        new NdctlObject()
            .Text("region", region.Name)
            .Hex("resource", region.Range.Start.Value)
            .Size("size", region.Range.Size)
            .SizeIfAny("extended_linear_cache_size", region.ExtendedLinearCacheSize)
            .Text("type", region.Type)
            .Number("interleave_ways", region.InterleaveWays)
            .Number("interleave_granularity", region.InterleaveGranularity)
            .Text("decode_state", region.IsCommitted ? "commit" : "reset")
            .Text("state", Disabled(region.IsDisabled))
            .Flag("locked", region.IsLocked)
            .Json("mappings", options.Targets ? Mappings(region) : null)
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

    private static NdctlObject Dports(
        ValueList<CxlDportView> dports, CxlListOptions options) =>
        !options.Targets || dports.IsEmpty
            ? new NdctlObject()
            : new NdctlObject()
                .Number("nr_dports", dports.Count)
                .ListIfAny(
                    "dports",
                    KernfsOrder.Sort(dports, dport => $"dport{dport.Id}").Select(Dport));

    private static NdctlJson Dport(CxlDportView dport) => new NdctlObject()
        .Text("dport", dport.Dport)
        .Text("alias", dport.Alias)
        .Hex("id", dport.Id)
        .Flag("protocol_injectable", dport.IsProtocolInjectable)
        .Build();

    private static NdctlObject Targets(
        ValueList<CxlTargetView> targets, CxlListOptions options) => new NdctlObject()
        .Number("nr_targets", targets.Count)
        .ListIfAny("targets", options.Targets
            ? targets.OrderByDescending(target => target.Position).Select(Target)
            : []);

    private static NdctlJson Target(CxlTargetView target) => new NdctlObject()
        .Text("target", target.Target)
        .Text("alias", target.Alias)
        .Number("position", target.Position)
        .Hex("id", target.Id)
        .Build();

    /// <summary>Printed even when no card is attached.</summary>
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
