using System.Text;
using SoftReserve.Listings;
using SoftReserve.Sysfs;

namespace SoftReserve.Cli.Output;

/// <summary>Writes the files of a modelled machine below a folder of this one.</summary>
internal static class SysfsFolder
{
    /// <summary>True when the folder is new or empty; else the reason has been told.</summary>
    public static bool IsUsable(string folder, Terminal terminal)
    {
        var reason = File.Exists(folder) ? "is a file"
            : Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()
                ? "is not empty"
                : null;
        if (reason is not null)
            terminal.Error.WriteLine($"softreserve: --sysfs-out: '{folder}' {reason}");
        return reason is null;
    }

    /// <summary>Writes everything. Links stay relative, and lead nowhere outside.</summary>
    public static void Write(FileTree tree, string folder)
    {
        Directory.CreateDirectory(folder);
        WriteEntries(tree.Root, folder);
    }

    // tmpfs lists what is newest first: written in this order, it lists as sysfs does
    private static void WriteEntries(FileNode.Folder folder, string path)
    {
        foreach (var (name, node) in KernfsOrder.Sort(folder.Entries, entry => entry.Key))
            if (IsPlain(name))
                WriteNode(node, Path.Combine(path, name));
    }

    private static void WriteNode(FileNode node, string path)
    {
        switch (node)
        {
            case FileNode.Folder folder:
                Directory.CreateDirectory(path);
                WriteEntries(folder, path);
                break;
            case FileNode.Link link:
                File.CreateSymbolicLink(path, link.Target);
                break;
            case FileNode.File file:
                File.WriteAllText(path, file.Content, Encoding.Latin1);
                if (!OperatingSystem.IsWindows())
                    File.SetUnixFileMode(path, (UnixFileMode)file.Mode);
                break;
            case FileNode.Device: // tools ask for its number at most
                File.WriteAllText(path, "");
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    // names of cards are a stranger's words
    private static bool IsPlain(string name) =>
        name is not ("" or "." or "..") && !name.Contains('/', StringComparison.Ordinal)
        && !name.Any(char.IsControl);
}
