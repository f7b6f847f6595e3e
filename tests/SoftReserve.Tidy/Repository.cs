using System.Xml.Linq;

namespace SoftReserve.Tidy;

/// <summary>The files of this repository, found from where the tests run.</summary>
internal static class Repository
{
    private static readonly string[] BuildFolders = ["bin", "obj", "artifacts", ".git"];

    public static DirectoryInfo Root { get; } = FindRoot();

    /// <summary>C# files of src, samples, tests and bench, by path.</summary>
    public static IReadOnlyList<SourceFile> Sources { get; } =
    [
        .. new[] { "src", "samples", "tests", "bench" }
            .SelectMany(folder => Files(folder, "*.cs"))
            .Select(path => new SourceFile(path, Read(path))),
    ];

    /// <summary>Files below a folder, as paths from the root with slashes, in order.</summary>
    public static IEnumerable<string> Files(string folder, string pattern)
    {
        var start = new DirectoryInfo(Path.Combine(Root.FullName, folder));
        return !start.Exists
            ? []
            : start.EnumerateFiles(pattern, SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Root.FullName, file.FullName))
                .Select(path => path.Replace('\\', '/'))
                .Where(path => !path.Split('/').Intersect(BuildFolders).Any())
                .Order(StringComparer.Ordinal);
    }

    public static string Read(string path) =>
        File.ReadAllText(Path.Combine(Root.FullName, path));

    public static XDocument Xml(string path) => XDocument.Parse(Read(path));

    private static DirectoryInfo FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && folder.GetFiles("softreserve.slnx").Length == 0)
            folder = folder.Parent;
        return folder ?? throw new DirectoryNotFoundException("no softreserve.slnx above");
    }
}
