namespace SoftReserve.Resources;

/// <summary>Hashes that are the same in every run.</summary>
internal static class ResourceHash
{
    /// <summary>Spreads a number over 64 bits, one to one, so that different numbers stay
    /// different.</summary>
    /// <remarks>The finalizer of the SplitMix64 generator (public domain).</remarks>
    public static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9e3779b97f4a7c15;
            value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
            value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
            return value ^ (value >> 31);
        }
    }

    /// <summary>A hash of a text; null differs from the empty text.</summary>
    public static ulong OfText(string? text)
    {
        if (text is null)
            return ulong.MaxValue;
        var hash = (ulong)text.Length;
        foreach (var letter in text)
            hash = unchecked((hash ^ letter) * 0x100000001b3);
        return hash;
    }
}
