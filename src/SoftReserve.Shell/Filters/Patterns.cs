using System.Text;
using System.Text.RegularExpressions;

namespace SoftReserve.Shell.Filters;

/// <summary>Regular expressions as grep and sed write them.</summary>
internal static class Patterns
{
    private static readonly (string Class, string Letters)[] Classes =
    [
        ("[:digit:]", "0-9"), ("[:alpha:]", "A-Za-z"), ("[:alnum:]", "A-Za-z0-9"),
        ("[:space:]", @"\s"), ("[:xdigit:]", "0-9A-Fa-f"), ("[:upper:]", "A-Z"),
        ("[:lower:]", "a-z"),
    ];

    /// <summary>The expression; null when it can not be read.</summary>
    /// <remarks>Without backtracking: time grows with the text, whatever the pattern.</remarks>
    /// <param name="pattern">As typed.</param>
    /// <param name="isExtended">True for -E: <c>+ ? | ( ) { }</c> mean something without a
    /// backslash.</param>
    /// <param name="ignoresCase">True for -i.</param>
    public static Regex? Of(string pattern, bool isExtended, bool ignoresCase)
    {
        var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant
            | (ignoresCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        try
        {
            return new Regex(isExtended ? Extended(pattern) : Basic(pattern), options);
        }
        catch (ArgumentException)
        {
            return null;
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    private static string Extended(string pattern) => WithClasses(pattern);

    // a basic expression has the meaning of + ? | ( ) { } the other way round
    private static string Basic(string pattern)
    {
        var turned = new StringBuilder();
        var isInSet = false;
        for (var at = 0; at < pattern.Length; at++)
        {
            var letter = pattern[at];
            if (isInSet || letter == '[')
            {
                isInSet = letter != ']' || pattern[at - 1] is '[' or '^' or ':';
                turned.Append(letter == '\\' ? @"\\" : letter);
            }
            else if (letter == '\\' && at + 1 < pattern.Length && IsTurned(pattern[at + 1]))
            {
                turned.Append(pattern[++at]);
            }
            else if (letter == '\\' && at + 1 < pattern.Length)
            {
                turned.Append(letter).Append(pattern[++at]);
            }
            else
            {
                turned.Append(IsTurned(letter) ? $"\\{letter}" : letter);
            }
        }

        return WithClasses(turned.ToString());
    }

    private static bool IsTurned(char letter) =>
        letter is '+' or '?' or '|' or '(' or ')' or '{' or '}';

    private static string WithClasses(string pattern)
    {
        foreach (var (name, letters) in Classes)
            pattern = pattern.Replace(name, letters, StringComparison.Ordinal);
        return pattern;
    }
}
