using SoftReserve.Userspace;

namespace SoftReserve.Sysfs;

/// <summary>Something in the file tree of a modelled machine.</summary>
public abstract class FileNode
{
    private FileNode(int mode) => Mode = mode;

    /// <summary>Permission bits, as in 0644.</summary>
    public int Mode { get; }

    /// <summary>A folder.</summary>
    public sealed class Folder : FileNode
    {
        private readonly SortedDictionary<string, FileNode> _entries =
            new(StringComparer.Ordinal);

        private Action<Folder>? _fill;

        internal Folder(Action<Folder>? fill = null) : base(FileModes.Folder) => _fill = fill;

        /// <summary>What is in it, by name, in the order of the bytes of the names.</summary>
        public IReadOnlyDictionary<string, FileNode> Entries => Filled();

        /// <summary>Puts something in; what had the name before is gone.</summary>
        internal void Put(string name, FileNode node) => Filled()[name] = node;

        // what is large is only made when somebody looks
        private SortedDictionary<string, FileNode> Filled()
        {
            if (_fill is { } fill)
            {
                _fill = null;
                fill(this);
            }

            return _entries;
        }
    }

    /// <summary>A file.</summary>
    public sealed class File : FileNode
    {
        private readonly Func<string> _read;

        internal File(Func<string> read, int mode, Func<string, UserCommand>? write) : base(mode) =>
            (_read, Write) = (read, write);

        /// <summary>Its bytes, one character a byte; text ends with a line feed.</summary>
        public string Content => _read();

        /// <summary>What writing a text into it asks of the kernel, without the line end; null for
        /// a file that nobody can write. Its errors are the kernel's.</summary>
        public Func<string, UserCommand>? Write { get; }
    }

    /// <summary>A character device. Nothing can be read from it or written into it.</summary>
    public sealed class Device : FileNode
    {
        internal Device(int major, int minor) : base(FileModes.Device) =>
            (Major, Minor) = (major, minor);

        /// <summary>The driver's number.</summary>
        public int Major { get; }

        /// <summary>The device's number.</summary>
        public int Minor { get; }
    }

    /// <summary>A symbolic link.</summary>
    public sealed class Link : FileNode
    {
        internal Link(string target) : base(FileModes.Link) => Target = target;

        /// <summary>As readlink prints it; relative to the link's folder.</summary>
        public string Target { get; }
    }
}

/// <summary>Permission bits.</summary>
internal static class FileModes
{
    public const int Folder = 0b111_101_101;
    public const int Link = 0b111_111_111;
    public const int Device = 0b110_000_000;
    public const int ReadOnly = 0b100_100_100;
    public const int RootReadOnly = 0b100_000_000;
    public const int Writable = 0b110_100_100;
    public const int WriteOnly = 0b010_000_000;

    /// <summary>Set when the owner, root, may read.</summary>
    public const int OwnerReads = 0b100_000_000;

    /// <summary>Set when the owner, root, may write.</summary>
    public const int OwnerWrites = 0b010_000_000;
}
