using SoftReserve.Firmware.Acpi;
using SoftReserve.Machines.Diagnostics;
using SoftReserve.Machines.Yaml;

namespace SoftReserve.Machines.MachineFiles;

/// <summary>Reads ways and granularities, the values that registers can hold.</summary>
internal static class Interleave
{
    /// <summary>1, 2, 3, 4, 6, 8, 12 or 16; null for anything else, which is reported, and for
    /// an absent key.</summary>
    public static int? Ways(ReadContext context, SourceNode? node)
    {
        if (context.Number(node, 0, int.MaxValue) is not { } ways)
            return null;
        if (InterleaveCode.FromWays((int)ways) is not null)
            return (int)ways;
        ReportWays(context, node!, $"{ways} stands here");
        return null;
    }

    /// <summary>The number of targets as the number of ways.</summary>
    public static int? WaysOf(ReadContext context, Fields fields, int targets)
    {
        if (fields.Find("ways") is not null || fields.Find("targets") is null)
            return null;
        if (InterleaveCode.FromWays(targets) is not null)
            return targets;
        ReportWays(context, fields.Node, $"{targets} targets make no ways");
        return null;
    }

    /// <summary>A power of two from 256 to 16384; 256 for an absent key.</summary>
    public static int Granularity(ReadContext context, SourceNode? node)
    {
        if (context.Size(node) is not { } size)
            return InterleaveCode.SmallestGranularity;
        if (size.Bytes <= int.MaxValue
            && InterleaveCode.FromGranularity((int)size.Bytes) is not null)
            return (int)size.Bytes;
        context.Report(node!, DiagnosticId.BadGranularity,
            $"{node!.Description} stands here, expected a power of two from 256 to 16384");
        return InterleaveCode.SmallestGranularity;
    }

    private static void ReportWays(ReadContext context, SourceNode node, string found) =>
        context.Report(node, DiagnosticId.BadWays,
            $"{found}, expected 1, 2, 3, 4, 6, 8, 12 or 16");
}
