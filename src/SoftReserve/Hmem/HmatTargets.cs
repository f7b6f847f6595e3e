using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Memory;

namespace SoftReserve.Hmem;

/// <summary>The memory targets of HMAT: every SRAT range, by proximity domain.</summary>
/// <remarks>Kernel: <c>hmat_register_target_devices()</c>, drivers/acpi/numa/hmat.c. Domains in
/// the order in which SRAT names them, ranges of a domain ascending; of two that overlap in one
/// domain the first in the table stays.</remarks>
public static class HmatTargets
{
    /// <summary>The candidates that HMAT hands to HMEM, DRAM included.</summary>
    public static ValueList<HmemCandidate> CandidatesOf(Srat srat, NumaLayout numa)
    {
        var targets = new List<(uint Domain, List<AddressRange> Ranges)>();
        foreach (var memory in srat.Memory)
            if (memory is { IsEnabled: true, Range: { } range })
                Add(targets, memory.ProximityDomain, range);
        return
        [
            .. targets.SelectMany(target => target.Ranges.Order().Select(range =>
                new HmemCandidate(range, numa.NodeOf(target.Domain)))),
        ];
    }

    private static void Add(
        List<(uint Domain, List<AddressRange> Ranges)> targets, uint domain, AddressRange range)
    {
        var target = targets.Find(each => each.Domain == domain).Ranges;
        if (target is null)
            targets.Add((domain, [range]));
        else if (!target.Exists(range.Overlaps))
            target.Add(range);
    }
}
