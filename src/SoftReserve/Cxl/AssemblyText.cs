using System.Diagnostics;
using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Resources;

namespace SoftReserve.Cxl;

/// <summary>Every line about putting CXL regions together.</summary>
/// <remarks>Kernel: drivers/cxl/core/region.c.</remarks>
internal static class AssemblyText
{
    /// <summary>No window contains what an endpoint decoder decodes.</summary>
    public static IEnumerable<KernelMessage> NoWindow(
        CxlTopology topology, int endpoint, AssemblyOutcome.NoWindow outcome)
    {
        var (memdev, range) = (outcome.Memdev, outcome.Range);
        var decoder = DecoderName(endpoint, outcome.Decoder);
        yield return new(
            LogLevel.Error, null, "cxl_pci " + new PciNames(topology).Card(memdev),
            $"{memdev}:{decoder} no CXL window for range {range.Start}:{range.End}");
        yield return new(
            LogLevel.Debug, "discover_region", "cxl " + decoder,
            $"failed to add to region: {range}");
    }

    /// <summary>A CXL region was made for an endpoint decoder.</summary>
    public static IEnumerable<KernelMessage> Constructed(
        CxlTopology topology, CxlRegion region, string memdev, int endpoint, int decoder)
    {
        var device = "cxl_pci " + new PciNames(topology).Card(memdev);
        var name = $"{memdev}:{DecoderName(endpoint, decoder)}";
        if (!region.IsInIomem)
            yield return new(
                LogLevel.Warning, null, device,
                $"{name}: __construct_region {Name(region.Id)} cannot insert resource");
        var (id, range) = (Name(region.Id), Pr(region.Range!.Value));
        var (ways, granularity) = (region.Ways, region.Granularity);
        yield return new(
            LogLevel.Debug, "__construct_region", device,
            $"{name}: __construct_region {id} res: {range} iw: {ways} ig: {granularity}");
    }

    /// <summary>An endpoint decoder did not become a part of a region.</summary>
    public static KernelMessage NotAttached(int endpoint, int decoder, int region, int errno) =>
        new(LogLevel.Warning, null, $"cxl_port endpoint{endpoint}",
            $"failed to attach {DecoderName(endpoint, decoder)} to {Name(region)}: -{errno}");

    /// <summary>What happened while a region was put together.</summary>
    public static IEnumerable<KernelMessage> Assembled(
        CxlTopology topology, CxlRegion region, IEnumerable<AssemblyEvent> events)
    {
        var names = new PciNames(topology);
        return events.SelectMany(each => Lines(names, region, each));
    }

    private static KernelMessage[] Lines(PciNames names, CxlRegion region, AssemblyEvent each)
    {
        var device = "cxl " + Name(region.Id);
        return each switch
        {
            AssemblyEvent.Positioned at => [Positioned(names, at)],
            AssemblyEvent.PlaceTested at => [Tested(at)],
            AssemblyEvent.NoMapping at => [Lost(
                at.Member, $"failed to find decoder mapping {at.Member.Range}")],
            AssemblyEvent.NotATarget at => [NotATarget(names, at)],
            AssemblyEvent.Sorted sorted => [Debug(
                "cxl_region_sort_targets", device,
                $"region sort {(sorted.IsSuccessful ? "successful" : "failed")}")],
            AssemblyEvent.WrongPlace at => [WrongPlace(device, region, at)],
            AssemblyEvent.Joined joined => [Joined(names, device, joined)],
            AssemblyEvent.OutOfOrder at => [OutOfOrder(names, device, at)],
            AssemblyEvent.BadTargetCount at => [SetUp(
                device, $"{Port(names, at.Port)}: invalid target count {at.Targets}")],
            AssemblyEvent.Mismatch found => Mismatch(names, device, found),
            AssemblyEvent.SetUp up => [SetUp(
                device, $"{Port(names, up.Port)} iw: {up.Ways} ig: {up.Granularity}")],
            AssemblyEvent.UnexpectedTarget at => [Unexpected(names, device, at)],
            AssemblyEvent.TargetSet set => [TargetSet(names, device, set)],
            _ => throw new UnreachableException(),
        };
    }

    private static KernelMessage Positioned(PciNames names, AssemblyEvent.Positioned at)
    {
        var member = at.Member;
        var (decoder, parent) = (Decoder(member), names.Card(member.Memdev));
        var (endpoint, range, pos) = (member.EndpointId, member.Range, at.Position);
        return Debug(
            "cxl_calc_interleave_pos", "cxl_mem " + member.Memdev,
            $"decoder:{decoder} parent:{parent} port:endpoint{endpoint} range:{range} pos:{pos}");
    }

    private static KernelMessage Tested(AssemblyEvent.PlaceTested at)
    {
        var place = at.Position;
        return Debug(
            "cxl_region_attach", "cxl " + Decoder(at.Member),
            $"Test cxl_calc_interleave_pos(): success test_pos:{place} cxled->pos:{place}");
    }

    private static KernelMessage NotATarget(PciNames names, AssemblyEvent.NotATarget at)
    {
        var (memdev, decoder) = (at.Member.Memdev, DecoderName(at.Port?.Id ?? 0, at.Decoder));
        return Lost(
            at.Member,
            $"failed to find {names.Card(memdev)}:{memdev} in target list of {decoder}");
    }

    private static KernelMessage WrongPlace(
        string device, CxlRegion region, AssemblyEvent.WrongPlace at)
    {
        var (memdev, decoder) = (at.Member.Memdev, Decoder(at.Member));
        return Debug(
            "cxl_region_attach_position", device,
            $"{memdev}:{decoder} invalid target position for decoder0.{region.RootDecoder}");
    }

    private static KernelMessage OutOfOrder(
        PciNames names, string device, AssemblyEvent.OutOfOrder at)
    {
        var (other, own) = (Pr(at.Other), Pr(at.Range));
        return Debug(
            "alloc_region_ref", device,
            $"{names.Upstream(at.Port)}: HPA order violation {other} vs {own}");
    }

    private static KernelMessage Unexpected(
        PciNames names, string device, AssemblyEvent.UnexpectedTarget at)
    {
        var (port, dport) = (Port(names, at.Port), names.Dport(at.Port, at.Expected));
        var decoder = DecoderName(at.Port.Id, at.Decoder.Index);
        return SetUp(device, $"{port}: {decoder} expected {dport} at {at.Index}");
    }

    private static KernelMessage TargetSet(
        PciNames names, string device, AssemblyEvent.TargetSet set)
    {
        var (port, dport) = (Port(names, set.Port), names.Dport(set.Port, set.Dport));
        var (memdev, decoder) = (set.Member.Memdev, Decoder(set.Member));
        return SetUp(
            device,
            $"{port} target[{set.Index}] = {dport} for {memdev}:{decoder} @ {set.Position}");
    }

    private static KernelMessage Joined(
        PciNames names, string device, AssemblyEvent.Joined joined)
    {
        var (member, place) = (joined.Member, joined.Position);
        var port = joined.Port is null
            ? $"{member.Memdev}:endpoint{member.EndpointId}"
            : Port(names, joined.Port);
        var own = DecoderName(joined.Port?.Id ?? member.EndpointId, joined.Decoder);
        var next = joined.Port is null ? "none"
            : joined.Below is null ? member.Memdev : names.Upstream(joined.Below);
        var (card, decoder) = (member.Memdev, Decoder(member));
        FormattableString counts =
            $"nr_eps: {joined.Endpoints} nr_targets: {joined.Targets}";
        return Debug(
            "cxl_port_attach_region", device,
            $"{port} {own} add: {card}:{decoder} @ {place} next: {next} {counts}");
    }

    private static KernelMessage[] Mismatch(
        PciNames names, string device, AssemblyEvent.Mismatch found)
    {
        var text = Port(names, found.Port) + " cxl_port_setup_targets";
        var (ways, granularity, range) = (found.Ways, found.Granularity, Pr(found.Range));
        var decoder = found.Found;
        var (start, end) = (decoder.Range?.Start ?? default, decoder.Range?.End ?? Hpa.Max);
        var state = decoder.IsEnabled ? "enabled" : "disabled";
        return
        [
            new(LogLevel.Error, null, device,
                $"{text} expected iw: {ways} ig: {granularity} {range}"),
            new(LogLevel.Error, null, device,
                $"{text} got iw: {decoder.Ways} ig: {decoder.Granularity} state: {state} {start}:{
                    end}"),
        ];
    }

    private static KernelMessage SetUp(string device, FormattableString text) =>
        Debug("cxl_port_setup_targets", device, text);

    private static KernelMessage Lost(RegionMember member, FormattableString text) =>
        new(LogLevel.Error, null, "cxl_mem " + member.Memdev, text);

    private static IFormattable Pr(AddressRange range) =>
        KernelText.WithFlags(range, ResourceFlags.Mem);

    private static string Port(PciNames names, CxlPort port) =>
        $"{names.Upstream(port)}:port{port.Id}";

    private static string Decoder(RegionMember member) =>
        DecoderName(member.EndpointId, member.Decoder);

    private static string DecoderName(int port, int index) => $"decoder{port}.{index}";

    private static string Name(int region) => IomemLabels.CxlRegion(region);

    private static KernelMessage Debug(string function, string device, FormattableString text) =>
        new(LogLevel.Debug, function, device, text);
}
