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
        var range = KernelText.WithFlags(region.Range!.Value, ResourceFlags.Mem);
        yield return new(
            LogLevel.Debug, "__construct_region", device,
            $"{name}: __construct_region {Name(region.Id)} res: {range} iw: {region.Ways} ig: {region.Granularity}");
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

    private static KernelMessage[] Lines(
        PciNames names, CxlRegion region, AssemblyEvent each)
    {
        var device = "cxl " + Name(region.Id);
        return each switch
        {
            AssemblyEvent.Positioned at => [Positioned(names, at)],
            AssemblyEvent.PlaceTested at => [Debug(
                "cxl_region_attach", "cxl " + Decoder(at.Member),
                $"Test cxl_calc_interleave_pos(): success test_pos:{at.Position} cxled->pos:{at.Position}")],
            AssemblyEvent.NoMapping at => [Lost(
                at.Member, $"failed to find decoder mapping {at.Member.Range}")],
            AssemblyEvent.NotATarget at => [Lost(
                at.Member, $"failed to find {names.Card(at.Member.Memdev)}:{at.Member.Memdev} in target list of decoder{at.Port?.Id ?? 0}.{at.Decoder}")],
            AssemblyEvent.Sorted sorted => [Debug(
                "cxl_region_sort_targets", device,
                sorted.IsSuccessful ? $"region sort successful" : (FormattableString)$"region sort failed")],
            AssemblyEvent.WrongPlace at => [Debug(
                "cxl_region_attach_position", device,
                $"{at.Member.Memdev}:{Decoder(at.Member)} invalid target position for decoder0.{region.RootDecoder}")],
            AssemblyEvent.Joined joined => [Joined(names, device, joined)],
            AssemblyEvent.OutOfOrder at => [Debug(
                "alloc_region_ref", device,
                $"{names.Upstream(at.Port)}: HPA order violation {Pr(at.Other)} vs {Pr(at.Range)}")],
            AssemblyEvent.BadTargetCount at => [Debug(
                "cxl_port_setup_targets", device,
                $"{Port(names, at.Port)}: invalid target count {at.Targets}")],
            AssemblyEvent.Mismatch found => Mismatch(names, device, found),
            AssemblyEvent.SetUp up => [Debug(
                "cxl_port_setup_targets", device,
                $"{Port(names, up.Port)} iw: {up.Ways} ig: {up.Granularity}")],
            AssemblyEvent.UnexpectedTarget at => [Debug(
                "cxl_port_setup_targets", device,
                $"{Port(names, at.Port)}: decoder{at.Port.Id}.{at.Decoder.Index} expected {names.Dport(at.Port, at.Expected)} at {at.Index}")],
            AssemblyEvent.TargetSet set => [Debug(
                "cxl_port_setup_targets", device,
                $"{Port(names, set.Port)} target[{set.Index}] = {names.Dport(set.Port, set.Dport)} for {set.Member.Memdev}:{Decoder(set.Member)} @ {set.Position}")],
            _ => throw new UnreachableException(),
        };
    }

    private static KernelMessage Positioned(PciNames names, AssemblyEvent.Positioned at)
    {
        var member = at.Member;
        return Debug(
            "cxl_calc_interleave_pos", "cxl_mem " + member.Memdev,
            $"decoder:{Decoder(member)} parent:{names.Card(member.Memdev)} port:endpoint{member.EndpointId} range:{member.Range} pos:{at.Position}");
    }

    private static KernelMessage Joined(
        PciNames names, string device, AssemblyEvent.Joined joined)
    {
        var member = joined.Member;
        var port = joined.Port is null
            ? $"{member.Memdev}:endpoint{member.EndpointId}"
            : Port(names, joined.Port);
        var next = joined.Port is null ? "none"
            : joined.Below is null ? member.Memdev : names.Upstream(joined.Below);
        var id = joined.Port?.Id ?? member.EndpointId;
        return Debug(
            "cxl_port_attach_region", device,
            $"{port} decoder{id}.{joined.Decoder} add: {member.Memdev}:{Decoder(member)} @ {joined.Position} next: {next} nr_eps: {joined.Endpoints} nr_targets: {joined.Targets}");
    }

    private static KernelMessage[] Mismatch(
        PciNames names, string device, AssemblyEvent.Mismatch found)
    {
        var port = Port(names, found.Port);
        var decoder = found.Found;
        var (start, end) = (decoder.Range?.Start ?? default, decoder.Range?.End ?? Hpa.Max);
        var state = decoder.IsEnabled ? "enabled" : "disabled";
        return
        [
            new(LogLevel.Error, null, device,
                $"{port} cxl_port_setup_targets expected iw: {found.Ways} ig: {found.Granularity} {Pr(found.Range)}"),
            new(LogLevel.Error, null, device,
                $"{port} cxl_port_setup_targets got iw: {decoder.Ways} ig: {decoder.Granularity} state: {state} {start}:{end}"),
        ];
    }

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
