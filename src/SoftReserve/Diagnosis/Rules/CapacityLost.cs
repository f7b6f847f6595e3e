using SoftReserve.Addresses;
using SoftReserve.Owners;

namespace SoftReserve.Diagnosis.Rules;

/// <summary>Memory that is there and that nobody can use.</summary>
internal static class CapacityLost
{
    public static DiagnosisRule Rule { get; } = new(
        "D10", "capacity-lost", FindingSeverity.Error,
        "Soft Reserved memory, or a CXL region, that no working dax device has.")
    {
        Find = view => Unowned(view).Concat(Unaligned(view)),
    };

    private static IEnumerable<Finding> Unowned(DiagnosisView view)
    {
        var lost = view.Rows
            .Where(row => row.Use == RangeUse.None
                && (row.IsSoftReserved || row.Region is not null))
            .Concat(view.Devices.Where(device => device.First.Use == RangeUse.Failed)
                .Select(device => device.First with { Range = device.Range }));
        foreach (var row in lost)
            yield return new Finding(
                Rule, row.Range,
                $"{row.Range.Size} can not be used: " + (row.Device is { } device
                    ? $"{device} has no driver."
                    : "there is no dax device."),
                DiagnosisView.OwnerOf(row), Cause(view, row),
                DiagnosisView.Some(
                [
                    row.At,
                    .. view.LoggedOver(row.Range, LogWords.NotReserved, LogWords.RegionConflict),
                    .. view.LoggedOver(row.Range, LogWords.Decisions).Reverse(),
                ]),
                Next(view, row));
    }

    private static string Cause(DiagnosisView view, SeenRange row)
    {
        var conflict = view.LoggedOver(
            row.Range, LogWords.NotReserved, LogWords.RegionConflict).Any();
        if (row.Use == RangeUse.Failed && conflict)
            return "The driver could not reserve it: a CXL region, or another device, already "
                + "lies there in iomem." + Likewise(row);
        if (row.Use == RangeUse.Failed)
            return view.HasModule("kmem") && view.HasModule("device_dax")
                ? "No driver is bound: somebody unbound it, or a probe failed silently."
                    + Likewise(row)
                : "The module kmem or device_dax is not loaded.";
        if (view.WindowAt(row.Range) is null)
            return "It lies in no CXL window, and HMEM did not take it." + Likewise(row);
        return (row.Region is { } region
            ? $"{region} covers it, and made no dax device."
            : "No CXL region covers it, and HMEM did not take it.") + Likewise(row);
    }

    private static string Likewise(SeenRange row) =>
        row is { IsAsPredicted: true, Predicted.Because: { Length: > 0 } because }
            ? $" The model decides likewise: {because}."
            : "";

    private static string Next(DiagnosisView view, SeenRange row)
    {
        foreach (var name in new[] { "dax_hmem", "kmem" })
            if (!view.HasModule(name) && (row.IsSoftReserved || name == "kmem"))
                return $"modprobe {name}, then look again. Loading it may online the memory: boot "
                    + "with memhp_default_state=offline first where that matters.";
        return row.Use == RangeUse.Failed
            ? "softreserve explain, with this capture and the range, tells who came first; a "
                + "kernel in which they agree is shown by softreserve compare."
            : "softreserve explain, with this capture and the range, tells which step is missing.";
    }

    // kmem adds whole blocks only
    private static IEnumerable<Finding> Unaligned(DiagnosisView view)
    {
        if (MemoryBlocks.SizeOf(view.Seen.Numa) is not { } size)
            yield break;
        foreach (var device in view.Seen.DaxDevices)
            foreach (var range in device.Ranges)
            {
                if (device is not { IsBound: true, Mode: "system-ram" })
                    continue;
                var kept = range.AlignInward(size);
                var lost = kept is { } whole ? range.Except([whole]) : [range];
                foreach (var piece in lost)
                    yield return new Finding(
                        Rule, piece,
                        $"{piece.Size} of {device.Name} are not part of any memory block.",
                        device.IsHmem ? "HMEM" : "CXL",
                        $"The kernel adds memory in blocks of {new ByteSize(size)}, and the range "
                            + $"{DiagnosisView.Plain(range)} does not start and end on them.",
                        DiagnosisView.Some([device.At, view.NumaLine("block_size=")]),
                        "Firmware has to align the range; as devdax (daxctl reconfigure-device "
                            + "--mode=devdax) every byte can be used.");
            }
    }
}
