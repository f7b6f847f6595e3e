namespace SoftReserve.Cli;

/// <summary>Reads files that strangers wrote: never more than a bound.</summary>
internal static class LimitedFile
{
    private const int MostCharacters = 32 << 20;

    /// <summary>The text, cut off beyond what any reader accepts; the reader then says that the
    /// file is too large.</summary>
    public static string ReadText(string path)
    {
        using var reader = new StreamReader(path);
        return ReadText(reader);
    }

    /// <summary>As <see cref="ReadText(string)"/>, of what is piped in.</summary>
    public static string ReadText(TextReader reader)
    {
        var text = new System.Text.StringBuilder();
        var buffer = new char[1 << 16];
        while (text.Length < MostCharacters && reader.Read(buffer) is > 0 and var count)
            text.Append(buffer, 0, count);
        return text.ToString();
    }
}
