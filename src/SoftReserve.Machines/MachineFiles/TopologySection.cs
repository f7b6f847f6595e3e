using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Machines.Diagnostics;
using SoftReserve.Machines.Yaml;

namespace SoftReserve.Machines.MachineFiles;

/// <summary>Reads <c>cxl</c>: host bridges with what is plugged into them, cards, decoders and
/// faults.</summary>
internal static class TopologySection
{
    public static CxlTopology Read(ReadContext context, SourceNode? node)
    {
        if (Fields.Of(context, node, "host-bridges", "memdevs", "decoders", "faults")
            is not { } fields)
            return CxlTopology.None;
        var cards = ReadMemdevs(context, fields.Find("memdevs"));
        var ports = new PortReader(context, cards);
        var bridges = ReadBridges(context, fields.Find("host-bridges"), ports);
        ports.CheckAllArePlugged(fields.Find("memdevs"));
        var decoders = DecoderSection.Read(context, fields.Find("decoders"), cards);
        var faults = new FaultSection(context, cards, bridges, ports.BehindSwitch);
        return new CxlTopology(
            bridges, [.. cards.Values], decoders, faults.Read(fields.Find("faults")));
    }

    private static SortedList<int, Memdev> ReadMemdevs(ReadContext context, SourceNode? node)
    {
        var cards = new SortedList<int, Memdev>();
        var limit = context.Limits.Memdevs;
        foreach (var entry in context.Entries(node, limit, "a mapping of memdevs"))
        {
            var fields = Fields.Of(
                context, entry.Value, "volatile", "persistent", "serial", "present", "type",
                "memory-enabled");
            if (MemdevName.NumberOf(entry.Key) is not { } number)
                context.Report(entry.KeyPlace, DiagnosticId.BadText,
                    $"cxl.memdevs: {ScalarNode.Quote(entry.Key)} stands here, expected mem and "
                    + "a number: mem0");
            else if (fields is not null)
                cards.Add(number, ReadMemdev(context, fields, entry.Key, number));
        }

        return cards;
    }

    private static Memdev ReadMemdev(
        ReadContext context, Fields fields, string name, int number) => new(
            name,
            context.Size(fields.Find("volatile")) ?? default,
            context.Size(fields.Find("persistent")) ?? default,
            context.Number(fields.Find("serial"), 0, ulong.MaxValue) ?? (ulong)number,
            context.Boolean(fields.Find("present")) ?? true,
            context.Word(fields.Find("type"), ("3", 3), ("2", 2)) ?? 3)
        {
            IsMemoryEnabled = context.Boolean(fields.Find("memory-enabled")) ?? false,
        };

    private static ValueList<HostBridge> ReadBridges(
        ReadContext context, SourceNode? node, PortReader ports)
    {
        var bridges = new List<HostBridge>();
        var uids = new HashSet<uint>();
        var limit = context.Limits.HostBridges;
        foreach (var item in context.Items(node, limit, "a list of host bridges"))
        {
            if (Fields.Of(context, item, "uid", "hdm", "ports") is not { } fields)
                continue;
            var uid = context.Number32(fields.Require("uid"));
            if (uid is not null && !uids.Add(uid.Value))
                context.Report(item, DiagnosticId.Twice,
                    $"host bridge {uid} stands here again");
            bridges.Add(new HostBridge(
                uid ?? 0,
                context.Boolean(fields.Find("hdm")) ?? true,
                ports.Read(fields.Find("ports"), switches: 0)));
        }

        return [.. bridges];
    }
}
