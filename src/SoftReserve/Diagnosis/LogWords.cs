using System.Globalization;
using SoftReserve.Addresses;

namespace SoftReserve.Diagnosis;

/// <summary>Words by which lines of the kernel log are known, whatever the release.</summary>
/// <remarks>What the model itself logs stands in <c>DaxText</c>, <c>AssemblyText</c> and
/// <c>HmemText</c>; older releases word some of it differently.</remarks>
internal static class LogWords
{
    public const string NotReserved = "could not reserve";
    public const string RegionConflict = "resource conflict";
    public const string NoWindow = "no CXL window for range";
    public const string NotAttached = "failed to attach";
    public const string NotAdded = "failed to add to region";
    public const string NoAddresses = "HPA allocation error";
    public const string NotReset = "failed to reset";
    public const string NoCardPerformance = "Failed to retrieve ep perf coordinates";
    public const string NoPortPerformance = "Failed to get generic port perf coordinates";
    public const string Efi = "efi: ";
    public const string BiosMap = "BIOS-e820";

    /// <summary>What HMEM says when it waits, takes or leaves a range.</summary>
    public static readonly string[] Decisions =
    [
        "registering CXL range", "CXL did not claim", "using HMEM", "dropping CXL range",
        "CXL claims resource", "deferring range to CXL",
    ];

    /// <summary>What a kernel says when something broke.</summary>
    public static readonly string[] Trouble =
        [
        "BUG:", "Oops:", "WARNING:", "cannot create duplicate filename", "Call Trace:",
        "blocked for more than", "Kernel panic",
    ];

    /// <summary>The first range of a line, <c>0x110000000-0x12fffffff</c>, with a colon between
    /// the ends, or with a blank; null when it has none.</summary>
    public static AddressRange? RangeIn(string text)
    {
        for (var at = text.IndexOf("0x", StringComparison.Ordinal); at >= 0;
            at = text.IndexOf("0x", at + 2, StringComparison.Ordinal))
            if (Number(text, at, out var next) is { } start
                && next < text.Length && text[next] is '-' or ':' or ' '
                && Number(text, next + 1, out _) is { } end && start <= end)
                return new AddressRange(start, end);
        return null;
    }

    private static ulong? Number(string text, int at, out int next)
    {
        next = at;
        if (string.CompareOrdinal(text, at, "0x", 0, 2) != 0)
            return null;
        next = at + 2;
        while (next < text.Length && char.IsAsciiHexDigit(text[next]))
            next++;
        return ulong.TryParse(
            text.AsSpan(at + 2, next - at - 2), NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
