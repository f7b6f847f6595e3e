using System.Globalization;
using SoftReserve.Userspace;

namespace SoftReserve.Sysfs;

/// <summary>Fills one folder of the tree. Names that exist are opened, not replaced.</summary>
internal sealed class FolderBuilder
{
    private readonly FileNode.Folder _root;
    private readonly FileNode.Folder _folder;

    private FolderBuilder(FileNode.Folder root, FileNode.Folder folder, string path) =>
        (_root, _folder, Path) = (root, folder, path);

    /// <summary>Where it is; empty for the root.</summary>
    public string Path { get; }

    public static FolderBuilder AtRoot(FileNode.Folder root) => new(root, root, "");

    /// <summary>A folder below, made with all on the way.</summary>
    /// <param name="path">Relative to this one, or absolute.</param>
    public FolderBuilder In(string path)
    {
        var (folder, place) = path.StartsWith('/') ? (_root, "") : (_folder, Path);
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (folder.Entries.GetValueOrDefault(name) is not FileNode.Folder next)
                folder.Put(name, next = new FileNode.Folder());
            (folder, place) = (next, place + "/" + name);
        }

        return new FolderBuilder(_root, folder, place);
    }

    /// <summary>A folder below that is filled when somebody looks.</summary>
    public FolderBuilder Later(string name, Action<FolderBuilder> fill)
    {
        var path = Path + "/" + name;
        _folder.Put(name, new FileNode.Folder(
            folder => fill(new FolderBuilder(_root, folder, path))));
        return this;
    }

    /// <summary>An attribute: its value and a line feed.</summary>
    public FolderBuilder Text(string name, string value, int mode = FileModes.ReadOnly) =>
        Bytes(name, () => value + "\n", mode);

    /// <summary>An attribute with a decimal number.</summary>
    public FolderBuilder Number(string name, long value, int mode = FileModes.ReadOnly) =>
        Text(name, value.ToString(CultureInfo.InvariantCulture), mode);

    /// <summary>An attribute with a hexadecimal number, <c>0x0</c> for zero.</summary>
    public FolderBuilder Hex(string name, ulong value, int mode = FileModes.ReadOnly) =>
        Text(name, HexOf(value), mode);

    /// <summary>An attribute that root can write.</summary>
    public FolderBuilder Writable(string name, string value, Func<string, UserCommand> write)
    {
        _folder.Put(name, new FileNode.File(() => value + "\n", FileModes.Writable, write));
        return this;
    }

    /// <summary>An attribute that can only be written.</summary>
    public FolderBuilder WriteOnly(string name, Func<string, UserCommand> write)
    {
        _folder.Put(name, new FileNode.File(() => "", FileModes.WriteOnly, write));
        return this;
    }

    /// <summary>A file whose content is made when it is read.</summary>
    public FolderBuilder Bytes(string name, Func<string> read, int mode = FileModes.ReadOnly)
    {
        _folder.Put(name, new FileNode.File(read, mode, null));
        return this;
    }

    /// <summary>A link to an absolute path, written relative to this folder as in
    /// sysfs.</summary>
    public FolderBuilder Link(string name, string target)
    {
        var from = Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var to = target.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var shared = 0;
        while (shared < from.Length && shared < to.Length - 1 && from[shared] == to[shared])
            shared++;
        _folder.Put(name, new FileNode.Link(string.Join('/', Enumerable
            .Repeat("..", from.Length - shared).Concat(to[shared..]))));
        return this;
    }

    /// <summary>A character device below /dev, with what leads to and from it.</summary>
    public FolderBuilder Node(string name, int major, int minor)
    {
        var slash = name.LastIndexOf('/') + 1;
        In("/dev/" + name[..slash])._folder
            .Put(name[slash..], new FileNode.Device(major, minor));
        var number = string.Create(CultureInfo.InvariantCulture, $"{major}:{minor}");
        In("/sys/dev/char").Link(number, Path);
        return Text("dev", number);
    }

    /// <summary>The files that every device has, and its places on the bus.</summary>
    /// <param name="bus">As <c>cxl</c>.</param>
    /// <param name="driver">The driver that has it; null for none.</param>
    /// <param name="uevent">Lines besides the driver's.</param>
    public FolderBuilder Device(string bus, string? driver, params string[] uevent)
    {
        var name = Path[(Path.LastIndexOf('/') + 1)..];
        Link("subsystem", "/sys/bus/" + bus);
        In($"/sys/bus/{bus}/devices").Link(name, Path);
        if (driver is not null)
        {
            Link("driver", $"/sys/bus/{bus}/drivers/{driver}");
            In($"/sys/bus/{bus}/drivers/{driver}").Link(name, Path);
        }

        return Uevent(driver is null
            ? uevent
            : [.. uevent[..^1], "DRIVER=" + driver, uevent[^1]]);
    }

    /// <summary>The file <c>uevent</c>.</summary>
    public FolderBuilder Uevent(params string[] lines)
    {
        var text = string.Concat(lines.Select(line => line + "\n"));
        _folder.Put("uevent", new FileNode.File(
            () => text, FileModes.Writable, KernelWrite.NotModelled));
        return this;
    }

    /// <summary><c>0x10</c>; <c>0x0</c> for zero.</summary>
    public static string HexOf(ulong value) =>
        string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");
}
