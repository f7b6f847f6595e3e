using System.Text;

namespace SoftReserve.Machines.Captures;

/// <summary>Takes apart the shell lines that <c>notes.md</c> quotes.</summary>
internal static class ScriptLines
{
    private const string Heading = "## ";
    private const string Indent = "    ";

    /// <summary>The commands under a heading that begins with <paramref name="title"/>; empty
    /// when there is no such heading.</summary>
    public static List<PlacedText> Under(CaptureText? notes, string title)
    {
        var commands = new List<PlacedText>();
        var isInside = false;
        for (var index = 0; index < (notes?.Lines.Count ?? 0); index++)
        {
            var line = notes!.Lines[index];
            if (line.StartsWith(Heading, StringComparison.Ordinal))
                isInside = line[Heading.Length..].StartsWith(title, StringComparison.Ordinal);
            else if (isInside && line.StartsWith(Indent, StringComparison.Ordinal))
                commands.AddRange(Commands(line)
                    .Select(text => new PlacedText(text, notes.File, index + 1)));
        }

        return commands;
    }

    /// <summary>The commands between semicolons; a loop stays whole.</summary>
    public static IEnumerable<string> Commands(string line) =>
        line.TrimStart().StartsWith("for ", StringComparison.Ordinal)
            ? [line.Trim()]
            : Split(line, ';').Select(part => part.Trim()).Where(part => part.Length > 0);

    /// <summary>The words of a command, without the quotes around them.</summary>
    public static List<string> Words(string command) =>
        [.. Split(command, ' ').Where(word => word.Length > 0).Select(Unquoted)];

    /// <summary>A word without the quotes around it.</summary>
    public static string Unquoted(string word) =>
        word.Length >= 2 && word[0] is '"' or '\'' && word[^1] == word[0] ? word[1..^1] : word;

    // separators inside quotes and $( ) do not count
    private static IEnumerable<string> Split(string text, char separator)
    {
        var part = new StringBuilder();
        var depth = 0;
        var quote = '\0';
        foreach (var each in text)
        {
            if (each == separator && depth == 0 && quote == '\0')
            {
                yield return part.ToString();
                part.Clear();
                continue;
            }

            part.Append(each);
            depth += quote == '\'' ? 0 : each == '(' ? 1 : each == ')' ? -1 : 0;
            quote = quote == each ? '\0' : quote == '\0' && each is '"' or '\'' ? each : quote;
        }

        yield return part.ToString();
    }
}
