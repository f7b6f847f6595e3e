using System.Globalization;

namespace SoftReserve.Cli.Exploring;

/// <summary>How much memory the program may take.</summary>
internal static class MemorySize
{
    private const long Mebibyte = 1 << 20, Least = 100 * Mebibyte;

    // code, stacks and what the collector keeps besides the heap, measured
    private const long BesidesHeap = 80 * Mebibyte;

    /// <summary>Bytes that are taken when nobody says how many: what leaves a tenth of the
    /// machine, or of the container.</summary>
    public static long Default => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 10 * 9;

    /// <summary>The part of a program's bytes that its heap may take.</summary>
    public static long HeapOf(long bytes) => Math.Max(Mebibyte, bytes - BesidesHeap);

    /// <summary>Reads a size such as 500M, 2G or 3000000000.</summary>
    public static bool TryParse(string text, out long bytes)
    {
        var unit = text.Length == 0 ? 1 : char.ToUpperInvariant(text[^1]) switch
        {
            'M' => Mebibyte,
            'G' => 1024 * Mebibyte,
            _ => 1,
        };
        bytes = 0;
        if (!long.TryParse(
            unit == 1 ? text : text[..^1], NumberStyles.None, CultureInfo.InvariantCulture,
            out var number) || number > long.MaxValue / unit)
            return false;
        bytes = number * unit;
        return bytes >= Least;
    }
}
