namespace SoftReserve.Cli.Tracing.Pages;

/// <summary>Writes a page to the file that a user named, and to nothing else.</summary>
internal static class PageFile
{
    private const string Beginning = "<!doctype html>";

    /// <summary>Writes a page; another page in its place is replaced, any other file is
    /// not.</summary>
    /// <returns>False when it could not be written, which has been told then.</returns>
    public static bool Write(string path, string page, Terminal terminal)
    {
        if (Obstacle(path) is { } obstacle)
        {
            terminal.Error.WriteLine($"softreserve: '{path}' {obstacle}; nothing was written");
            return false;
        }

        try
        {
            File.WriteAllText(path, page);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"softreserve: cannot write '{path}': {problem.Message}");
            return false;
        }
    }

    private static string? Obstacle(string path)
    {
        if (path.Length == 0 || Directory.Exists(path))
            return "is a folder, not a file";
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder
            && !Directory.Exists(folder))
            return "lies in a folder that does not exist";
        return File.Exists(path) && !IsPage(path) ? "exists and is no page" : null;
    }

    private static bool IsPage(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var beginning = new char[Beginning.Length];
            var count = reader.ReadBlock(beginning);
            return count == 0 || Beginning == new string(beginning, 0, count);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
