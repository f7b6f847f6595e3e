using System.Globalization;
using System.Text;

namespace SoftReserve.Machines.Capturing;

/// <summary>Files of a live Linux machine, or of a tree that looks like one, below a root that
/// nothing leads out of: links are followed as after a chroot.</summary>
/// <remarks>Only reads. What is not there or may not be read is null; the first reason for each
/// file that was refused is kept.</remarks>
public sealed class HostFiles
{
    private const int LinksInARow = 40, AttributeBytes = 64 * 1024;

    private readonly SortedDictionary<string, string> _folders = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _refused = new(StringComparer.Ordinal);
    private readonly string _root;

    /// <summary>The machine below a folder of this one.</summary>
    /// <param name="root"><c>/</c> for this machine itself.</param>
    public HostFiles(string root) => _root = Path.GetFullPath(root).TrimEnd('/');

    /// <summary>True for this machine itself.</summary>
    public bool IsThisMachine => _root.Length == 0;

    /// <summary>Files that are there and may not be read, in ordinal order.</summary>
    public IReadOnlyCollection<string> Refused => _refused;

    /// <summary>Names in a folder, in ordinal order; none where there is no such folder.</summary>
    public IReadOnlyList<string> List(string folder)
    {
        try
        {
            if (Real(folder) is { } real && Directory.Exists(_root + real))
                return
                [
                    .. Directory.EnumerateFileSystemEntries(_root + real)
                        .Select(entry => Path.GetFileName(entry)!)
                        .Order(StringComparer.Ordinal),
                ];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _refused.Add(folder);
        }

        return [];
    }

    /// <summary>True when there is such a file or folder.</summary>
    public bool Exists(string path) => Real(path) is not null;

    /// <summary>A short text without the white space at its ends.</summary>
    public string? Text(string path) =>
        Bytes(path, AttributeBytes) is { } bytes ? Encoding.UTF8.GetString(bytes).Trim() : null;

    /// <summary>A number as sysfs prints them: decimal, or hexadecimal behind 0x.</summary>
    public ulong? Number(string path) => Text(path) is not { } text ? null
        : text.StartsWith("0x", StringComparison.Ordinal)
            ? ulong.TryParse(
                text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
                out var hex) ? hex : null
        : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : null;

    /// <summary>The first bytes of a file.</summary>
    public byte[]? Bytes(string path, int limit)
    {
        if (Real(path) is not { } real || !File.Exists(_root + real))
            return null;
        try
        {
            // a length of sysfs says nothing
            using var stream = new FileStream(
                _root + real, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            var bytes = new byte[limit];
            var read = stream.ReadAtLeast(bytes, limit, throwOnEndOfStream: false);
            return bytes[..read];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _refused.Add(path);
            return null;
        }
    }

    /// <summary>The last name of what a link leads to: a driver, a device.</summary>
    public string? LinkName(string path) =>
        LinkTarget(path) is { } target ? target[(target.LastIndexOf('/') + 1)..] : null;

    /// <summary>What a link says, as it stands there; null for what is no link.</summary>
    public string? LinkTarget(string path)
    {
        var cut = path.LastIndexOf('/');
        return Real(path[..cut]) is { } folder ? TargetOf(folder + path[cut..]) : null;
    }

    /// <summary>The path with every link followed; null when it leads nowhere.</summary>
    public string? Real(string path)
    {
        var links = 0;
        return Follow(path, ref links) is { } real
            && (File.Exists(_root + real) || Directory.Exists(_root + real) || real.Length == 0)
                ? real : null;
    }

    private string? Follow(string path, ref int links)
    {
        var real = "";
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".")
                continue;
            if (part == "..")
            {
                real = real[..Math.Max(0, real.LastIndexOf('/'))];
                continue;
            }

            var (folder, key) = (real, real + "/" + part);
            if (_folders.TryGetValue(key, out var known))
            {
                real = known;
                continue;
            }

            real = key;
            if (TargetOf(key) is not { } target)
                continue;
            if (++links > LinksInARow
                || Follow(target.StartsWith('/') ? target : folder + "/" + target, ref links)
                    is not { } end)
                return null;
            _folders[key] = real = end;
        }

        return real;
    }

    private string? TargetOf(string path)
    {
        try
        {
            return new FileInfo(_root + path).LinkTarget;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
