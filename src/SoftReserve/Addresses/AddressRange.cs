using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SoftReserve.Addresses;

/// <summary>A span of host-physical addresses, both ends inclusive, as <c>struct resource</c>
/// and /proc/iomem have them.</summary>
/// <remarks>Never empty: the shortest range is one byte. <c>default</c> is the byte at 0. The
/// only place in the program that adds one to an end.</remarks>
public readonly record struct AddressRange : IComparable<AddressRange>
{
    /// <summary>Makes the range from <paramref name="start"/> to <paramref name="end"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="end"/> lies below
    /// <paramref name="start"/>.</exception>
    public AddressRange(Hpa start, Hpa end)
    {
        if (end < start)
            throw new ArgumentException($"the end {end} lies below the start {start}");
        (Start, End) = (start, end);
    }

    /// <summary>Makes the range from <paramref name="start"/> to <paramref name="end"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="end"/> lies below
    /// <paramref name="start"/>.</exception>
    public AddressRange(ulong start, ulong end) : this(new Hpa(start), new Hpa(end))
    {
    }

    /// <summary>Every address there is, 0 to 2^64-1.</summary>
    public static AddressRange Everything => new(0, ulong.MaxValue);

    /// <summary>First byte.</summary>
    public Hpa Start { get; }

    /// <summary>Last byte, inclusive.</summary>
    public Hpa End { get; }

    /// <summary>Length in bytes, 1 to 2^64.</summary>
    public ByteSize Size => new((UInt128)End.Value - Start.Value + 1);

    /// <summary>The range of <paramref name="size"/> bytes that begins at
    /// <paramref name="start"/>.</summary>
    /// <exception cref="ArgumentException">The size is 0 or the range runs past 2^64-1.</exception>
    public static AddressRange Sized(Hpa start, ByteSize size) =>
        TryMakeSized(start.Value, size, out var range)
            ? range
            : throw new ArgumentException($"{size.Bytes} bytes from {start} are no range");

    /// <summary>As <see cref="Sized"/>, for numbers from a table: false when the size is 0 or the
    /// range runs past 2^64-1.</summary>
    public static bool TryMakeSized(ulong start, ByteSize size, out AddressRange range)
    {
        var end = size.Bytes + start;
        var fits = size.Bytes > 0 && end <= (UInt128)ulong.MaxValue + 1;
        range = fits ? new AddressRange(start, (ulong)(end - 1)) : default;
        return fits;
    }

    /// <summary>True when the address lies in the range, ends included.</summary>
    public bool Contains(Hpa address) => Start <= address && address <= End;

    /// <summary>True when no byte of <paramref name="other"/> lies outside; equal ranges contain
    /// each other.</summary>
    public bool Contains(AddressRange other) => Start <= other.Start && other.End <= End;

    /// <summary>True when it contains <paramref name="other"/> and is not equal to it.</summary>
    public bool Encloses(AddressRange other) => Contains(other) && this != other;

    /// <summary>True when the ranges share at least one byte.</summary>
    public bool Overlaps(AddressRange other) => Start <= other.End && other.Start <= End;

    /// <summary>The shared bytes; null when there are none.</summary>
    public AddressRange? Intersect(AddressRange other) =>
        Overlaps(other) ? new AddressRange(Max(Start, other.Start), Min(End, other.End)) : null;

    /// <summary>The smallest range that contains both, with whatever lies between them.</summary>
    public AddressRange Union(AddressRange other) =>
        new(Min(Start, other.Start), Max(End, other.End));

    /// <summary>The range shrunk inward to multiples of <paramref name="alignment"/> bytes; null
    /// when less than one multiple is left.</summary>
    public AddressRange? AlignInward(ulong alignment)
    {
        var start = ((UInt128)Start.Value + alignment - 1) / alignment * alignment;
        var end = ((UInt128)End.Value + 1) / alignment * alignment;
        return end > start ? new AddressRange((ulong)start, (ulong)(end - 1)) : null;
    }

    /// <summary>What is left of this range without <paramref name="others"/>, ascending.</summary>
    public ValueList<AddressRange> Except(IEnumerable<AddressRange> others)
    {
        var left = new List<AddressRange>();
        UInt128 position = Start.Value;
        foreach (var other in others.Where(Overlaps).Order())
        {
            if (other.Start.Value > position)
                left.Add(new AddressRange((ulong)position, other.Start.Value - 1));
            position = UInt128.Max(position, (UInt128)other.End.Value + 1);
        }

        if (position <= End.Value)
            left.Add(new AddressRange((ulong)position, End.Value));
        return [.. left];
    }

    /// <summary>By start, then by end.</summary>
    public int CompareTo(AddressRange other) =>
        Start != other.Start ? Start.CompareTo(other.Start) : End.CompareTo(other.End);

    /// <summary><c>0x850000000-0x284fffffff</c>, the form that <see cref="TryParse"/>
    /// reads.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"0x{Start.Value:x}-0x{End.Value:x}");

    /// <summary>Reads <c>START-END</c>, hexadecimal with or without 0x, both ends
    /// inclusive.</summary>
    /// <returns>False for anything else, an end below the start included.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out AddressRange range)
    {
        range = default;
        var dash = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        if (dash < 0 || !TryHex(text.AsSpan(0, dash), out var start)
            || !TryHex(text.AsSpan(dash + 1), out var end) || end < start)
            return false;
        range = new AddressRange(start, end);
        return true;
    }

    /// <summary>Address order.</summary>
    public static bool operator <(AddressRange left, AddressRange right) =>
        left.CompareTo(right) < 0;

    /// <summary>Address order.</summary>
    public static bool operator >(AddressRange left, AddressRange right) =>
        left.CompareTo(right) > 0;

    /// <summary>Address order.</summary>
    public static bool operator <=(AddressRange left, AddressRange right) =>
        left.CompareTo(right) <= 0;

    /// <summary>Address order.</summary>
    public static bool operator >=(AddressRange left, AddressRange right) =>
        left.CompareTo(right) >= 0;

    private static bool TryHex(ReadOnlySpan<char> text, out ulong value)
    {
        text = text.Trim();
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            text = text[2..];
        return ulong.TryParse(
            text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    private static Hpa Min(Hpa left, Hpa right) => left < right ? left : right;

    private static Hpa Max(Hpa left, Hpa right) => left > right ? left : right;
}
