using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Machines.Diagnostics;
using SoftReserve.Machines.Yaml;

namespace SoftReserve.Machines.MachineFiles;

/// <summary>Reads <c>cxl.decoders</c>.</summary>
internal static class DecoderSection
{
    /// <summary>The words of <c>mode</c>, also for writing.</summary>
    public static readonly (string Word, PartitionMode Mode)[] Modes =
        [("ram", PartitionMode.Ram), ("pmem", PartitionMode.Pmem)];

    public static ValueList<EndpointDecoderSetting> Read(
        ReadContext context, SourceNode? node, SortedList<int, Memdev> cards)
    {
        var decoders = new List<EndpointDecoderSetting>();
        var checks = new DecoderChecks(context);
        var limit = context.Limits.Decoders;
        foreach (var item in context.Items(node, limit, "a list of decoders"))
        {
            var before = context.Problems.Count;
            if (Fields.Of(context, item, "memdev", "range", "ways", "granularity", "position",
                "committed", "dpa", "locked", "mode") is not { } fields)
                continue;
            var card = Memdevs.Find(context, fields.Require("memdev"), cards);
            var range = context.Range(fields.Require("range"));
            if (ReadDecoder(context, fields, card?.Name ?? "", range) is not { } decoder
                || card is null || context.Problems.Count > before)
                continue;
            decoders.Add(decoder);
            checks.CheckSet(decoder, fields);
            checks.CheckCapacity(decoder, card, fields);
        }

        return [.. decoders];
    }

    private static EndpointDecoderSetting? ReadDecoder(
        ReadContext context, Fields fields, string card, AddressRange? range)
    {
        var ways = Interleave.Ways(context, fields.Find("ways")) ?? 1;
        var granularity = Interleave.Granularity(context, fields.Find("granularity"));
        var position = (int)(context.Number(fields.Find("position"), 0, int.MaxValue) ?? 0);
        var isCommitted = context.Boolean(fields.Find("committed")) ?? true;
        var start = context.Size(fields.Find("dpa"));
        var isLocked = context.Boolean(fields.Find("locked")) ?? false;
        var mode = context.Word(fields.Find("mode"), Modes) ?? PartitionMode.Ram;
        return range is null ? null : new EndpointDecoderSetting(
            card, range.Value, ways, granularity, position, isCommitted,
            start is { } dpa ? new Dpa(dpa.ToUInt64()) : null, isLocked, mode);
    }
}
