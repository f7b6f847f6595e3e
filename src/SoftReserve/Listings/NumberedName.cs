using System.Globalization;

namespace SoftReserve.Listings;

/// <summary>How ndctl's tools recognise a numbered object: <c>3</c>, <c>region3</c>.</summary>
internal static class NumberedName
{
    /// <summary>True when a word begins with the number, alone or behind the noun; what follows the
    /// digits is not looked at.</summary>
    public static bool Matches(string word, string noun, int? number) =>
        number is not null
        && (Leading(word) == number
            || (word.StartsWith(noun, StringComparison.Ordinal)
                && Leading(word.AsSpan(noun.Length)) == number));

    /// <summary>The number at the end of a name; null without one.</summary>
    public static int? Of(string name) =>
        Leading(name.AsSpan(name.AsSpan().TrimEnd("0123456789").Length));

    /// <summary>The number at the beginning; null without one.</summary>
    public static int? Leading(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(
            length < 0 ? text : text[..length], NumberStyles.None, CultureInfo.InvariantCulture,
            out var number)
            ? number
            : null;
    }
}
