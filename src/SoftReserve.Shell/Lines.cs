namespace SoftReserve.Shell;

/// <summary>Text in whole lines.</summary>
internal static class Lines
{
    /// <summary>The text with a line end behind its last line.</summary>
    public static string Ended(string text) =>
        text.Length == 0 || text[^1] == '\n' ? text : text + "\n";
}
