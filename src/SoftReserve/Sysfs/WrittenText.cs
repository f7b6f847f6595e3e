using System.Globalization;

namespace SoftReserve.Sysfs;

/// <summary>Reads what is written into files as the kernel does.</summary>
internal static class WrittenText
{
    private const string HexPrefix = "0x";

    /// <summary>A number: decimal, hexadecimal behind 0x, octal behind 0.</summary>
    /// <remarks>Kernel: <c>kstrtoull()</c> with base 0, lib/kstrtox.c.</remarks>
    public static ulong? Number(string text)
    {
        if (text.StartsWith(HexPrefix, StringComparison.OrdinalIgnoreCase))
            return ulong.TryParse(
                text.AsSpan(HexPrefix.Length), NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture, out var hex)
                ? hex
                : null;
        if (text.Length > 1 && text[0] == '0')
            return Octal(text);
        return ulong.TryParse(
            text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    /// <summary>Yes or no.</summary>
    /// <remarks>Kernel: <c>kstrtobool()</c>, lib/kstrtox.c.</remarks>
    public static bool? Truth(string text) => text switch
    {
        ['y' or 'Y' or 't' or 'T' or '1', ..] => true,
        ['n' or 'N' or 'f' or 'F' or '0', ..] => false,
        ['o' or 'O', 'n' or 'N', ..] => true,
        ['o' or 'O', 'f' or 'F', ..] => false,
        _ => null,
    };

    /// <summary>The number behind a word, as in <c>region0</c>; null for anything else.</summary>
    public static int? NumberBehind(string word, string text) =>
        text.StartsWith(word, StringComparison.Ordinal)
        && int.TryParse(
            text.AsSpan(word.Length), NumberStyles.None, CultureInfo.InvariantCulture,
            out var number)
            ? number
            : null;

    /// <summary>The numbers in <c>dax0.1</c> or <c>decoder2.0</c>; null for anything
    /// else.</summary>
    public static (int First, int Second)? Pair(string word, string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot >= 0 && NumberBehind(word, text[..dot]) is { } first
            && NumberBehind("", text[(dot + 1)..]) is { } second
            ? (first, second)
            : null;
    }

    private static ulong? Octal(string text)
    {
        UInt128 number = 0;
        foreach (var digit in text)
        {
            if (digit is < '0' or > '7' || number > ulong.MaxValue)
                return null;
            number = number * 8 + (uint)(digit - '0');
        }

        return number <= ulong.MaxValue ? (ulong)number : null;
    }
}
