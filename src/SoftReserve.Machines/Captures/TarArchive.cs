using System.Formats.Tar;
using System.IO.Compression;
using SoftReserve.Machines.Diagnostics;

namespace SoftReserve.Machines.Captures;

/// <summary>Reads an archive into memory, refusing whatever a recording has no use for.</summary>
internal sealed class TarArchive
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly DiagnosticBag _problems;
    private readonly CaptureLimits _limits;
    private readonly string _archive;

    private TarArchive(string archive, CaptureLimits limits) =>
        (_archive, _limits, _problems) = (archive, limits, new DiagnosticBag(limits.Diagnostics));

    public static ReadResult<ICaptureFiles> Read(
        Stream stream, string archive, string name, CaptureLimits limits)
    {
        var reader = new TarArchive(archive, limits);
        reader.ReadAll(stream);
        return ReadResult<ICaptureFiles>.Of(
            new MemoryFiles(name, reader.WithoutCommonFolder()), reader._problems);
    }

    private void ReadAll(Stream stream)
    {
        try
        {
            if (Inflate(stream) is not { } archive)
                Report(CaptureDiagnosticId.TooLarge, $"more than {_limits.ArchiveBytes} bytes");
            else if (TarHeaders.Check(archive, _limits) is { } problem)
                Report(CaptureDiagnosticId.BadArchive, $"{problem}");
            else
                ReadEntries(archive);
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException
            or FormatException or OverflowException or ArgumentException
            or NotSupportedException)
        {
            Report(CaptureDiagnosticId.BadArchive, $"not a tar archive, or a damaged one");
        }
    }

    // null when the content is larger than allowed; a small file may claim to hold anything
    private byte[]? Inflate(Stream stream)
    {
        var peeked = new byte[2];
        var known = stream.ReadAtLeast(peeked, peeked.Length, throwOnEndOfStream: false);
        using var whole = new MemoryStream();
        whole.Write(peeked, 0, known);
        if (!Copy(stream, whole))
            return null;
        var isCompressed = known == 2 && peeked[0] == 0x1f && peeked[1] == 0x8b;
        if (!isCompressed)
            return whole.ToArray();
        whole.Position = 0;
        using var unzip = new GZipStream(whole, CompressionMode.Decompress);
        using var content = new MemoryStream();
        return Copy(unzip, content) ? content.ToArray() : null;
    }

    private bool Copy(Stream from, MemoryStream to)
    {
        var buffer = new byte[81920];
        for (int read; (read = from.Read(buffer)) > 0;)
        {
            if (to.Length + read > _limits.ArchiveBytes)
                return false;
            to.Write(buffer, 0, read);
        }

        return true;
    }

    private void ReadEntries(byte[] archive)
    {
        using var stream = new MemoryStream(archive, writable: false);
        using var reader = new TarReader(stream);
        while (reader.GetNextEntry() is { } entry && !_problems.IsFull)
            Add(entry);
    }

    private void Add(TarEntry entry)
    {
        if (entry.EntryType is TarEntryType.Directory or TarEntryType.DirectoryList
            or TarEntryType.GlobalExtendedAttributes)
            return;
        if (ArchivePath.Clean(entry.Name, _limits.PathLength) is not { } path)
            Report(CaptureDiagnosticId.BadPath, $"the name {Quoted(entry.Name)} leads out of it");
        else if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile
            or TarEntryType.ContiguousFile))
            Report(CaptureDiagnosticId.NotAFile,
                $"{path} is a {entry.EntryType}; only plain files are read");
        else if (entry.Length > _limits.FileBytes)
            Report(CaptureDiagnosticId.TooLarge,
                $"{path} claims {entry.Length} bytes, more than {_limits.FileBytes}");
        else if (!_files.TryAdd(path, ContentOf(entry)))
            Report(CaptureDiagnosticId.Twice, $"{path} is there twice");
    }

    private static byte[] ContentOf(TarEntry entry)
    {
        var bytes = new byte[entry.Length];
        entry.DataStream?.ReadExactly(bytes);
        return bytes;
    }

    private SortedDictionary<string, byte[]> WithoutCommonFolder()
    {
        var first = _files.Keys.FirstOrDefault() ?? "";
        var folder = first[..(first.IndexOf('/', StringComparison.Ordinal) + 1)];
        if (folder.Length == 0
            || !_files.Keys.All(path => path.StartsWith(folder, StringComparison.Ordinal)))
            return _files;
        var stripped = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (path, bytes) in _files)
            stripped[path[folder.Length..]] = bytes;
        return stripped;
    }

    private void Report(string id, FormattableString message) => _problems.Add(
        new Diagnostic(id, _archive, 1, 1, FormattableString.Invariant(message)));

    private static string Quoted(string name) =>
        $"\"{new string([.. name.Take(80).Select(each => char.IsControl(each) ? '?' : each)])}\"";
}
