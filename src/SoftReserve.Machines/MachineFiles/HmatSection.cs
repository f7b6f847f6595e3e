using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Machines.Diagnostics;
using SoftReserve.Machines.Yaml;

namespace SoftReserve.Machines.MachineFiles;

/// <summary>Reads <c>hmat</c>: absent, present, or a mapping. In a mapping, either every target
/// has its latencies and bandwidths, or the matrices stand as they are in the table
/// (<c>localities</c>, <c>caches</c>), which is how a recording is written.</summary>
internal static class HmatSection
{
    private const byte Revision = 2;

    /// <summary>The words of a matrix's <c>type</c>, also for writing.</summary>
    public static readonly (string Word, HmatDataType Type)[] DataTypes =
    [
        ("access-latency", HmatDataType.AccessLatency),
        ("read-latency", HmatDataType.ReadLatency),
        ("write-latency", HmatDataType.WriteLatency),
        ("access-bandwidth", HmatDataType.AccessBandwidth),
        ("read-bandwidth", HmatDataType.ReadBandwidth),
        ("write-bandwidth", HmatDataType.WriteBandwidth),
    ];

    public static Hmat? Read(ReadContext context, SourceNode? node, Srat? srat) => node switch
    {
        null => null,
        ScalarNode => context.Word(node, ("present", true), ("absent", false)) == true
            ? Present(srat)
            : null,
        _ => ReadTable(context, node, srat),
    };

    /// <summary>The table that <c>hmat: present</c> stands for.</summary>
    public static Hmat Present(Srat? srat) => new(
        Revision, [.. SratSection.Domains(srat).Select(domain => new HmatTarget(domain, null))],
        [], []);

    private static Hmat? ReadTable(ReadContext context, SourceNode node, Srat? srat)
    {
        if (Fields.Of(context, node, "revision", "targets", "localities", "caches")
            is not { } fields)
            return null;
        var targets = new List<HmatTarget>();
        var figures = new HmatFigures(context);
        var domains = SratSection.Domains(srat).ToHashSet();
        foreach (var item in Items(context, fields, "targets"))
            if (ReadTarget(context, item, domains, figures) is { } target)
                targets.Add(target);
        var initiator = srat?.ProcessorDomains.Order().FirstOrDefault() ?? 0;
        return new Hmat(
            (byte?)context.Number(fields.Find("revision"), 0, byte.MaxValue) ?? Revision,
            [.. targets],
            [.. figures.ToLocalities(initiator, targets), .. ReadLocalities(context, fields)],
            [.. ReadCaches(context, fields)]);
    }

    private static HmatTarget? ReadTarget(
        ReadContext context, SourceNode item, HashSet<uint> domains, HmatFigures figures)
    {
        if (Fields.Of(context, item, ["pxm", "initiator", .. HmatFigures.Keys]) is not { } fields)
            return null;
        var node = fields.Require("pxm");
        if (context.Number32(node) is not { } domain)
            return null;
        if (domains.Count > 0 && !domains.Contains(domain))
            context.Report(node!, DiagnosticId.UnknownDomain,
                $"{node!.Description} is no proximity domain of srat");
        figures.Add(fields);
        return new HmatTarget(domain, context.Number32(fields.Find("initiator")));
    }

    private static IEnumerable<HmatLocality> ReadLocalities(ReadContext context, Fields fields)
    {
        foreach (var item in Items(context, fields, "localities"))
        {
            if (Fields.Of(context, item, "type", "unit", "initiators", "targets", "entries")
                is not { } matrix)
                continue;
            var rows = Numbers(context, matrix, "initiators", uint.MaxValue);
            var columns = Numbers(context, matrix, "targets", uint.MaxValue);
            var entries = Numbers(context, matrix, "entries", ushort.MaxValue);
            if (entries.Count != (long)rows.Count * columns.Count)
                context.Report(matrix.Node, DiagnosticId.NotEncodable,
                    $"{entries.Count} entries stand here, expected initiators times targets, "
                    + $"{(long)rows.Count * columns.Count}");
            yield return new HmatLocality(
                context.Word(matrix.Require("type"), DataTypes) ?? default,
                context.Number(matrix.Require("unit"), 0, ulong.MaxValue) ?? 0,
                [.. rows.Select(row => (uint)row)],
                [.. columns.Select(column => (uint)column)],
                [.. entries.Select(entry => (ushort)entry)]);
        }
    }

    private static IEnumerable<HmatCache> ReadCaches(ReadContext context, Fields fields)
    {
        foreach (var item in Items(context, fields, "caches"))
            if (Fields.Of(context, item, "pxm", "size", "attributes", "address-mode")
                is { } cache)
                yield return new HmatCache(
                    context.Number32(cache.Require("pxm")) ?? 0,
                    context.Size(cache.Require("size"))?.ToUInt64() ?? 0,
                    context.Number32(cache.Find("attributes")) ?? 0,
                    (ushort?)context.Number(cache.Find("address-mode"), 0, ushort.MaxValue) ?? 0);
    }

    private static IReadOnlyList<SourceNode> Items(
        ReadContext context, Fields fields, string key) =>
        context.Items(fields.Find(key), context.Limits.AffinityEntries, "a list of mappings");

    private static List<ulong> Numbers(
        ReadContext context, Fields fields, string key, ulong greatest)
    {
        // a matrix is as large as all its domains' pairs, so the number of nodes is its limit
        var items = context.Items(fields.Require(key), context.Limits.Nodes, "a list of numbers");
        return [.. items.Select(item => context.Number(item, 0, greatest) ?? 0)];
    }
}
