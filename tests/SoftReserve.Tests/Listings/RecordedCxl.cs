using System.Text.Json;
using SoftReserve.Addresses;
using SoftReserve.Listings;

namespace SoftReserve.Tests.Listings;

/// <summary>The CXL hierarchy out of recorded <c>cxl list -vvv</c> output.</summary>
internal static class RecordedCxl
{
    public static CxlView View(string json)
    {
        var top = RecordedJson.Parse(json);
        var kinds = top.EnumerateArray().Where(each => each.At("bus") is null).ToArray();
        return new CxlView(
            [.. kinds.SelectMany(kind => kind.List("anon memdevs", Memdev))],
            [
                .. top.EnumerateArray().Where(each => each.At("bus") is not null).Select(Bus),
                .. kinds.SelectMany(kind => kind.List("buses", Bus)),
            ]);
    }

    private static CxlBusView Bus(JsonElement bus) => new(
        bus.Text("bus"),
        bus.Text("provider"),
        bus.List("dports", Dport),
        bus.Children("ports", Port),
        bus.Children("decoders", RootDecoder));

    private static CxlPortView Port(JsonElement port) => new(
        port.Text("port"),
        port.Text("host"),
        port.TextIfAny("parent_dport"),
        port.Int("depth"),
        port.Int("decoders_committed"),
        port.IsDisabled(),
        port.List("dports", Dport),
        port.Children("ports", Port),
        port.Children("endpoints", Endpoint),
        port.Children("decoders", PortDecoder));

    private static CxlEndpointView Endpoint(JsonElement endpoint) => new(
        endpoint.Text("endpoint"),
        endpoint.Text("host"),
        endpoint.TextIfAny("parent_dport"),
        endpoint.Int("depth"),
        endpoint.Int("decoders_committed"),
        endpoint.IsDisabled(),
        endpoint.At("memdev") is { } memdev ? Memdev(memdev) : null,
        endpoint.Children("decoders", EndpointDecoder));

    private static CxlMemdevView Memdev(JsonElement memdev) => new(
        memdev.Text("memdev"),
        memdev.Size("pmem_size"),
        memdev.IntIfAny("pmem_qos_class"),
        memdev.Size("ram_size"),
        memdev.IntIfAny("ram_qos_class"),
        memdev.Number("serial"),
        memdev.IntIfAny("numa_node"),
        memdev.Text("host"),
        memdev.TextIfAny("firmware_version"),
        memdev.IsDisabled(),
        memdev.FlagIfAny("poison_injectable"),
        new CxlMemdevDetails(
            memdev.At("health")?.Raw(),
            memdev.At("alert_config")?.Raw(),
            memdev.At("partition_info")?.Raw(),
            memdev.At("firmware")?.Raw()));

    private static CxlDportView Dport(JsonElement dport) => new(
        dport.Text("dport"),
        dport.TextIfAny("alias"),
        dport.Number("id"),
        dport.FlagIfAny("protocol_injectable"));

    private static CxlDecoderView.Root RootDecoder(JsonElement decoder) => new(
        decoder.Text("decoder"),
        decoder.Range(),
        decoder.Int("interleave_ways"),
        decoder.IntIfAny("interleave_granularity") ?? 256,
        decoder.Size("max_available_extent"),
        decoder.FlagIfAny("pmem_capable") ?? false,
        decoder.FlagIfAny("volatile_capable") ?? false,
        decoder.FlagIfAny("accelmem_capable") ?? false,
        decoder.IntIfAny("qos_class"),
        decoder.List("targets", Target),
        decoder.Children("regions", Region));

    private static CxlDecoderView.Port PortDecoder(JsonElement decoder) => new(
        decoder.Text("decoder"),
        decoder.Range(),
        decoder.Int("interleave_ways"),
        decoder.IntIfAny("interleave_granularity") ?? 256,
        decoder.TextIfAny("region"),
        decoder.List("targets", Target));

    private static CxlDecoderView.Endpoint EndpointDecoder(JsonElement decoder) => new(
        decoder.Text("decoder"),
        decoder.Range(),
        decoder.Int("interleave_ways"),
        decoder.IntIfAny("interleave_granularity") ?? 256,
        decoder.TextIfAny("region"),
        decoder.At("dpa_resource") is { } dpa ? new Dpa(dpa.GetUInt64()) : null,
        decoder.Size("dpa_size"),
        decoder.TextIfAny("mode"));

    private static CxlTargetView Target(JsonElement target) => new(
        target.Text("target"),
        target.TextIfAny("alias"),
        target.Int("position"),
        target.Number("id"));

    private static CxlRegionView Region(JsonElement region) => new(
        region.Text("region"),
        region.Range()!.Value,
        region.Size("extended_linear_cache_size"),
        region.Text("type"),
        region.Int("interleave_ways"),
        region.Int("interleave_granularity"),
        region.Text("decode_state") == "commit",
        region.IsDisabled(),
        region.FlagIfAny("locked"),
        region.List("mappings", mapping => new CxlMappingView(
            mapping.Int("position"), mapping.Text("memdev"), mapping.Text("decoder"))),
        region.At("daxregion") is { } dax ? RecordedDax.Region(dax) : null,
        region.FlagIfAny("qos_class_mismatch") ?? false);
}
