using SoftReserve.Addresses;
using SoftReserve.Sysfs;

namespace SoftReserve.Userspace;

/// <summary><c>cat FILE...</c></summary>
/// <param name="Paths">Absolute.</param>
public sealed record ReadFiles(ValueList<string> Paths) : FileTool
{
    internal override void Read(FileTree tree, FilePrinter print)
    {
        foreach (var path in Paths)
            switch (tree.Look(path))
            {
                case FileLookup.Found { Node: FileNode.File file }
                    when (file.Mode & FileModes.OwnerReads) != 0:
                    print.Output.Append(file.Content);
                    break;
                case FileLookup.Found { Node: FileNode.Folder }:
                    print.Fail($"cat: {path}", Errno.IsFolder);
                    break;
                case FileLookup.Missing missing:
                    print.Fail($"cat: {path}", missing.Errno);
                    break;
                default:
                    print.Fail($"cat: {path}", Errno.AccessDenied);
                    break;
            }
    }
}

/// <summary><c>readlink [-f] FILE...</c> and <c>realpath FILE...</c></summary>
/// <param name="Paths">Absolute.</param>
/// <param name="Follows">Every link on the way, and the whole path is printed.</param>
/// <param name="IsRealpath">realpath complains; readlink is silent.</param>
public sealed record ReadLinks(ValueList<string> Paths, bool Follows, bool IsRealpath) : FileTool
{
    internal override void Read(FileTree tree, FilePrinter print)
    {
        foreach (var path in Paths)
            if (TextOf(tree.Look(path, followsLast: Follows)) is { } text)
                print.Output.Append(text).Append('\n');
            else if (IsRealpath)
                print.Fail($"realpath: {path}", ErrorOf(tree.Look(path)));
            else
                print.Silently(ErrorOf(tree.Look(path)));
    }

    private string? TextOf(FileLookup lookup) =>
        lookup is not FileLookup.Found found ? null
        : Follows ? found.Path
        : (found.Node as FileNode.Link)?.Target;

    private static int ErrorOf(FileLookup lookup) =>
        lookup is FileLookup.Missing missing ? missing.Errno : Errno.Invalid;
}

/// <summary><c>find PATH... [-name GLOB] [-type f|d|l] [-maxdepth N]</c></summary>
/// <remarks>Entries of a folder come in the order of the hashes of their names, as sysfs lists
/// them.</remarks>
/// <param name="Paths">Absolute.</param>
/// <param name="Name">A pattern of <c>*</c>, <c>?</c> and letters; null for every name.</param>
/// <param name="Kind">f, d, l; null for every kind.</param>
/// <param name="Depth">How many folders down at most.</param>
public sealed record FindFiles(
    ValueList<string> Paths, string? Name, char? Kind, int Depth) : FileTool
{
    internal override void Read(FileTree tree, FilePrinter print)
    {
        foreach (var path in Paths)
            if (tree.Look(path, followsLast: path.EndsWith('/')) is FileLookup.Found found)
                Walk(found.Node, path, path.TrimEnd('/').Split('/')[^1], 0, print);
            else
                print.Fail(
                    $"find: \u2018{path}\u2019", ((FileLookup.Missing)tree.Look(path)).Errno);
    }

    private void Walk(FileNode node, string path, string name, int depth, FilePrinter print)
    {
        if ((Kind is null || Kind == KindOf(node)) && (Name is null || Fits(Name, name)))
            print.Output.Append(path).Append('\n');
        if (node is FileNode.Folder folder && depth < Depth)
            foreach (var entry in Listings.KernfsOrder
                .Sort(folder.Entries, entry => entry.Key).Reverse())
                Walk(
                    entry.Value, path.TrimEnd('/') + "/" + entry.Key, entry.Key, depth + 1, print);
    }

    private static char KindOf(FileNode node) => node switch
    {
        FileNode.Folder => 'd',
        FileNode.Link => 'l',
        FileNode.File => 'f',
        FileNode.Device => 'c',
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static bool Fits(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        if (pattern.IsEmpty)
            return name.IsEmpty;
        if (pattern[0] == '*')
            return Fits(pattern[1..], name) || (!name.IsEmpty && Fits(pattern, name[1..]));
        return !name.IsEmpty && (pattern[0] == '?' || pattern[0] == name[0])
            && Fits(pattern[1..], name[1..]);
    }
}
