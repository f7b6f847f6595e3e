namespace SoftReserve.Tests.Listings;

/// <summary>Text that real kernels and tools left in captures/.</summary>
internal static class Recording
{
    private static readonly string Captures =
        Path.Combine(RepositoryRoot().FullName, "captures");

    /// <summary>The text of one file of a recording.</summary>
    /// <param name="name">Kernel and scenario, and a moment of it if it is not the last:
    /// <c>v4/n12-rescan/1-removed</c>.</param>
    /// <param name="file">The file's name.</param>
    public static string Read(string name, string file) =>
        File.ReadAllText(Path.Combine(Captures, name, file));

    /// <summary>What one command printed, by the recording's transcript.</summary>
    public static string Printed(string name, string command)
    {
        var transcript = Read(name, "transcript.txt");
        var start = transcript.IndexOf($"$ {command}\n", StringComparison.Ordinal);
        start = transcript.IndexOf('\n', start) + 1;
        return transcript[start..transcript.IndexOf("[rc=", start, StringComparison.Ordinal)];
    }

    /// <summary>Names of all recordings that have a file, in order.</summary>
    public static IEnumerable<string> With(string file) =>
        Directory.EnumerateFiles(Captures, file, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Captures, Path.GetDirectoryName(path)!))
            .Select(name => name.Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    private static DirectoryInfo RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && folder.GetFiles("softreserve.slnx").Length == 0)
            folder = folder.Parent;
        return folder ?? throw new DirectoryNotFoundException("no softreserve.slnx above");
    }
}
