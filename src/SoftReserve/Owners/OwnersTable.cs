using SoftReserve.Addresses;
using SoftReserve.Dax;
using SoftReserve.Firmware;
using SoftReserve.Resources;

namespace SoftReserve.Owners;

/// <summary>The answer of the whole program: for each range that firmware marked Specific Purpose
/// or that a CXL region covers, who has it in the end.</summary>
public static class OwnersTable
{
    private const ResourceFlags BusySystemRam = ResourceFlags.SystemRam | ResourceFlags.Busy;

    /// <summary>The ranges in address order; a range whose parts differ appears in
    /// parts.</summary>
    public static ValueList<OwnedRange> Of(Kernel kernel) =>
        [.. WithoutReasons(kernel).Select(row => row with { Because = Reasons.Of(kernel, row) })];

    /// <summary>The rows of <see cref="Of"/> with <see cref="OwnedRange.Because"/> empty: for
    /// comparing many kernels.</summary>
    public static ValueList<OwnedRange> WithoutReasons(Kernel kernel)
    {
        var rows = new List<OwnedRange>();
        foreach (var (segment, entry) in Segments(kernel))
        {
            var row = Describe(kernel, segment);
            if (rows is [.., var last] && Continues(last, row, entry))
                rows[^1] = last with { Range = last.Range.Union(row.Range) };
            else
                rows.Add(row);
        }

        return [.. rows];
    }

    /// <summary>What holds for every byte of a range: its owner, use and device, piece by
    /// piece.</summary>
    public static ValueList<OwnedRange> Within(Kernel kernel, AddressRange range) =>
    [
        .. Segments(kernel)
            .Select(segment => segment.Segment.Intersect(range))
            .OfType<AddressRange>()
            .Select(segment => Describe(kernel, segment)),
    ];

    private static bool Continues(OwnedRange last, OwnedRange next, bool startsEntry) =>
        last.Range.End != Hpa.Max && last.Range.End.Plus(1) == next.Range.Start
        && (last.Owner, last.Use, last.Device) == (next.Owner, next.Use, next.Device)
        && (last.Device is not null || !startsEntry);

    /// <summary>The ranges in question, cut wherever anything begins or ends; with each piece,
    /// whether a range of firmware or HMEM's list or a CXL region begins there.</summary>
    private static IEnumerable<(AddressRange Segment, bool StartsEntry)> Segments(Kernel kernel)
    {
        var marked = Marked(kernel);
        var entries = marked.Concat(Claims(kernel)).ToList();
        var cuts = new SortedSet<UInt128>();
        var starts = new HashSet<UInt128>();
        foreach (var range in entries.Concat(DaxRanges(kernel)))
        {
            cuts.Add(range.Start.Value);
            cuts.Add((UInt128)range.End.Value + 1);
        }

        foreach (var range in entries)
            starts.Add(range.Start.Value);
        var questions = marked.Concat(RegionRanges(kernel)).Concat(DaxRanges(kernel)).ToList();
        UInt128? before = null;
        foreach (var cut in cuts)
        {
            if (before is { } start)
            {
                var segment = new AddressRange((ulong)start, (ulong)(cut - 1));
                if (questions.Exists(range => range.Overlaps(segment)))
                    yield return (segment, starts.Contains(start));
            }

            before = cut;
        }
    }

    private static List<AddressRange> Marked(Kernel kernel) =>
    [
        .. kernel.Boot.Machine.MemoryMap.Concat(
                kernel.Boot.MemoryMap.Entries.Select(
                    entry => new MemoryMapEntry(entry.Range, entry.Type)))
            .Where(entry => entry.Type == MemoryType.SoftReserved)
            .Select(entry => entry.Range),
    ];

    private static IEnumerable<AddressRange> Claims(Kernel kernel) => RegionRanges(kernel)
        .Concat(kernel.Hmem.Candidates.Select(candidate => candidate.Range));

    private static IEnumerable<AddressRange> RegionRanges(Kernel kernel) =>
        kernel.Cxl.Regions.Select(region => region.Range).OfType<AddressRange>();

    private static IEnumerable<AddressRange> DaxRanges(Kernel kernel) =>
        kernel.Dax.Regions.Select(region => region.Range)
            .Concat(kernel.Dax.Regions
                .SelectMany(region => region.Devices)
                .SelectMany(device => device.Ranges));

    private static OwnedRange Describe(Kernel kernel, AddressRange segment)
    {
        var regions = kernel.Dax.Regions
            .Where(region => DeviceIn(region, segment) is not null)
            .ToList();
        var best = regions
            .OrderByDescending(region => UseOf(region, segment))
            .FirstOrDefault();
        if (best is null)
            return Unowned(kernel, segment);
        var device = DeviceIn(best, segment)!;
        return new OwnedRange(
            segment, OwnerOf(regions, segment), UseOf(best, segment) switch
            {
                3 => RangeUse.SystemRam,
                2 => RangeUse.Devdax,
                _ => RangeUse.Failed,
            },
            IomemLabels.DaxDevice(best.Id, device.Instance),
            DaxPaths.Of(kernel, best),
            best.TargetNode,
            "");
    }

    private static OwnedRange Unowned(Kernel kernel, AddressRange segment)
    {
        var ram = kernel.Resources.Iomem.FirstOverlapping(segment, BusySystemRam);
        return new OwnedRange(
            segment, RangeOwner.None, ram is null ? RangeUse.None : RangeUse.SystemRam,
            null, null, kernel.Boot.Numa.TargetNode(segment.Start), "");
    }

    private static RangeOwner OwnerOf(List<DaxRegion> regions, AddressRange segment)
    {
        var working = regions.Where(region => UseOf(region, segment) > 1).ToList();
        var deciding = working.Count > 0 ? working : regions;
        var cxl = deciding.Exists(region => region.Owner == DaxOwner.Cxl);
        var hmem = deciding.Exists(region => region.Owner == DaxOwner.Hmem);
        return (cxl, hmem) switch
        {
            (true, true) => RangeOwner.Both,
            (true, false) => RangeOwner.Cxl,
            _ => RangeOwner.Hmem,
        };
    }

    // 3 System RAM, 2 devdax, 1 a device that does not work, 0 no device
    private static int UseOf(DaxRegion region, AddressRange segment) =>
        DeviceIn(region, segment)?.Binding switch
        {
            DaxBinding.Kmem => 3,
            DaxBinding.DeviceDax => 2,
            null => 0,
            _ => 1,
        };

    private static DaxDevice? DeviceIn(DaxRegion region, AddressRange segment) =>
        region.Devices.FirstOrDefault(device => device.Ranges.Any(segment.Overlaps));
}
