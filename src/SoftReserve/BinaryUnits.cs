using System.Globalization;
using SoftReserve.Addresses;

namespace SoftReserve;

/// <summary>Sizes as the kernel writes them for people.</summary>
/// <remarks>Kernel: <c>string_get_size()</c> with STRING_UNITS_2, lib/string_helpers.c: powers of
/// 1024, three significant digits.</remarks>
public static class BinaryUnits
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary><c>256 MiB</c>, <c>1.75 GiB</c>; rounded down.</summary>
    public static string ThreeDigits(ByteSize size)
    {
        var unit = 0;
        var scaled = (decimal)size.Bytes;
        for (; scaled >= 1024 && unit < Units.Length - 1; unit++)
            scaled /= 1024;
        var digits = scaled >= 100 || unit == 0 ? 0 : scaled >= 10 ? 1 : 2;
        var shown = decimal.Round(scaled, digits, MidpointRounding.AwayFromZero);
        return shown.ToString("F" + digits, CultureInfo.InvariantCulture) + " " + Units[unit];
    }
}
