using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Memory;

/// <summary>What HMAT says about the memory of a proximity domain, seen from the initiator that is
/// closest to it.</summary>
/// <remarks>Kernel: <c>hmat_register_target_initiators()</c>, drivers/acpi/numa/hmat.c. Latencies
/// are in picoseconds times the base unit in the table.</remarks>
public static class HmatPerformance
{
    private const ulong PicosecondsPerNanosecond = 1000;

    /// <summary>The numbers of one memory domain; zero where HMAT gives none.</summary>
    public static AccessPerformance Of(Hmat hmat, uint domain) => new(
        Best(hmat, domain, HmatDataType.ReadLatency, HmatDataType.AccessLatency, true),
        Best(hmat, domain, HmatDataType.WriteLatency, HmatDataType.AccessLatency, true),
        Best(hmat, domain, HmatDataType.ReadBandwidth, HmatDataType.AccessBandwidth, false),
        Best(hmat, domain, HmatDataType.WriteBandwidth, HmatDataType.AccessBandwidth, false));

    private static uint Best(
        Hmat hmat, uint domain, HmatDataType type, HmatDataType both, bool isLatency)
    {
        uint best = 0;
        foreach (var matrix in hmat.Localities)
        {
            if (matrix.DataType != type && matrix.DataType != both)
                continue;
            foreach (var value in Column(matrix, domain, isLatency))
                if (best == 0 || (isLatency ? value < best : value > best))
                    best = value;
        }

        return best;
    }

    private static IEnumerable<uint> Column(HmatLocality matrix, uint domain, bool isLatency)
    {
        var column = matrix.Targets.FindIndex(target => target == domain);
        if (column < 0)
            yield break;
        for (var row = 0; row < matrix.Initiators.Count; row++)
        {
            var entry = matrix.Entries[row * matrix.Targets.Count + column];
            if (entry is 0 or ushort.MaxValue)
                continue;
            var value = (UInt128)entry * matrix.BaseUnit;
            yield return (uint)UInt128.Min(
                isLatency ? value / PicosecondsPerNanosecond : value, uint.MaxValue);
        }
    }
}
