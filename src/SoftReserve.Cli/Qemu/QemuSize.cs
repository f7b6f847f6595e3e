using System.Globalization;
using SoftReserve.Addresses;

namespace SoftReserve.Cli.Qemu;

/// <summary>Sizes as QEMU and <c>memmap=</c> read them: <c>512M</c>, <c>1G</c>.</summary>
internal static class QemuSize
{
    public static string Of(ByteSize size)
    {
        foreach (var (letter, shift) in new[] { ('G', 30), ('M', 20), ('K', 10) })
            if (size.Bytes > 0 && size.Bytes % ((UInt128)1 << shift) == 0)
                return (size.Bytes >> shift).ToString(CultureInfo.InvariantCulture) + letter;
        return size.Bytes.ToString(CultureInfo.InvariantCulture);
    }
}
