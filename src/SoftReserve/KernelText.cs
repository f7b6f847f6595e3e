using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Resources;

namespace SoftReserve;

/// <summary>Addresses as the kernel's printf prints them.</summary>
/// <remarks>Kernel: <c>resource_string()</c>, lib/vsprintf.c. Formatted when read, not
/// before.</remarks>
public static class KernelText
{
    /// <summary><c>%pr</c>: the range with its flags in hexadecimal.</summary>
    public static IFormattable WithFlags(AddressRange range, ResourceFlags flags) =>
        new Printed(range, (ulong)flags);

    /// <summary><c>%pR</c> of plain memory: the range alone.</summary>
    public static IFormattable Memory(AddressRange range) => new Printed(range, null);

    private sealed record Printed(AddressRange Range, ulong? Flags) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider)
        {
            var ends = Range.Start == Range.End && Flags is null
                ? $"0x{Range.Start.Value:x8}"
                : $"0x{Range.Start.Value:x8}-0x{Range.End.Value:x8}";
            return Flags is { } flags
                ? string.Create(CultureInfo.InvariantCulture, $"[mem {ends} flags 0x{flags:x}]")
                : $"[mem {ends}]";
        }
    }
}
