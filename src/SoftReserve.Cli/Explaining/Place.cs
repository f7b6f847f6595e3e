using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Owners;

namespace SoftReserve.Cli.Explaining;

/// <summary>What a user asks about: an address or a range.</summary>
/// <param name="Text">As typed.</param>
/// <param name="Range">The bytes; one for an address.</param>
/// <param name="IsDecimal">True for an address in decimal digits.</param>
internal sealed record Place(string Text, AddressRange Range, bool IsDecimal)
{
    public const string Expected = "expected an address, decimal or hexadecimal with 0x, or a "
        + "range of both as START-END, hexadecimal, END inclusive, up to 0xffffffffffffffff";

    /// <summary>Reads what was typed; null when it is neither an address nor a range.</summary>
    public static Place? Parse(string text)
    {
        text = text.Trim();
        if (text.Contains('-', StringComparison.Ordinal))
            return AddressRange.TryParse(text, out var range)
                ? new Place(text, range, false)
                : null;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return ulong.TryParse(
                text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
                out var hexadecimal)
                ? new Place(text, new AddressRange(hexadecimal, hexadecimal), false)
                : null;
        return ulong.TryParse(
            text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Place(text, new AddressRange(number, number), true)
            : null;
    }

    /// <summary>A warning that hexadecimal was probably meant; null when there is no reason to
    /// think so.</summary>
    public string? Note(Kernel kernel) =>
        IsDecimal && Parse("0x" + Text) is { } other
        && !IsKnown(kernel, Range) && IsKnown(kernel, other.Range)
            ? $"{Text} is read as decimal, {Range.Start}; did you mean {other.Range.Start}?"
            : null;

    private static bool IsKnown(Kernel kernel, AddressRange range) =>
        !OwnersTable.Within(kernel, range).IsEmpty;
}
