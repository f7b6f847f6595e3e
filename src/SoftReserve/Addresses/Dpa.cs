using System.Globalization;

namespace SoftReserve.Addresses;

/// <summary>A device-physical address: an offset into the memory of one CXL memory
/// device.</summary>
/// <remarks>A decoder translates <see cref="Hpa"/> to <see cref="Dpa"/>; nothing else
/// may.</remarks>
public readonly record struct Dpa(ulong Value)
{
    /// <summary>Lower-case hexadecimal with 0x, without leading zeros.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"0x{Value:x}");
}

/// <summary>A span of device memory, both ends inclusive.</summary>
/// <remarks>Kernel: <c>cxled->dpa_res</c>, drivers/cxl/core/hdm.c.</remarks>
public readonly record struct DpaRange
{
    /// <summary>Makes the span from <paramref name="start"/> to <paramref name="end"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="end"/> lies below
    /// <paramref name="start"/>.</exception>
    public DpaRange(Dpa start, Dpa end)
    {
        if (end.Value < start.Value)
            throw new ArgumentException($"the end {end} lies below the start {start}");
        (Start, End) = (start, end);
    }

    /// <summary>First byte.</summary>
    public Dpa Start { get; }

    /// <summary>Last byte, inclusive.</summary>
    public Dpa End { get; }

    /// <summary>Length in bytes.</summary>
    public ByteSize Size => new((UInt128)End.Value - Start.Value + 1);

    /// <summary>The span of <paramref name="size"/> bytes from <paramref name="start"/>.</summary>
    /// <exception cref="ArgumentException">The size is 0 or runs past 2^64.</exception>
    public static DpaRange Sized(Dpa start, ByteSize size)
    {
        var range = AddressRange.Sized(new Hpa(start.Value), size);
        return new DpaRange(new Dpa(range.Start.Value), new Dpa(range.End.Value));
    }

    /// <summary><c>0x0-0x3fffffff</c>.</summary>
    public override string ToString() => $"{Start}-{End}";
}
