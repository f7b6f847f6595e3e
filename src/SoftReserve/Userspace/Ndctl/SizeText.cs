using System.Globalization;

namespace SoftReserve.Userspace.Ndctl;

/// <summary>Sizes as ndctl's tools read them: <c>16G</c>, <c>512M</c>, <c>0x10000000</c>.</summary>
/// <remarks>ndctl: <c>parse_size64()</c>, util/size.c.</remarks>
internal static class SizeText
{
    /// <summary>Bytes; null for anything that is no size.</summary>
    public static ulong? Parse(string text)
    {
        var digits = text.AsSpan();
        var shift = digits.IsEmpty ? 0 : char.ToLowerInvariant(digits[^1]) switch
        {
            'k' => 10,
            'm' => 20,
            'g' => 30,
            't' => 40,
            _ => 0,
        };
        if (shift > 0)
            digits = digits[..^1];
        var isHex = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return ulong.TryParse(
                isHex ? digits[2..] : digits,
                isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
                CultureInfo.InvariantCulture, out var number)
            && number <= ulong.MaxValue >> shift
                ? number << shift
                : null;
    }
}
