using SoftReserve.Firmware;

namespace SoftReserve.Machines.MachineFiles;

/// <summary>Names and values of Kconfig symbols.</summary>
internal static class SettingWord
{
    private const int Longest = 64;

    /// <summary>The words for values, also for writing.</summary>
    public static readonly (string Word, Tristate Value)[] Values =
        [("y", Tristate.Yes), ("m", Tristate.Module), ("n", Tristate.No)];

    /// <summary>True for capitals, digits and underscores without CONFIG_ in front.</summary>
    public static bool IsValid(string symbol) =>
        symbol.Length is > 0 and <= Longest
        && !symbol.StartsWith("CONFIG_", StringComparison.Ordinal)
        && symbol.All(letter =>
            char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '_');

    /// <summary>The value of y, m or n; null for anything else.</summary>
    public static Tristate? ValueOf(string word)
    {
        foreach (var pair in Values)
            if (pair.Word == word)
                return pair.Value;
        return null;
    }
}
