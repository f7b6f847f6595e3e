using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Sysfs;

namespace SoftReserve.Userspace;

/// <summary><c>ls [-1adlA] [FILE...]</c>, as it prints into a pipe: one name a line, in the order
/// of the bytes of the names.</summary>
/// <param name="Paths">Absolute.</param>
/// <param name="IsLong"><c>-l</c>.</param>
/// <param name="ShowsItself"><c>-d</c>: folders are not opened.</param>
/// <param name="ShowsDots"><c>-a</c>: with <c>.</c> and <c>..</c>.</param>
public sealed record ListFiles(
    ValueList<string> Paths, bool IsLong, bool ShowsItself, bool ShowsDots) : FileTool
{
    private const int Serious = 2;
    private const int AttributeSize = 4096;

    /// <summary>There is no clock: the beginning of time, in the form for what is old.</summary>
    private const string Time = "Jan  1  1970";

    internal override void Read(FileTree tree, FilePrinter print)
    {
        var files = new List<Row>();
        var folders = new List<(string Path, FileNode.Folder Folder)>();
        foreach (var path in Paths)
            switch (tree.Look(path, followsLast: !IsLong && !ShowsItself))
            {
                case FileLookup.Found { Node: FileNode.Folder folder } when !ShowsItself:
                    folders.Add((path, folder));
                    break;
                case FileLookup.Found found:
                    files.Add(RowOf(found.Path, path, found.Node));
                    break;
                case FileLookup.Missing missing:
                    print.Fail($"ls: cannot access '{path}'", missing.Errno, Serious);
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }

        Print([.. files.OrderBy(row => row.Name, StringComparer.Ordinal)], print);
        var hasTitles = Paths.Count > 1;
        foreach (var (path, folder) in folders.OrderBy(each => each.Path, StringComparer.Ordinal))
        {
            if (hasTitles)
                print.Output.Append(print.Output.Length > 0 ? "\n" : "").Append($"{path}:\n");
            if (IsLong)
                print.Output.Append("total 0\n");
            var place = ((FileLookup.Found)tree.Look(path)).Path;
            Print([.. RowsOf(tree, place, folder)], print);
        }
    }

    private IEnumerable<Row> RowsOf(FileTree tree, string place, FileNode.Folder folder)
    {
        if (ShowsDots)
        {
            yield return RowOf(place, ".", folder);
            yield return RowOf(place, "..", tree.Find(place + "/..")!);
        }

        foreach (var (name, node) in folder.Entries)
            yield return RowOf(place, name, node);
    }

    private void Print(Row[] rows, FilePrinter print)
    {
        if (!IsLong)
        {
            foreach (var row in rows)
                print.Output.Append(row.Name).Append('\n');
            return;
        }

        if (rows.Length == 0)
            return;
        var links = rows.Max(row => row.Links.Length);
        var sizes = rows.Max(row => row.Size.Length);
        foreach (var row in rows)
            print.Output.Append(
                $"{row.Mode} {row.Links.PadLeft(links)} root root "
                + $"{row.Size.PadLeft(sizes)} {Time} {row.Name}{row.Target}\n");
    }

    private static Row RowOf(string place, string name, FileNode node) => node switch
    {
        FileNode.Folder folder => new Row(
            "d" + Bits(node.Mode),
            Number(2 + folder.Entries.Values.Count(entry => entry is FileNode.Folder)),
            "0", name, ""),
        FileNode.Link link => new Row("l" + Bits(node.Mode), "1", "0", name, " -> " + link.Target),
        FileNode.Device device => new Row(
            "c" + Bits(node.Mode), "1",
            string.Create(CultureInfo.InvariantCulture, $"{device.Major}, {device.Minor}"),
            name, ""),
        FileNode.File file => new Row("-" + Bits(node.Mode), "1", SizeOf(place, file), name, ""),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    // attributes say a page, files of /proc nothing, tables what they are
    private static string SizeOf(string place, FileNode.File file)
    {
        if (place.StartsWith("/proc", StringComparison.Ordinal))
            return "0";
        var isAttribute = place.StartsWith("/sys", StringComparison.Ordinal)
            && !place.StartsWith("/sys/firmware/acpi", StringComparison.Ordinal)
            && !place.StartsWith("/sys/kernel/debug", StringComparison.Ordinal);
        return Number(isAttribute ? AttributeSize : file.Content.Length);
    }

    private static string Bits(int mode)
    {
        const string Letters = "rwxrwxrwx";
        var text = Letters.ToCharArray();
        for (var place = 0; place < text.Length; place++)
            if ((mode >> (text.Length - 1 - place) & 1) == 0)
                text[place] = '-';
        return new string(text);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Row(string Mode, string Links, string Size, string Name, string Target);
}
