using System.Runtime.CompilerServices;

namespace SoftReserve.Machines.Tests;

/// <summary>The machines and cases of this repository.</summary>
internal static class Corpus
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<string> CaseFiles { get; } =
        [.. Directory.EnumerateFiles(
                Path.Combine(Root, "cases"), "*.yaml", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

    public static string? TryRead(string path)
    {
        var full = Path.Combine(Root, path);
        return File.Exists(full) ? File.ReadAllText(full) : null;
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "softreserve.slnx")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
