using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Owners;

namespace SoftReserve.Diagnosis;

/// <summary>Who was seen to have each Soft Reserved range, CXL window, CXL region and dax
/// device.</summary>
internal static class SeenOwners
{
    public const string SystemRam = "System RAM";

    /// <summary>The ranges in address order, cut wherever anything begins or ends; neighbours that
    /// are alike are one.</summary>
    public static ValueList<SeenRange> Of(
        Seen seen, Kernel predicted, ValueList<AddressRange> windows)
    {
        var marked = Marked(predicted);
        var owned = OwnersTable.Of(predicted);
        List<AddressRange> questions =
        [
            .. marked, .. windows,
            .. seen.CxlRegions.Select(region => region.Range),
            .. seen.DaxDevices.SelectMany(device => device.Ranges),
        ];
        var rows = new List<SeenRange>();
        foreach (var segment in Cut([.. questions, .. owned.Select(row => row.Range)]))
        {
            if (!questions.Exists(range => range.Overlaps(segment)))
                continue;
            var row = Describe(
                seen, segment, marked.Exists(range => range.Overlaps(segment)),
                owned.FirstOrDefault(each => each.Range.Overlaps(segment)));
            if (rows is [.., var last] && Continues(last, row))
                rows[^1] = last with { Range = last.Range.Union(row.Range) };
            else
                rows.Add(row);
        }

        return [.. rows];
    }

    private static List<AddressRange> Marked(Kernel kernel) =>
    [
        .. kernel.Boot.MemoryMap.Entries
            .Where(entry => entry.Type == MemoryType.SoftReserved)
            .Select(entry => entry.Range),
    ];

    private static IEnumerable<AddressRange> Cut(List<AddressRange> ranges)
    {
        var cuts = new SortedSet<UInt128>();
        foreach (var range in ranges)
        {
            cuts.Add(range.Start.Value);
            cuts.Add((UInt128)range.End.Value + 1);
        }

        UInt128? before = null;
        foreach (var cut in cuts)
        {
            if (before is { } start)
                yield return new AddressRange((ulong)start, (ulong)(cut - 1));
            before = cut;
        }
    }

    private static bool Continues(SeenRange last, SeenRange next) =>
        last.Range.End != Hpa.Max && last.Range.End.Plus(1) == next.Range.Start
        && last with { Range = next.Range } == next;

    private static SeenRange Describe(
        Seen seen, AddressRange segment, bool isMarked, OwnedRange? predicted)
    {
        var region = seen.CxlRegions.FirstOrDefault(each => each.Range.Overlaps(segment));
        var devices = seen.DaxDevices
            .Where(device => device.Ranges.Any(segment.Overlaps))
            .OrderByDescending(device => device.IsBound)
            .ToList();
        if (devices is [var best, ..])
            return new SeenRange(
                segment, OwnerOf(devices, best), UseOf(best), best.Name, best.Path, best.Node,
                isMarked, region?.Name, best.At, predicted);
        var ram = seen.Iomem.FirstOrDefault(
            line => line.Name == SystemRam && line.Range.Overlaps(segment));
        var around = seen.Iomem.LastOrDefault(line => line.Range.Contains(segment));
        return new SeenRange(
            segment, RangeOwner.None, ram is null ? RangeUse.None : RangeUse.SystemRam, null, null,
            -1, isMarked, region?.Name, ram?.At ?? region?.At ?? around?.At, predicted);
    }

    private static RangeOwner OwnerOf(List<SeenDaxDevice> devices, SeenDaxDevice best)
    {
        var working = devices.FindAll(device => device.IsBound);
        return working.Exists(device => device.IsHmem) && working.Exists(device => !device.IsHmem)
            ? RangeOwner.Both
            : best.IsHmem ? RangeOwner.Hmem : RangeOwner.Cxl;
    }

    private static RangeUse UseOf(SeenDaxDevice device) => device switch
    {
        { IsBound: false } => RangeUse.Failed,
        { Mode: "system-ram" } => RangeUse.SystemRam,
        _ => RangeUse.Devdax,
    };
}
