namespace SoftReserve.Tests.Listings;

/// <summary>Recorded text that the model must reproduce.</summary>
internal static class GoldenFile
{
    private static readonly string Folder = Path.Combine(
        RepositoryRoot().FullName, "tests", "SoftReserve.Tests", "Golden");

    /// <summary>The text of one file.</summary>
    public static string Read(params string[] path) =>
        File.ReadAllText(Path.Combine([Folder, .. path]));

    /// <summary>Names of the files of one folder, in order of their names.</summary>
    public static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Folder, folder))
            .Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal);

    private static DirectoryInfo RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && folder.GetFiles("softreserve.slnx").Length == 0)
            folder = folder.Parent;
        return folder ?? throw new DirectoryNotFoundException("no softreserve.slnx above");
    }
}
