using System.Globalization;
using SoftReserve.Addresses;

namespace SoftReserve.Firmware.Acpi;

/// <summary>One table of an acpidump listing.</summary>
/// <param name="Signature">The four characters of its heading line.</param>
/// <param name="Bytes">The bytes listed, as many as there are.</param>
public sealed record AcpiDumpTable(string Signature, ValueList<byte> Bytes);

/// <summary>Reads the text that acpidump prints and people paste.</summary>
/// <remarks>A heading <c>CEDT @ 0x0000000000000000</c>, then lines of an offset, a colon and up to
/// sixteen bytes with their characters behind them. All other lines are comments.</remarks>
public static class AcpiDumpText
{
    private const int BytesPerLine = 16;

    /// <summary>Finds every table. A table ends at the first line that is missing or broken: the
    /// table's own decoder then tells by its length.</summary>
    /// <returns>Empty when the text holds no heading. Never throws.</returns>
    public static ValueList<AcpiDumpTable> TryReadTables(string text)
    {
        List<AcpiDumpTable> tables = [];
        List<byte> bytes = [];
        string? signature = null;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (TryReadHeading(line, out var next))
            {
                AddTable(tables, signature, bytes);
                (signature, bytes) = (next, []);
            }
            else if (signature is not null)
            {
                ReadBytes(line.Trim(), bytes);
            }
        }

        AddTable(tables, signature, bytes);
        return [.. tables];
    }

    private static void AddTable(List<AcpiDumpTable> tables, string? signature, List<byte> bytes)
    {
        if (signature is not null)
            tables.Add(new AcpiDumpTable(signature, [.. bytes]));
    }

    private static bool TryReadHeading(ReadOnlySpan<char> line, out string signature)
    {
        var isHeading = line.Length > 8 && line[4..].StartsWith(" @ 0x");
        signature = isHeading ? line[..4].ToString() : "";
        return isHeading;
    }

    private static void ReadBytes(ReadOnlySpan<char> line, List<byte> bytes)
    {
        var colon = line.IndexOf(':');
        if (colon < 1 || !TryHex(line[..colon], out var offset) || offset != (uint)bytes.Count)
            return;
        var digits = line[(colon + 1)..].TrimStart();
        for (var read = 0; read < BytesPerLine && TryReadByte(digits, out var value); read++)
        {
            bytes.Add(value);
            digits = digits.Length > 2 ? digits[3..] : [];
        }
    }

    private static bool TryReadByte(ReadOnlySpan<char> digits, out byte value)
    {
        uint number = 0;
        var isByte = digits.Length >= 2 && (digits.Length == 2 || digits[2] == ' ')
            && TryHex(digits[..2], out number);
        value = isByte ? (byte)number : default;
        return isByte;
    }

    private static bool TryHex(ReadOnlySpan<char> digits, out uint value) => uint.TryParse(
        digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}
