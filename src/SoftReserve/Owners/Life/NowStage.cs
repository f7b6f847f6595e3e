using SoftReserve.Addresses;
using SoftReserve.Resources;
using static System.FormattableString;

namespace SoftReserve.Owners.Life;

/// <summary>How a range stands in the end: what /proc/iomem, daxctl and the table of owners
/// say.</summary>
internal static class NowStage
{
    /// <summary>The last stage of every life.</summary>
    public static StageDraft Of(Kernel kernel, LifePiece piece)
    {
        var row = piece.Row!;
        var draft = new StageDraft(
            StageKind.Now, Outcome(row), "A.3", "r_show(), kernel/resource.c");
        var (around, inside) = InIomem(kernel, piece.Range);
        draft = draft.With("iomem", around.Count == 0 ? "nothing" : string.Join(" > ", around));
        if (inside.Count > 0)
            draft = draft.With("iomem, in part", string.Join(", ", inside));
        if (row.Path is { } path)
            draft = draft.With("daxctl", $"/sys/devices{path}");
        return draft.With("because", row.Because);
    }

    private static string Outcome(OwnedRange row)
    {
        var node = row.Node < 0 ? "no node" : Invariant($"node {row.Node}");
        var use = row.Use switch
        {
            RangeUse.SystemRam => $"System RAM of {node}",
            RangeUse.Devdax => "a character device",
            RangeUse.Failed => "of no use, because no driver could take it",
            _ => "of no use",
        };
        return row.Owner switch
        {
            RangeOwner.Cxl => $"CXL has it: {row.Device}, {use}",
            RangeOwner.Hmem => $"HMEM has it: {row.Device}, {use}",
            RangeOwner.Both => $"CXL and HMEM both have it: {row.Device}, {use}",
            _ when row.Use == RangeUse.SystemRam => "it is ordinary RAM",
            _ => "nobody has it: " + use,
        };
    }

    private static (List<string> Around, List<string> Inside) InIomem(
        Kernel kernel, AddressRange range)
    {
        var (around, inside) = (new List<string>(), new List<string>());
        foreach (var (_, resource) in kernel.Resources.Iomem.Preorder())
            if (resource.Range.Contains(range))
                around.Add(resource.Range == range
                    ? resource.Name ?? "<BAD>"
                    : Invariant($"{resource.Name} {resource.Range}"));
            else if (resource.Range.Overlaps(range))
                inside.Add(Invariant($"{resource.Name} {resource.Range}"));
        return (around, inside);
    }
}
