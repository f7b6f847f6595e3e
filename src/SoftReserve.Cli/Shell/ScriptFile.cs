namespace SoftReserve.Cli.Shell;

/// <summary>Reads scripts.</summary>
internal static class ScriptFile
{
    /// <summary>The text of a file, or of standard input for <c>-</c>; null when there is none to
    /// be read, which has been told then.</summary>
    public static string? Read(string path, Terminal terminal)
    {
        var text = path == "-" ? LimitedFile.ReadText(terminal.Input)
            : File.Exists(path) ? LimitedFile.ReadText(path)
            : null;
        if (text is null)
        {
            terminal.Error.WriteLine($"softreserve: no file '{path}'");
            return null;
        }

        for (var at = 0; at < text.Length; at++)
            if (char.IsControl(text[at]) && text[at] is not ('\n' or '\r' or '\t'))
            {
                terminal.Error.WriteLine(FormattableString.Invariant(
                    $"softreserve: {path}: no text: character {at + 1} has code {(int)text[at]}"));
                return null;
            }

        return text;
    }
}
