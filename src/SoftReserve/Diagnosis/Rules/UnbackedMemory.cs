using SoftReserve.Addresses;
using SoftReserve.Owners;

namespace SoftReserve.Diagnosis.Rules;

/// <summary>Memory in use, or ready for it, that no committed decoder maps.</summary>
internal static class UnbackedMemory
{
    public static DiagnosisRule Rule { get; } = new(
        "D11", "unbacked-memory", FindingSeverity.Error,
        "A working dax device lies in a CXL window where no committed decoders stand behind it.")
    {
        Find = Find,
    };

    private static IEnumerable<Finding> Find(DiagnosisView view)
    {
        if (view.Machine.Cxl.Memdevs.IsEmpty) // nobody knows the hardware
            yield break;
        var committed = view.Seen.CxlRegions
            .Where(region => region.State == "commit").Select(region => region.Range).ToList();
        foreach (var (range, row) in view.Devices)
        {
            if (row.Use == RangeUse.Failed)
                continue;
            foreach (var missing in Backing.Missing(view.Machine, range))
                foreach (var hole in missing.Except(committed))
                    yield return new Finding(
                        Rule, hole,
                        $"{row.Device} offers {hole.Size} that no decoder maps.",
                        DiagnosisView.OwnerOf(row),
                        "Firmware committed no complete set of decoders over these addresses. "
                            + "Touching them crashes the machine.",
                        DiagnosisView.Some([row.At, .. view.Seen.Iomem.Where(line =>
                            line.Range.Overlaps(hole)).Select(line => line.At)]),
                        $"Do not online it. daxctl disable-device {row.Device} while it is "
                            + "offline; online memory can only be left alone until reboot, then "
                            + "boot with memhp_default_state=offline.");
        }
    }
}
