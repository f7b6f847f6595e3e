using System.Globalization;

namespace SoftReserve.Addresses;

/// <summary>A number of bytes, 0 to 2^64: the whole address space has a size too.</summary>
public readonly record struct ByteSize : IComparable<ByteSize>
{
    private const int Kibi = 10, Mebi = 20, Gibi = 30, Tebi = 40;

    // two halves, because code that holds a UInt128 cannot be compiled ahead of time
    private readonly ulong _high, _low;

    /// <summary>A number of bytes, at most 2^64.</summary>
    public ByteSize(UInt128 bytes) =>
        (_high, _low) = ((ulong)(bytes >> 64), unchecked((ulong)bytes));

    /// <summary>The number.</summary>
    public UInt128 Bytes => new(_high, _low);

    /// <summary>A whole number of KiB.</summary>
    public static ByteSize KiB(ulong count) => new((UInt128)count << Kibi);

    /// <summary>A whole number of MiB.</summary>
    public static ByteSize MiB(ulong count) => new((UInt128)count << Mebi);

    /// <summary>A whole number of GiB.</summary>
    public static ByteSize GiB(ulong count) => new((UInt128)count << Gibi);

    /// <summary>A whole number of TiB.</summary>
    public static ByteSize TiB(ulong count) => new((UInt128)count << Tebi);

    /// <summary>The size as 64 bits.</summary>
    /// <exception cref="OverflowException">The size is 2^64 or more.</exception>
    public ulong ToUInt64() => checked((ulong)Bytes);

    /// <inheritdoc/>
    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    /// <summary>The largest unit that divides the size: <c>128GiB</c>, <c>640KiB</c>,
    /// <c>100</c>. The form that <see cref="TryParse"/> reads.</summary>
    public override string ToString() => (int)UInt128.TrailingZeroCount(Bytes) switch
    {
        _ when Bytes == 0 => "0",
        >= Tebi => Text(Tebi, "TiB"),
        >= Gibi => Text(Gibi, "GiB"),
        >= Mebi => Text(Mebi, "MiB"),
        >= Kibi => Text(Kibi, "KiB"),
        _ => Text(0, ""),
    };

    /// <summary>Reads a plain number of bytes, decimal or 0x-hexadecimal, or a number with KiB,
    /// MiB, GiB or TiB.</summary>
    /// <returns>False for anything else, and for more than 2^64 bytes.</returns>
    public static bool TryParse(string? text, out ByteSize size)
    {
        size = default;
        var digits = text.AsSpan().Trim();
        var shift = UnitShift(digits);
        if (shift > 0)
            digits = digits[..^3].TrimEnd();
        if (!TryNumber(digits, out var count) || ((UInt128)count << shift) > (UInt128)1 << 64)
            return false;
        size = new ByteSize((UInt128)count << shift);
        return true;
    }

    private static int UnitShift(ReadOnlySpan<char> text) =>
        text.EndsWith("KiB") ? Kibi
        : text.EndsWith("MiB") ? Mebi
        : text.EndsWith("GiB") ? Gibi
        : text.EndsWith("TiB") ? Tebi : 0;

    private static bool TryNumber(ReadOnlySpan<char> text, out ulong value) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? ulong.TryParse(
                text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
            : ulong.TryParse(
                text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private string Text(int shift, string unit) =>
        (Bytes >> shift).ToString(CultureInfo.InvariantCulture) + unit;

    /// <summary>Order by size.</summary>
    public static bool operator <(ByteSize left, ByteSize right) => left.Bytes < right.Bytes;

    /// <summary>Order by size.</summary>
    public static bool operator >(ByteSize left, ByteSize right) => left.Bytes > right.Bytes;

    /// <summary>Order by size.</summary>
    public static bool operator <=(ByteSize left, ByteSize right) => left.Bytes <= right.Bytes;

    /// <summary>Order by size.</summary>
    public static bool operator >=(ByteSize left, ByteSize right) => left.Bytes >= right.Bytes;
}
