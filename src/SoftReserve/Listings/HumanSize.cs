using System.Globalization;
using SoftReserve.Addresses;

namespace SoftReserve.Listings;

/// <summary>Sizes as ndctl's tools print them for people: <c>256.00 MiB (268.44 MB)</c>.</summary>
/// <remarks>ndctl: <c>display_size()</c>, util/json.c.</remarks>
public static class HumanSize
{
    /// <summary>5000 KiB: sizes below stay plain numbers.</summary>
    private const ulong SmallestScaled = 5000 * 1024;

    /// <summary>The size in the unit of powers of two and, between brackets, of ten, rounded to
    /// two places; null when it is so small that the tools print the plain number.</summary>
    public static string? Of(ByteSize size) =>
        size.Bytes < SmallestScaled ? null
        : size < ByteSize.GiB(2) ? Text(size.Bytes, 20, 1_000_000, 'M')
        : size < ByteSize.TiB(2) ? Text(size.Bytes, 30, 1_000_000_000, 'G')
        : Text(size.Bytes, 40, 1_000_000_000_000, 'T');

    private static string Text(UInt128 bytes, int binaryShift, ulong decimalUnit, char prefix)
    {
        var binary = (((bytes * 200) >> binaryShift) + 1) / 2;
        var tens = (bytes / (decimalUnit / 200) + 1) / 2;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Places(binary)} {prefix}iB ({Places(tens)} {prefix}B)");
    }

    private static string Places(UInt128 hundredths) => string.Create(
        CultureInfo.InvariantCulture, $"{hundredths / 100}.{hundredths % 100:00}");
}
