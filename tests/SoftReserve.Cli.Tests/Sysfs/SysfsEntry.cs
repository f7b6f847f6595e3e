using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using SoftReserve.Sysfs;

namespace SoftReserve.Cli.Tests.Sysfs;

/// <summary>One path of a sysfs, recorded or modelled.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Mode">Permission bits of a file; 0 for everything else.</param>
/// <param name="Value">Content of a file, target of a link behind an arrow, a slash for a
/// folder.</param>
internal sealed record SysfsEntry(string Path, int Mode, string Value)
{
    public const string Folder = "/";

    private const string Arrow = "-> ";

    public bool IsLink => Value.StartsWith(Arrow, StringComparison.Ordinal);

    public string Target => Value[Arrow.Length..];

    public override string ToString() => Mode == 0
        ? $"{Path} {Value}"
        : $"{Path} {Convert.ToString(Mode, 8)} {Value.ReplaceLineEndings("|")}";

    /// <summary>Everything in a tar of a recording.</summary>
    public static IReadOnlyList<SysfsEntry> ReadTar(string file)
    {
        using var packed = File.OpenRead(file);
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        using var reader = new TarReader(unpacked);
        var entries = new List<SysfsEntry>();
        while (reader.GetNextEntry() is { } entry)
            entries.Add(Of(entry));
        return entries;
    }

    /// <summary>Everything in a model's tree.</summary>
    public static IReadOnlyList<SysfsEntry> Read(FileTree tree)
    {
        var entries = new List<SysfsEntry>();
        Add(entries, "", tree.Root);
        return entries;
    }

    private static SysfsEntry Of(TarEntry entry)
    {
        var path = "/" + entry.Name.TrimEnd('/');
        return entry.EntryType switch
        {
            TarEntryType.Directory => new SysfsEntry(path, 0, Folder),
            TarEntryType.SymbolicLink => new SysfsEntry(path, 0, Arrow + entry.LinkName),
            _ => new SysfsEntry(path, (int)entry.Mode, ContentOf(entry)),
        };
    }

    private static string ContentOf(TarEntry entry)
    {
        using var copy = new MemoryStream();
        entry.DataStream?.CopyTo(copy);
        return Encoding.Latin1.GetString(copy.ToArray());
    }

    private static void Add(List<SysfsEntry> entries, string path, FileNode node)
    {
        switch (node)
        {
            case FileNode.Folder folder:
                entries.Add(new SysfsEntry(path, 0, Folder));
                foreach (var (name, below) in folder.Entries)
                    Add(entries, $"{path}/{name}", below);
                break;
            case FileNode.Link link:
                entries.Add(new SysfsEntry(path, 0, Arrow + link.Target));
                break;
            case FileNode.File file:
                entries.Add(new SysfsEntry(path, file.Mode, file.Content));
                break;
        }
    }
}
