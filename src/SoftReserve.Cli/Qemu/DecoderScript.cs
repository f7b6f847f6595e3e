using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Cli.Qemu;

/// <summary>The shell script that programs a guest's decoders, which QEMU's own firmware does not
/// do.</summary>
/// <remarks>Registers: CXL specification, section "CXL HDM Decoder Capability Structure".</remarks>
internal static class DecoderScript
{
    private const string Functions = "decoders.sh";
    private const uint HostOnly = 1 << 12, Commit = 1 << 9, Lock = 1 << 8;
    private const int WaysShift = 4;

    /// <summary>The functions and one call for each decoder; nothing but functions when firmware
    /// left all decoders alone.</summary>
    public static string Of(Machine asBuilt)
    {
        using var stream = typeof(DecoderScript).Assembly.GetManifestResourceStream(Functions)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd() + string.Concat(Calls(asBuilt).Select(line => line + "\n"));
    }

    /// <summary>One line for each register block and decoder.</summary>
    public static IEnumerable<string> Calls(Machine asBuilt)
    {
        foreach (var bridge in asBuilt.Cxl.HostBridges)
            foreach (var line in OfBridge(asBuilt, bridge))
                yield return line;
        foreach (var card in asBuilt.Cxl.Memdevs)
            foreach (var line in OfCard(asBuilt.Cxl, card))
                yield return line;
    }

    private static IEnumerable<string> OfBridge(Machine machine, HostBridge bridge)
    {
        var seen = new HashSet<string>();
        foreach (var card in machine.Cxl.Memdevs)
            if (CxlPath.Find(machine.Cxl, card.Name) is { } path && path.Bridge.Uid == bridge.Uid)
                for (var depth = bridge.HasDecoders ? 0 : 1; depth < path.Ports.Count; depth++)
                {
                    var name = string.Join(' ', path.PathOf(depth).ToArray());
                    if (seen.Add(name))
                        foreach (var line in OfPort(machine, path, depth, name))
                            yield return line;
                }
    }

    private static IEnumerable<string> OfPort(
        Machine machine, CxlPath path, int depth, string below)
    {
        var decoders = ProgrammedDecoders.OfPort(machine, path, depth);
        if (decoders.All(decoder => decoder.Range is null))
            yield break;
        var uid = path.Bridge.Uid.ToString(CultureInfo.InvariantCulture);
        yield return "";
        yield return depth == 0
            ? $"capability=$(hdm_capability \"$(host_bridge {uid})\")"
            : $"capability=$(hdm_capability \"$(component \"$(function_behind {uid} {below})\")\")";
        foreach (var decoder in decoders)
            if (decoder.Range is { } range)
                yield return Call(
                    decoder.Index, range, decoder.Ways, decoder.Granularity,
                    Commit | LockOf(machine, range), TargetList(decoder.Targets));
        yield return "enable_decoders \"$capability\"";
    }

    private static IEnumerable<string> OfCard(CxlTopology topology, Memdev card)
    {
        var settings = topology.Decoders.Where(each => each.Memdev == card.Name)
            .OrderBy(each => each.Range).ToList();
        if (!card.IsPresent || CxlPath.Find(topology, card.Name) is not { } path
            || (settings.Count == 0 && !card.IsMemoryEnabled))
            yield break;
        var ports = string.Join(' ', path.Ports);
        yield return "";
        yield return string.Create(CultureInfo.InvariantCulture,
            $"card=$(function_behind {path.Bridge.Uid} {ports})    # {card.Name}");
        yield return "capability=$(hdm_capability \"$(component \"$card\")\")";
        var used = 0UL;
        for (var index = 0; index < settings.Count; index++)
        {
            var setting = settings[index];
            var start = setting.Dpa?.Value
                ?? (setting.Mode == PartitionMode.Pmem && used < card.Volatile.ToUInt64()
                    ? card.Volatile.ToUInt64() : used);
            yield return Call(
                index, setting.Range, setting.Ways, setting.Granularity,
                (setting.IsCommitted ? Commit : 0) | (setting.IsLocked ? Lock : 0), start - used);
            used = start + (setting.Range.Size.ToUInt64() / (ulong)setting.Ways);
        }

        if (settings.Count > 0)
            yield return "enable_decoders \"$capability\"";
        yield return "enable_memory \"$card\"";
    }

    private static string Call(
        int index, AddressRange range, int ways, int granularity, uint flags, ulong last)
    {
        var control = flags | HostOnly
            | ((uint)InterleaveCode.FromWays(ways)!.Value << WaysShift)
            | (InterleaveCode.FromGranularity(granularity) ?? 0u);
        return string.Create(CultureInfo.InvariantCulture,
            $"decoder \"$capability\" {index} {range.Start} 0x{range.Size.ToUInt64():x} ")
            + string.Create(CultureInfo.InvariantCulture,
                $"0x{control:x} 0x{last & uint.MaxValue:x} 0x{last >> 32:x}");
    }

    // locked members lie below locked ports
    private static uint LockOf(Machine machine, AddressRange range) =>
        machine.Cxl.Decoders.Any(each => each.Range == range && each.IsLocked) ? Lock : 0;

    private static ulong TargetList(ValueList<int> targets)
    {
        ulong list = 0;
        for (var index = 0; index < targets.Count; index++)
            list |= (ulong)targets[index] << (8 * index);
        return list;
    }
}
