using System.Runtime.CompilerServices;

namespace SoftReserve.Tests.Firmware;

/// <summary>Files recorded from real firmware and real kernels.</summary>
internal static class GoldenFile
{
    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder(), name));

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder(), name));

    /// <summary>Names with their folder, in name order.</summary>
    public static IReadOnlyList<string> Names(string folder, string pattern) =>
        [.. Directory.GetFiles(Path.Combine(Folder(), folder), pattern)
            .Select(path => Path.GetRelativePath(Folder(), path))
            .Order(StringComparer.Ordinal)];

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "Golden", "Firmware");
}
