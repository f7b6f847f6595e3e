using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Machines.Diagnostics;
using SoftReserve.Machines.Yaml;

namespace SoftReserve.Machines.MachineFiles;

/// <summary>Reads <c>cedt</c> and encodes it as firmware does.</summary>
internal static class CedtSection
{
    /// <summary>Where the first bridge's registers are; the next bridge's follow 64 KiB
    /// later.</summary>
    public const ulong FirstRegisterBase = 0xe000_0000;

    /// <summary>Length of the RCRB of a CXL 1.1 bridge.</summary>
    public const ulong Length11 = 0x2000;

    /// <summary>Length of the component registers of a CXL 2.0 bridge.</summary>
    public const ulong Length20 = 0x1_0000;

    /// <summary>What a window allows unless it says otherwise: everything, as the tables of QEMU
    /// say.</summary>
    public const WindowRestrictions Unrestricted =
        WindowRestrictions.Type2 | WindowRestrictions.Type3 | WindowRestrictions.Volatile
        | WindowRestrictions.Persistent | WindowRestrictions.BackInvalidate;

    /// <summary>The words of <c>restrictions</c>, also for writing.</summary>
    public static readonly (string Word, WindowRestrictions Flag)[] Restrictions =
    [
        ("type2", WindowRestrictions.Type2),
        ("type3", WindowRestrictions.Type3),
        ("volatile", WindowRestrictions.Volatile),
        ("persistent", WindowRestrictions.Persistent),
        ("fixed", WindowRestrictions.Fixed),
        ("back-invalidate", WindowRestrictions.BackInvalidate),
    ];

    /// <summary>Every restriction that has a word.</summary>
    public const WindowRestrictions Known = Unrestricted | WindowRestrictions.Fixed;

    public static Cedt? Read(ReadContext context, SourceNode? node)
    {
        if (Fields.Of(context, node, "host-bridges", "windows", "cxims") is not { } fields)
            return null;
        var bridges = ReadBridges(context, fields.Find("host-bridges"));
        var uids = bridges.Select(bridge => bridge.Uid).ToHashSet();
        var items = context.Items(
            fields.Find("windows"), context.Limits.Windows, "a list of windows");
        ValueList<FixedMemoryWindow> windows =
            [.. items.Select(item => ReadWindow(context, item, uids)).OfType<FixedMemoryWindow>()];
        return new Cedt([.. bridges], windows, fields.Find("cxims") is { } cxims
            ? ReadXorMath(context, cxims)
            : XorMaps.For(windows));
    }

    /// <summary>The structure that firmware writes for a bridge, unless the file says
    /// otherwise.</summary>
    /// <param name="index">Place in the table.</param>
    /// <param name="uid">As ACPI names the bridge.</param>
    /// <param name="version">0 for CXL 1.1, 1 for 2.0.</param>
    public static CxlHostBridgeStructure DefaultBridge(int index, uint uid, uint version) => new(
        uid, version, new Hpa(FirstRegisterBase + (ulong)index * Length20),
        version == 0 ? Length11 : Length20);

    private static List<CxlHostBridgeStructure> ReadBridges(ReadContext context, SourceNode? node)
    {
        var bridges = new List<CxlHostBridgeStructure>();
        var uids = new HashSet<uint>();
        var limit = context.Limits.HostBridges;
        foreach (var item in context.Items(node, limit, "a list of host bridges"))
        {
            if (Fields.Of(context, item, "uid", "version", "base", "length") is not { } fields
                || context.Number32(fields.Require("uid")) is not { } uid)
                continue;
            if (!uids.Add(uid))
                context.Report(item, DiagnosticId.Twice, $"host bridge {uid} stands here again");
            var version = context.Word(fields.Find("version"), ("1.1", 0u), ("2.0", 1u)) ?? 1;
            var usual = DefaultBridge(bridges.Count, uid, version);
            bridges.Add(usual with
            {
                Base = context.Number(fields.Find("base"), 0, ulong.MaxValue) is { } start
                    ? new Hpa(start)
                    : usual.Base,
                Length = context.Number(fields.Find("length"), 0, ulong.MaxValue)
                    ?? usual.Length,
            });
        }

        return bridges;
    }

    private static FixedMemoryWindow? ReadWindow(
        ReadContext context, SourceNode item, HashSet<uint> uids)
    {
        if (Fields.Of(context, item, "range", "targets", "ways", "granularity", "arithmetic",
            "restrictions", "qtg") is not { } fields)
            return null;
        var range = context.Range(fields.Require("range"));
        var targets = ReadTargets(context, fields.Require("targets"), uids);
        var granularity = Interleave.Granularity(context, fields.Find("granularity"));
        var ways = Interleave.Ways(context, fields.Find("ways"))
            ?? Interleave.WaysOf(context, fields, targets.Count);
        var arithmetic = context.Word(
            fields.Find("arithmetic"), ("modulo", (byte)0), ("xor", (byte)1)) ?? 0;
        var restrictions = ReadRestrictions(context, fields.Find("restrictions"));
        var group = (ushort?)context.Number(fields.Find("qtg"), 0, ushort.MaxValue) ?? 0;
        return range is { } span && ways is { } count
            ? new FixedMemoryWindow(
                span.Start, span.Size.ToUInt64(), InterleaveCode.FromWays(count) ?? 0, arithmetic,
                InterleaveCode.FromGranularity(granularity) ?? 0, restrictions, group, targets)
            : null;
    }

    private static ValueList<uint> ReadTargets(
        ReadContext context, SourceNode? node, HashSet<uint> uids)
    {
        var targets = new List<uint>();
        var limit = context.Limits.Targets;
        foreach (var item in context.Items(node, limit, "a list of host bridge uids"))
        {
            if (context.Number32(item) is not { } uid)
                continue;
            targets.Add(uid);
            if (!uids.Contains(uid))
                context.Report(item, DiagnosticId.UnknownHostBridge,
                    $"{uid} is not a host bridge, expected a uid of cedt.host-bridges: "
                    + context.Listed(uids.Order()));
        }

        return [.. targets];
    }

    private static WindowRestrictions ReadRestrictions(ReadContext context, SourceNode? node)
    {
        if (node is null)
            return Unrestricted;
        var limit = Restrictions.Length;
        return context.Items(node, limit, "a list of words such as type3, volatile")
            .Aggregate(WindowRestrictions.None,
                (flags, item) => flags | (context.Word(item, Restrictions) ?? 0));
    }

    private static ValueList<XorInterleaveMath> ReadXorMath(ReadContext context, SourceNode node)
    {
        const int mostMaps = 255;
        var maths = new List<XorInterleaveMath>();
        foreach (var item in context.Items(node, context.Limits.ListEntries, "a list of maps"))
        {
            if (Fields.Of(context, item, "granularity", "maps") is not { } fields)
                continue;
            var granularity = Interleave.Granularity(context, fields.Require("granularity"));
            var maps = context.Items(fields.Require("maps"), mostMaps, "a list of bit masks")
                .Select(map => context.Number(map, 0, ulong.MaxValue) ?? 0);
            maths.Add(new XorInterleaveMath(
                InterleaveCode.FromGranularity(granularity) ?? 0, [.. maps]));
        }

        return [.. maths];
    }
}
