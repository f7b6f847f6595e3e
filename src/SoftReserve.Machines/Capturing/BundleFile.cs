using System.Formats.Tar;
using System.IO.Compression;

namespace SoftReserve.Machines.Capturing;

/// <summary>Writes a bundle as a tar, compressed where its name says so.</summary>
public static class BundleFile
{
    /// <summary>True for a name that can be a bundle's: .tar, .tar.gz or .tgz.</summary>
    public static bool IsName(string path) => path.EndsWith(".tar", StringComparison.Ordinal)
        || IsCompressed(path);

    /// <summary>Writes the files, in order of their names, without owners or times.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(IReadOnlyDictionary<string, byte[]> files, string path)
    {
        using var file = File.Create(path);
        using var zip = IsCompressed(path)
            ? new GZipStream(file, CompressionLevel.Optimal) : null;
        using var tar = new TarWriter(zip ?? (Stream)file, TarEntryFormat.Ustar);
        foreach (var (name, bytes) in files)
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
            {
                DataStream = new MemoryStream(bytes),
                ModificationTime = DateTimeOffset.UnixEpoch,
                Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
    }

    private static bool IsCompressed(string path) =>
        path.EndsWith(".tar.gz", StringComparison.Ordinal)
        || path.EndsWith(".tgz", StringComparison.Ordinal);
}
