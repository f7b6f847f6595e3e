using System.Globalization;
using SoftReserve.Firmware;
using SoftReserve.Machines.Captures;

namespace SoftReserve.Machines.Tests.Captures;

/// <summary>A recording's machine in few lines, for people to compare with what was
/// recorded.</summary>
internal static class MachineSummary
{
    public static string Of(Recording recording)
    {
        var machine = recording.Machine;
        List<string> lines =
        [
            $"name: {recording.Name}",
            $"kernel: {machine.Kernel.Generation} {Text(machine.Kernel.Config, Setting)}",
            $"command line: {machine.Kernel.CommandLine}",
            .. machine.MemoryMap.Select(entry => $"memory: {entry.Range} {entry.Type}"),
            .. (machine.Srat?.Memory ?? []).Select(each =>
                $"srat: {each.Range} domain {each.ProximityDomain} {each.Flags}"),
            .. (machine.Cedt?.Windows ?? []).Select(Window),
            .. machine.Cxl.HostBridges.Select(bridge => $"bridge {bridge.Uid}"
                + (bridge.HasDecoders ? "" : " without decoders") + $": {Ports(bridge.Ports)}"),
            .. machine.Cxl.Memdevs.Select(card =>
                $"card {card.Name}: {card.Volatile} serial {card.Serial:x}"),
            .. machine.Cxl.Decoders.Select(Decoder),
            .. machine.Cxl.Faults.Select(fault => $"fault: {fault}"),
            $"missing: {Text(machine.Kernel.MissingModules, name => name)}",
            $"autoload: {machine.Kernel.HasAutoload}",
            $"order: {Text(recording.Order, token => token)}",
            $"boot state: {recording.BootState?.Name ?? "none"}",
            $"states: {Text(recording.States, state => $"{state.Name}@{state.Position}")}",
            .. recording.Steps.Select((step, index) => $"step {index}: {step}"),
            .. recording.Notes.Select(note => $"note: {note}"),
        ];
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>Windows, decoders, order and missing modules.</summary>
    public static string LineOf(Recording recording)
    {
        var machine = recording.Machine;
        return $"{recording.Name}: {machine.Kernel.Generation}"
            + $" {Text(machine.Kernel.Config, Setting)}"
            + $" | {string.Join("; ", (machine.Cedt?.Windows ?? []).Select(Window))}"
            + $" | {string.Join("; ", machine.Cxl.Decoders.Select(Decoder))}"
            + string.Concat(machine.Cxl.Faults.Select(fault => $" {fault}"))
            + string.Concat(machine.Cxl.HostBridges.Where(each => !each.HasDecoders)
                .Select(each => $" (bridge {each.Uid} passthrough)"))
            + $" | order {Text(recording.Order, token => token)}"
            + $" missing {Text(machine.Kernel.MissingModules, name => name)}"
            + (machine.Kernel.HasAutoload ? "" : " no autoload")
            + $" | boot state {recording.BootState?.Name ?? "none"}"
            + $" of {Text(recording.States, state => state.Name)}";
    }

    private static string Window(Firmware.Acpi.FixedMemoryWindow window) =>
        $"window {window.Base} {new Addresses.ByteSize(window.Size)}"
        + $" to {Text(window.Targets, uid => uid.ToString(CultureInfo.InvariantCulture))}";

    private static string Decoder(EndpointDecoderSetting decoder) =>
        $"{decoder.Memdev} {decoder.Range} {decoder.Position}/{decoder.Ways}"
        + $" @{decoder.Granularity}" + (decoder.IsCommitted ? "" : " not committed");

    private static string Setting(ConfigSetting setting) => $"{setting.Symbol}={setting.Value}";

    private static string Ports(IEnumerable<DownstreamPort> ports) => Text(ports, Port);

    private static string Port(DownstreamPort port) => port switch
    {
        DownstreamPort.Card card => card.Name,
        DownstreamPort.Switch below => $"switch {Ports(below.Ports)}",
        _ => "empty",
    };

    private static string Text<T>(IEnumerable<T> items, Func<T, string> text) =>
        $"[{string.Join(", ", items.Select(text))}]";
}
