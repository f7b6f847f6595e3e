using System.Buffers.Binary;
using System.Text;

namespace SoftReserve.Firmware.Acpi;

/// <summary>The 36 bytes that begin every ACPI table.</summary>
/// <remarks>ACPI specification, section "System Description Table Header".</remarks>
internal static class TableHeader
{
    public const int Size = 36;

    private const int LengthOffset = 4;
    private const int RevisionOffset = 8;
    private const int ChecksumOffset = 9;
    private const int NamesOffset = 10;
    private const int CreatorRevisionOffset = 32;

    /// <summary>Checks signature, length and checksum.</summary>
    /// <param name="bytes">The table.</param>
    /// <param name="signature">Four characters.</param>
    /// <param name="fixedSize">Bytes before the first structure, header included.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="table">The bytes that both the header and the input have.</param>
    /// <returns>False when the bytes cannot be read as that table.</returns>
    public static bool TryOpen(
        ReadOnlySpan<byte> bytes,
        string signature,
        int fixedSize,
        ProblemCollector problems,
        out ReadOnlySpan<byte> table)
    {
        table = default;
        if (!HasRoom(bytes, signature, fixedSize, problems)
            || !HasSignature(bytes, signature, problems))
            return false;
        table = CutToLength(bytes, signature, problems);
        CheckSum(table, signature, problems);
        return HasRoom(table, signature, fixedSize, problems);
    }

    public static byte Revision(ReadOnlySpan<byte> table) => table[RevisionOffset];

    /// <summary>Fills in the header and the checksum of a table whose rest is written.</summary>
    public static byte[] Seal(byte[] table, string signature, byte revision)
    {
        Encoding.ASCII.GetBytes(signature, table);
        BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(LengthOffset), (uint)table.Length);
        table[RevisionOffset] = revision;
        Encoding.ASCII.GetBytes("SOFTRVSOFTRESV\u0001\0\0\0SRSV", table.AsSpan(NamesOffset));
        BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(CreatorRevisionOffset), 1);
        table[ChecksumOffset] = (byte)((256 - Sum(table)) % 256);
        return table;
    }

    private static bool HasRoom(
        ReadOnlySpan<byte> bytes, string signature, int fixedSize, ProblemCollector problems)
    {
        if (bytes.Length >= fixedSize)
            return true;
        problems.Add(TableProblemId.TooShort, 0,
            $"{bytes.Length} bytes, but a {signature} has at least {fixedSize}");
        return false;
    }

    private static bool HasSignature(
        ReadOnlySpan<byte> bytes, string signature, ProblemCollector problems)
    {
        var found = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        Span<byte> expected = stackalloc byte[sizeof(uint)];
        Encoding.ASCII.GetBytes(signature, expected);
        if (bytes.StartsWith(expected))
            return true;
        problems.Add(TableProblemId.WrongSignature, 0,
            $"signature bytes 0x{found:x8}, expected {signature}");
        return false;
    }

    private static ReadOnlySpan<byte> CutToLength(
        ReadOnlySpan<byte> bytes, string signature, ProblemCollector problems)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[LengthOffset..]);
        if (length == bytes.Length)
            return bytes;
        problems.Add(TableProblemId.WrongLength, LengthOffset,
            $"the header of {signature} says {length} bytes, but there are {bytes.Length}");
        return bytes[..(int)Math.Min(length, (uint)bytes.Length)];
    }

    private static void CheckSum(
        ReadOnlySpan<byte> table, string signature, ProblemCollector problems)
    {
        var sum = Sum(table);
        if (sum != 0)
            problems.Add(TableProblemId.WrongChecksum, ChecksumOffset,
                $"the bytes of {signature} add up to 0x{sum:x2}, expected 0x00");
    }

    private static int Sum(ReadOnlySpan<byte> table)
    {
        var sum = 0;
        foreach (var value in table)
            sum = (sum + value) & byte.MaxValue;
        return sum;
    }
}
