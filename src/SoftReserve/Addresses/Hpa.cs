using System.Globalization;

namespace SoftReserve.Addresses;

/// <summary>A host-physical address, in bytes, as the CPU and every ACPI table see it.</summary>
/// <remarks>Any 64-bit value is legal, 0 and 2^64-1 included. Not interchangeable with
/// <see cref="Dpa"/>, the address inside a memory device.</remarks>
public readonly record struct Hpa(ulong Value) : IComparable<Hpa>
{
    /// <summary>The highest address, 2^64-1: the end of the kernel's resource roots.</summary>
    public static readonly Hpa Max = new(ulong.MaxValue);

    /// <summary>The address <paramref name="bytes"/> higher.</summary>
    /// <exception cref="OverflowException">The result does not fit 64 bits.</exception>
    public Hpa Plus(ulong bytes) => new(checked(Value + bytes));

    /// <summary>The address <paramref name="bytes"/> lower.</summary>
    /// <exception cref="OverflowException">The result would be negative.</exception>
    public Hpa Minus(ulong bytes) => new(checked(Value - bytes));

    /// <summary>True when the address is a multiple of <paramref name="alignment"/>
    /// bytes.</summary>
    public bool IsAlignedTo(ulong alignment) => Value % alignment == 0;

    /// <inheritdoc/>
    public int CompareTo(Hpa other) => Value.CompareTo(other.Value);

    /// <summary>Lower-case hexadecimal with 0x, without leading zeros.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"0x{Value:x}");

    /// <summary>Address order.</summary>
    public static bool operator <(Hpa left, Hpa right) => left.Value < right.Value;

    /// <summary>Address order.</summary>
    public static bool operator >(Hpa left, Hpa right) => left.Value > right.Value;

    /// <summary>Address order.</summary>
    public static bool operator <=(Hpa left, Hpa right) => left.Value <= right.Value;

    /// <summary>Address order.</summary>
    public static bool operator >=(Hpa left, Hpa right) => left.Value >= right.Value;
}
