using System.Globalization;

namespace SoftReserve.Userspace.SystemTools;

/// <summary>What chmem is to change.</summary>
internal abstract record ChmemTarget
{
    private const ulong DefaultUnit = 1UL << 20;
    private const int OutOfRange = 34;

    private ChmemTarget()
    {
    }

    /// <summary>As many blocks as make up a size, wherever they are.</summary>
    public sealed record Size(ulong Blocks) : ChmemTarget;

    /// <summary>These blocks.</summary>
    /// <param name="First">The first one's number.</param>
    /// <param name="Last">The last one's, which may not exist.</param>
    public sealed record Numbers(ulong First, ulong Last) : ChmemTarget;

    /// <summary>Nothing, for the text makes no sense.</summary>
    /// <param name="Why">In chmem's words, without its name.</param>
    public sealed record Nonsense(string Why) : ChmemTarget;

    /// <summary>Reads a size, a range of addresses or, with <paramref name="asBlocks"/>, block
    /// numbers.</summary>
    public static ChmemTarget Read(string text, bool asBlocks, ulong blockSize)
    {
        var parts = text.Split('-', StringSplitOptions.RemoveEmptyEntries);
        var target = (parts.Length, asBlocks) switch
        {
            (0 or > 2, _) => new Nonsense($"Invalid parameter: {text}"),
            (1, true) => BlockNumbers(parts[0], parts[0], "block number", "block number"),
            (1, false) => SizeOf(parts[0], blockSize),
            (_, true) => BlockNumbers(parts[0], parts[1], "start", "end"),
            _ => Addresses(parts[0], parts[1], blockSize),
        };
        return target is Numbers numbers && numbers.First > numbers.Last
            ? new Nonsense($"Invalid range: {text}")
            : target;
    }

    private static ChmemTarget BlockNumbers(
        string first, string last, string firstName, string lastName)
    {
        if (!TryDecimal(first, out var start))
            return new Nonsense($"Failed to parse {firstName}: '{first}'");
        return TryDecimal(last, out var end)
            ? new Numbers(start, end)
            : new Nonsense($"Failed to parse {lastName}: '{last}'");
    }

    private static ChmemTarget SizeOf(string text, ulong blockSize)
    {
        var (bytes, errno) = UtilLinuxSize.Read(text);
        if (errno != 0)
            return new Nonsense($"Failed to parse size: '{text}': " + (errno == OutOfRange
                ? "Numerical result out of range"
                : "Invalid argument"));
        var size = (UInt128)bytes * (char.IsAsciiDigit(text[^1]) ? DefaultUnit : 1);
        return size % blockSize == 0
            ? new Size((ulong)(size / blockSize))
            : new Nonsense(
                $"Size must be aligned to memory block size ({UtilLinuxSize.Text(blockSize)})");
    }

    private static ChmemTarget Addresses(string first, string last, ulong blockSize)
    {
        if (first.Length < 2 || first[1] != 'x')
            return new Nonsense($"Invalid start address format: {first}");
        if (last.Length < 2 || last[1] != 'x')
            return new Nonsense($"Invalid end address format: {last}");
        if (!TryHex(first, out var start))
            return new Nonsense($"Failed to parse start address: '{first}'");
        if (!TryHex(last, out var end))
            return new Nonsense($"Failed to parse end address: '{last}'");
        return start % blockSize == 0 && ((UInt128)end + 1) % blockSize == 0
            ? new Numbers(start / blockSize, end / blockSize)
            : new Nonsense(
                "Start address and (end address + 1) must be aligned to memory block size "
                + $"({UtilLinuxSize.Text(blockSize)})");
    }

    private static bool TryDecimal(string text, out ulong number) => ulong.TryParse(
        text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool TryHex(string text, out ulong number) => ulong.TryParse(
        text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
}
