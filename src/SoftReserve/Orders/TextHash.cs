using System.Text;

namespace SoftReserve.Orders;

/// <summary>Hashes that are the same in every run and on every machine, which those of
/// <see cref="string.GetHashCode()"/> are not.</summary>
public static class TextHash
{
    private const ulong Basis = 0xcbf2_9ce4_8422_2325, Prime = 0x100_0000_01b3;

    /// <summary>A hash in that many characters of six bits, at most 10.</summary>
    internal static string Sextets(string text, int count)
    {
        var hash = Of(text);
        var writer = new SextetWriter();
        for (var index = 0; index < count; index++)
            writer.Write((int)(hash >> (6 * index) & 63), 6);
        return writer.ToString();
    }

    /// <summary>A hash of 64 bits.</summary>
    public static ulong Of(string text)
    {
        // FNV-1a, then a finisher: the low bits of FNV-1a alone hardly see the last characters
        var hash = Basis;
        foreach (var unit in Encoding.UTF8.GetBytes(text))
            hash = unchecked((hash ^ unit) * Prime);
        hash = unchecked((hash ^ (hash >> 33)) * 0xff51_afd7_ed55_8ccd);
        return hash ^ (hash >> 29);
    }
}
