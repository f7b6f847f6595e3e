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

    /// <summary>Opens a folder, a .tar or .tar.gz, or an ACPI table. A table whose name has CEDT,
    /// SRAT, HMAT or SLIT in it comes with those beside it that are named alike.</summary>
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
        if (!file.Exists)
            throw new FileNotFoundException($"{file.Name} is not there", file.Name);
        var folder = file.Directory?.FullName ?? Origin;
        List<string> names = [file.Name, .. TableNames
            .Select(table => NameBeside(file.Name, table))
            .OfType<string>()
            .Where(name => new FileInfo(Path.Combine(folder, name))
                is { Exists: true, LinkTarget: null })];
        names.Sort(StringComparer.Ordinal);
        return ReadResult<ICaptureFiles>.Of(
            new FolderFiles(Path.GetFileNameWithoutExtension(file.Name), folder, names),
            new DiagnosticBag(1));
    }

    // server.CEDT.bin has its SRAT in server.SRAT.bin
    private static string? NameBeside(string name, string table)
    {
        var own = TableNames.FirstOrDefault(
            each => name.Contains(each, StringComparison.OrdinalIgnoreCase));
        if (own is null || own == table)
            return null;
        var isUpper = name.Contains(own, StringComparison.Ordinal);
        return name.Replace(
            own,
            isUpper ? table : table.ToLowerInvariant(),
            StringComparison.OrdinalIgnoreCase);
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
