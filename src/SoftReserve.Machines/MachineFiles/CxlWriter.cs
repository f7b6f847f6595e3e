using System.Diagnostics;
using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Machines.MachineFiles;

/// <summary>Writes <c>cxl</c>.</summary>
internal static class CxlWriter
{
    public static void Write(YamlText yaml, CxlTopology cxl)
    {
        if (cxl == CxlTopology.None)
            return;
        yaml.Section("cxl");
        yaml.Line(cxl.HostBridges.IsEmpty ? "  host-bridges: []" : "  host-bridges:");
        foreach (var bridge in cxl.HostBridges)
            yaml.Line($"    - {{uid: {bridge.Uid}" + (bridge.HasDecoders ? "" : ", hdm: false")
                + $", ports: {Ports(bridge.Ports)}}}");
        yaml.Line(cxl.Memdevs.IsEmpty ? "  memdevs: {}" : "  memdevs:");
        foreach (var card in cxl.Memdevs)
            WriteCard(yaml, card);
        yaml.Line(cxl.Decoders.IsEmpty ? "  decoders: []" : "  decoders:");
        foreach (var decoder in cxl.Decoders)
            WriteDecoder(yaml, decoder);
        if (!cxl.Faults.IsEmpty)
            yaml.Line("  faults:");
        foreach (var fault in cxl.Faults)
            yaml.Line($"    - {{{Fault(fault)}}}");
    }

    private static string Ports(ValueList<DownstreamPort> ports) =>
        YamlText.List(ports.Select(port => port switch
        {
            DownstreamPort.Card card => $"{{memdev: {card.Name}}}",
            DownstreamPort.Switch below => $"{{switch: {{ports: {Ports(below.Ports)}}}}}",
            DownstreamPort.Empty => "{}",
            _ => throw new UnreachableException(),
        }));

    private static void WriteCard(YamlText yaml, Memdev card)
    {
        var isUsualSerial = card.Serial == (ulong?)MemdevName.NumberOf(card.Name);
        yaml.Line($"    {card.Name}: {{volatile: {card.Volatile}"
            + (card.Persistent.Bytes == 0 ? "" : $", persistent: {card.Persistent}")
            + (isUsualSerial ? "" : $", serial: {card.Serial}")
            + (card.IsPresent ? "" : ", present: false")
            + (card.Type == 3 ? "" : $", type: {card.Type}")
            + (card.IsMemoryEnabled ? ", memory-enabled: true}" : "}"));
    }

    private static void WriteDecoder(YamlText yaml, EndpointDecoderSetting decoder) =>
        yaml.Line($"    - {{memdev: {decoder.Memdev}, range: {decoder.Range}, "
            + $"ways: {decoder.Ways}, granularity: {decoder.Granularity}, "
            + $"position: {decoder.Position}, "
            + (decoder.IsCommitted ? "committed: true" : "committed: false")
            + (decoder.Dpa is { } start ? $", dpa: {start}" : "")
            + (decoder.IsLocked ? ", locked: true" : "")
            + (decoder.Mode == PartitionMode.Pmem ? ", mode: pmem}" : "}"));

    private static string Fault(CxlFault fault) => fault switch
    {
        CxlFault.AssemblyFails failed => $"region-of: {failed.Memdev}, fault: assembly-fails"
            + (failed.RegionIsRemoved ? "-removed" : ""),
        CxlFault.UncommittedSwitchDecoder card =>
            $"memdev: {card.Memdev}, fault: uncommitted-switch-decoder",
        CxlFault.UncommittedHostBridgeDecoder bridge =>
            $"host-bridge: {bridge.HostBridgeUid}, fault: decoder-uncommitted",
        CxlFault.ReplugGranularity card => $"memdev: {card.Memdev}, fault: "
            + $"{FaultSection.ReplugPrefix}{card.Granularity}",
        CxlFault.CoverageDenied denied => $"range: {denied.Range}, fault: coverage-denied",
        CxlFault.HmemRegisterFails failed =>
            $"range: {failed.Range}, fault: hmem-register-fails",
        CxlFault.UnmovableMemory unmovable => $"range: {unmovable.Range}, fault: unmovable",
        CxlFault.BusyMemory busy => $"range: {busy.Range}, fault: busy",
        _ => throw new UnreachableException(),
    };
}
