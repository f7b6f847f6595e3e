using SoftReserve.Machines.Diagnostics;

namespace SoftReserve.Machines.Captures;

/// <summary>Opens what a user points at: a recording's folder, its archive, or one ACPI
/// table.</summary>
/// <remarks>Only reads; nothing is ever unpacked to disk.</remarks>
public static class CaptureFiles
{
    private const string Origin = ".";

    private static readonly string[] ArchiveEndings = [".tar.gz", ".tgz", ".tar"];

    private static readonly string[] TableNames = ["CEDT", "SRAT", "HMAT", "SLIT"];

    /// <summary>Opens a folder, a .tar or .tar.gz, or a binary ACPI table together with CEDT,
    /// SRAT, HMAT and SLIT of the same ending beside it.</summary>
    /// <exception cref="IOException">The path is not there or cannot be read.</exception>
    public static ReadResult<ICaptureFiles> Open(string path, CaptureLimits? limits = null)
    {
        limits ??= CaptureLimits.Default;
        if (Directory.Exists(path))
            return OpenFolder(new DirectoryInfo(path), limits);
        if (IsArchiveName(path))
        {
            using var stream = File.OpenRead(path);
            return OpenArchive(stream, Path.GetFileName(path), limits);
        }

        return OpenTable(new FileInfo(path));
    }

    /// <summary>Reads a .tar or .tar.gz; a single folder around all files is left out.</summary>
    /// <param name="stream">The archive; read to its end, not closed.</param>
    /// <param name="name">The archive's file name, for diagnostics and the recording's
    /// name.</param>
    /// <param name="limits">Null for <see cref="CaptureLimits.Default"/>.</param>
    public static ReadResult<ICaptureFiles> OpenArchive(
        Stream stream, string name, CaptureLimits? limits = null) =>
        TarArchive.Read(stream, name, StemOf(name), limits ?? CaptureLimits.Default);

    /// <summary>Files that are already in memory.</summary>
    /// <param name="name">The recording's name.</param>
    /// <param name="files">Relative paths with <c>/</c>, and contents.</param>
    public static ICaptureFiles FromMemory(
        string name, IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        var sorted = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (path, bytes) in files)
            sorted[path] = bytes;
        return new MemoryFiles(name, sorted);
    }

    private static ReadResult<ICaptureFiles> OpenFolder(DirectoryInfo folder, CaptureLimits limits)
    {
        var bag = new DiagnosticBag(limits.Diagnostics);
        var paths = FolderFiles.List(folder, limits);
        if (paths.Count > limits.Entries)
            bag.Add(new Diagnostic(
                CaptureDiagnosticId.TooLarge, Origin, 1, 1,
                FormattableString.Invariant($"more than {limits.Entries} files")));
        return ReadResult<ICaptureFiles>.Of(
            new FolderFiles(folder.Name, folder.FullName, paths), bag);
    }

    private static ReadResult<ICaptureFiles> OpenTable(FileInfo file)
    {
        List<string> names = [file.Name];
        var folder = file.Directory?.FullName ?? Origin;
        foreach (var table in TableNames.Select(each => each + file.Extension))
            if (!names.Contains(table, StringComparer.OrdinalIgnoreCase)
                && new FileInfo(Path.Combine(folder, table)) is { Exists: true, LinkTarget: null })
                names.Add(table);
        names.Sort(StringComparer.Ordinal);
        return ReadResult<ICaptureFiles>.Of(
            new FolderFiles(Path.GetFileNameWithoutExtension(file.Name), folder, names),
            new DiagnosticBag(1));
    }

    private static bool IsArchiveName(string path) =>
        ArchiveEndings.Any(end => path.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    private static string StemOf(string name)
    {
        var file = Path.GetFileName(name);
        var ending = ArchiveEndings.FirstOrDefault(
            end => file.EndsWith(end, StringComparison.OrdinalIgnoreCase)) ?? "";
        return file[..^ending.Length];
    }
}
