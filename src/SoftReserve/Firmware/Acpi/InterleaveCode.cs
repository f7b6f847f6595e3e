using System.Numerics;

namespace SoftReserve.Firmware.Acpi;

/// <summary>The encodings that CEDT and HDM decoders share for ways and granularity.</summary>
/// <remarks>Kernel: <c>eiw_to_ways()</c>, <c>ways_to_eiw()</c>, <c>eig_to_granularity()</c>,
/// drivers/cxl/cxl.h.</remarks>
public static class InterleaveCode
{
    /// <summary>The smallest interleave granularity, in bytes.</summary>
    public const int SmallestGranularity = 256;

    private const int HighestGranularityCode = 6;

    private static readonly (byte Code, int Ways)[] WaysCodes =
        [(0, 1), (1, 2), (2, 4), (3, 8), (4, 16), (8, 3), (9, 6), (10, 12)];

    /// <summary>Ways for a code; null when the code means nothing.</summary>
    public static int? ToWays(byte code)
    {
        foreach (var pair in WaysCodes)
            if (pair.Code == code)
                return pair.Ways;
        return null;
    }

    /// <summary>The code of 1, 2, 3, 4, 6, 8, 12 or 16 ways; null for any other number.</summary>
    public static byte? FromWays(int ways)
    {
        foreach (var pair in WaysCodes)
            if (pair.Ways == ways)
                return pair.Code;
        return null;
    }

    /// <summary>Granularity in bytes for a code; null above 6 (16 KiB).</summary>
    public static int? ToGranularity(uint code) =>
        code <= HighestGranularityCode ? SmallestGranularity << (int)code : null;

    /// <summary>The code of a granularity that is a power of two from 256 to 16384; null for any
    /// other.</summary>
    public static byte? FromGranularity(int granularity)
    {
        var valid = BitOperations.IsPow2(granularity) && granularity >= SmallestGranularity
            && granularity <= SmallestGranularity << HighestGranularityCode;
        return valid ? (byte)BitOperations.Log2((uint)granularity / SmallestGranularity) : null;
    }
}
