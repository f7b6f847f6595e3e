namespace SoftReserve.Sysfs;

/// <summary>The modelled machine as the files that people and tools look at: /sys, /proc and
/// /boot.</summary>
/// <remarks>Made when somebody asks, from a kernel at one moment; a boot that nobody looks at pays
/// nothing. docs/sysfs.md lists what is there.</remarks>
public sealed class FileTree
{
    private const int MostLinks = 40;

    private FileTree(FileNode.Folder root) => Root = root;

    /// <summary>The folder /.</summary>
    public FileNode.Folder Root { get; }

    /// <summary>The files of a kernel.</summary>
    public static FileTree Of(Kernel kernel)
    {
        var root = new FileNode.Folder();
        var builder = FolderBuilder.AtRoot(root);
        BusFolders.Add(builder, kernel);
        PciFolders.Add(builder, kernel);
        CxlFolders.Add(builder, kernel);
        HmemFolders.Add(builder, kernel);
        DaxFolders.Add(builder, kernel);
        MemoryBlockFolders.Add(builder, kernel);
        NodeFolders.Add(builder, kernel);
        ModuleFolders.Add(builder, kernel);
        FirmwareFolders.Add(builder, kernel);
        ProcFiles.Add(builder, kernel);
        return new FileTree(root);
    }

    /// <summary>What is at a path, links followed; null when there is nothing.</summary>
    /// <param name="path">Absolute; <c>.</c>, <c>..</c> and doubled slashes are allowed, and
    /// nothing lies above the root.</param>
    public FileNode? Find(string path) => (Look(path) as FileLookup.Found)?.Node;

    /// <summary>The names in the folder at a path, in the order of their bytes; none when it is no
    /// folder.</summary>
    public IEnumerable<string> Names(string path) =>
        Find(path) is FileNode.Folder folder ? folder.Entries.Keys : [];

    /// <summary>As <see cref="Find"/>, with the error where there is nothing.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="followsLast">False: a link at the end of the path is the answer
    /// itself.</param>
    public FileLookup Look(string path, bool followsLast = true)
    {
        var walk = new Walk(Root, followsLast);
        var errno = walk.Go(path);
        if (errno == 0 && path.EndsWith('/') && walk.Node is not FileNode.Folder)
            errno = Errno.NotFolder;
        return errno == 0
            ? new FileLookup.Found(walk.Node, walk.Path)
            : new FileLookup.Missing(errno);
    }

    private sealed class Walk(FileNode.Folder root, bool followsLast)
    {
        private readonly List<(string Name, FileNode Node)> _way = [];

        private int _links;

        public FileNode Node => _way.Count == 0 ? root : _way[^1].Node;

        public string Path => "/" + string.Join('/', _way.Select(each => each.Name));

        public int Go(string path)
        {
            if (path.StartsWith('/'))
                _way.Clear();
            var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
            for (var index = 0; index < names.Length; index++)
            {
                var isLast = index == names.Length - 1;
                if (Step(names[index], isLast && !followsLast) is not 0 and var errno)
                    return errno;
            }

            return 0;
        }

        private int Step(string name, bool staysOnLink)
        {
            if (Node is not FileNode.Folder folder)
                return Errno.NotFolder;
            if (name == ".")
                return 0;
            if (name == "..")
            {
                if (_way.Count > 0)
                    _way.RemoveAt(_way.Count - 1);
                return 0;
            }

            if (!folder.Entries.TryGetValue(name, out var node))
                return Errno.NoEntry;
            if (node is FileNode.Link link && !staysOnLink)
                return ++_links > MostLinks ? Errno.TooManyLinks : Follow(link);
            _way.Add((name, node));
            return 0;
        }

        private int Follow(FileNode.Link link)
        {
            var names = link.Target.Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (link.Target.StartsWith('/'))
                _way.Clear();
            foreach (var name in names)
                if (Step(name, staysOnLink: false) is not 0 and var errno)
                    return errno;
            return 0;
        }
    }
}

/// <summary>What is at a path.</summary>
public abstract record FileLookup
{
    private FileLookup()
    {
    }

    /// <summary>Something is.</summary>
    /// <param name="Node">What.</param>
    /// <param name="Path">The path without links, as <c>readlink -f</c> prints it.</param>
    public sealed record Found(FileNode Node, string Path) : FileLookup;

    /// <summary>Nothing is.</summary>
    /// <param name="Errno">ENOENT, ENOTDIR or ELOOP, positive.</param>
    public sealed record Missing(int Errno) : FileLookup;
}
