using System.Buffers.Binary;
using System.Text;

namespace SoftReserve.Machines.Captures;

/// <summary>Walks the headers of an archive before anybody trusts their sizes.</summary>
/// <remarks>A reader makes room for long names and extended attributes as large as a header
/// claims; an archive of one block could ask for gigabytes.</remarks>
internal static class TarHeaders
{
    private const int Block = 512, SizeOffset = 124, SizeLength = 12, TypeOffset = 156;
    private const int ChecksumOffset = 148, ChecksumLength = 8;
    private const int LongestAttributes = 64 * 1024;

    /// <summary>What is wrong with the headers; null when sizes and number are sound.</summary>
    public static string? Check(ReadOnlySpan<byte> archive, CaptureLimits limits)
    {
        var entries = 0;
        for (var offset = 0; offset + Block <= archive.Length;)
        {
            var header = archive.Slice(offset, Block);
            if (!header.ContainsAnyExcept((byte)0))
                return entries == 0 ? "no entry" : null;
            if (!HasChecksum(header) || SizeOf(header) is not { } size)
                return "not a tar archive, or a damaged one";
            if (++entries > limits.Entries)
                return FormattableString.Invariant($"more than {limits.Entries} entries");
            offset += Block;
            if (size > archive.Length - offset)
                return "an entry claims more bytes than the archive has";
            if (Attributes(header[TypeOffset], archive.Slice(offset, (int)size)) is { } problem)
                return problem;
            offset += ((int)size + Block - 1) / Block * Block;
        }

        return entries == 0 ? "no entry" : null;
    }

    private static string? Attributes(byte type, ReadOnlySpan<byte> content)
    {
        if (type is not ((byte)'x' or (byte)'g' or (byte)'K' or (byte)'L'))
            return null;
        if (content.Length > LongestAttributes)
            return "a long name or attribute of more than 64 KiB";
        // a second size would let the walk here and the reader disagree about what is a header
        return type is (byte)'x' or (byte)'g' && content.IndexOf(" size="u8) >= 0
            ? "a size outside its header" : null;
    }

    private static bool HasChecksum(ReadOnlySpan<byte> header)
    {
        long sum = ChecksumLength * ' ';
        for (var index = 0; index < Block; index++)
            if (index is < ChecksumOffset or >= ChecksumOffset + ChecksumLength)
                sum += header[index];
        return Octal(header.Slice(ChecksumOffset, ChecksumLength)) == sum;
    }

    // sizes of 8 GiB and more are binary; none of those is a recording
    private static long? SizeOf(ReadOnlySpan<byte> header)
    {
        var field = header.Slice(SizeOffset, SizeLength);
        return (field[0] & 0x80) == 0 ? Octal(field)
            : field[1..4].ContainsAnyExcept((byte)0) || (field[4] & 0x80) != 0 ? long.MaxValue
            : BinaryPrimitives.ReadInt64BigEndian(field[4..]);
    }

    private static long? Octal(ReadOnlySpan<byte> field)
    {
        var text = Encoding.ASCII.GetString(field).Trim('\0', ' ');
        long value = 0;
        foreach (var digit in text)
        {
            if (digit is < '0' or > '7')
                return null;
            value = value * 8 + (digit - '0');
        }

        return value;
    }
}
