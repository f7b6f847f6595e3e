namespace SoftReserve.Firmware;

/// <summary>Numbers as the kernel's command line has them.</summary>
/// <remarks>Kernel: <c>memparse()</c>, lib/cmdline.c; <c>simple_strtoull()</c>,
/// lib/vsprintf.c.</remarks>
internal static class KernelNumber
{
    private const string Suffixes = "KMGTPE";
    private const int BitsPerSuffix = 10;

    /// <summary>Takes a C integer (decimal, 0 octal, 0x hexadecimal) off the front of
    /// <paramref name="text"/>.</summary>
    /// <returns>False when there is no digit or the number does not fit 64 bits.</returns>
    public static bool TryTakeInteger(ref ReadOnlySpan<char> text, out ulong value)
    {
        var radix = TakeRadix(ref text);
        UInt128 number = 0;
        var digits = 0;
        while (digits < text.Length && DigitOf(text[digits]) is var digit && digit < radix)
        {
            number = UInt128.Min(number * radix + digit, (UInt128)ulong.MaxValue + 1);
            digits++;
        }

        text = text[digits..];
        value = number > ulong.MaxValue ? ulong.MaxValue : (ulong)number;
        return digits > 0 && number <= ulong.MaxValue;
    }

    /// <summary>As <see cref="TryTakeInteger"/>, with an optional K, M, G, T, P or E behind the
    /// number, in either case.</summary>
    public static bool TryTakeSize(ref ReadOnlySpan<char> text, out ulong value)
    {
        if (!TryTakeInteger(ref text, out value))
            return false;
        var suffix = text.IsEmpty
            ? -1 : Suffixes.IndexOf(text[0], StringComparison.OrdinalIgnoreCase);
        if (suffix < 0)
            return true;
        text = text[1..];
        var size = (UInt128)value << ((suffix + 1) * BitsPerSuffix);
        value = (ulong)(size & ulong.MaxValue);
        return size <= ulong.MaxValue;
    }

    // the 0 of an octal number stays in front: it is a digit too
    private static uint TakeRadix(ref ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("0"))
            return 10;
        if (!text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            || text.Length < 3 || DigitOf(text[2]) >= 16)
            return 8;
        text = text[2..];
        return 16;
    }

    private static uint DigitOf(char character) => character switch
    {
        >= '0' and <= '9' => (uint)(character - '0'),
        >= 'a' and <= 'f' => (uint)(character - 'a' + 10),
        >= 'A' and <= 'F' => (uint)(character - 'A' + 10),
        _ => uint.MaxValue,
    };
}
