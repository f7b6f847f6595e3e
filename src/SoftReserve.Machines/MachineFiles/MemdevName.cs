using System.Globalization;

namespace SoftReserve.Machines.MachineFiles;

/// <summary>Names of cards: mem and a number.</summary>
internal static class MemdevName
{
    private const string Prefix = "mem";

    // a longer number is no card of anybody
    private const int MostDigits = 6;

    /// <summary>7 for mem7; null for anything else, mem07 included.</summary>
    public static int? NumberOf(string name)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal)
            || name.Length > Prefix.Length + MostDigits
            || !int.TryParse(
                name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture,
                out var number))
            return null;
        var isUsual = number.ToString(CultureInfo.InvariantCulture) == name[Prefix.Length..];
        return isUsual ? number : null;
    }
}
