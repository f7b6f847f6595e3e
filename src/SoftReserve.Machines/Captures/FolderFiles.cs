namespace SoftReserve.Machines.Captures;

/// <summary>Files of a folder on disk, or some files that lie side by side.</summary>
/// <remarks>Links are not followed, so nothing outside the folder is read.</remarks>
internal sealed class FolderFiles(string name, string root, IReadOnlyList<string> paths)
    : ICaptureFiles
{
    public string Name => name;

    public IReadOnlyList<string> Paths => paths;

    public byte[]? TryRead(string path, int limit)
    {
        if (!paths.Contains(path))
            return null;
        var file = new FileInfo(Path.Combine(root, path));
        if (file.Length == 0) // empty, or a pipe, which would never end
            return [];
        using var stream = file.OpenRead();
        if (stream.Length > limit)
            return null;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The paths of plain files below a folder, at most <paramref name="limits"/>'
    /// number and depth.</summary>
    public static List<string> List(DirectoryInfo root, CaptureLimits limits)
    {
        var found = new List<string>();
        Walk(root, "", 0, limits, found);
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private static void Walk(
        DirectoryInfo folder, string prefix, int depth, CaptureLimits limits, List<string> found)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (found.Count > limits.Entries)
                return;
            if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
                continue;
            if (entry is FileInfo)
                found.Add(prefix + entry.Name);
            else if (entry is DirectoryInfo below && depth < limits.FolderDepth)
                Walk(below, prefix + entry.Name + "/", depth + 1, limits, found);
        }
    }
}
