namespace SoftReserve.Machines.Captures;

/// <summary>How much of a hostile recording is read before it is refused.</summary>
/// <remarks>Far above real recordings: the largest file is a kernel log of a few hundred
/// KiB.</remarks>
public sealed record CaptureLimits
{
    /// <summary>The limits that apply unless a caller says otherwise.</summary>
    public static readonly CaptureLimits Default = new();

    /// <summary>Files and folders of a recording, those that nobody reads included.</summary>
    public int Entries { get; init; } = 4096;

    /// <summary>Bytes of one file that is read.</summary>
    public int FileBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Bytes of a whole archive after decompression.</summary>
    public int ArchiveBytes { get; init; } = 128 * 1024 * 1024;

    /// <summary>Characters of a file's path inside the recording.</summary>
    public int PathLength { get; init; } = 256;

    /// <summary>Folders inside one another; earlier states and tables lie one deep.</summary>
    public int FolderDepth { get; init; } = 2;

    /// <summary>Lines of one text file.</summary>
    public int Lines { get; init; } = 400_000;

    /// <summary>Characters of one line.</summary>
    public int LineLength { get; init; } = 1024 * 1024;

    /// <summary>Commands of the recording's scripts.</summary>
    public int Commands { get; init; } = 4096;

    /// <summary>Entries of the memory map.</summary>
    public int MemoryMapEntries { get; init; } = 4096;

    /// <summary>Options of a QEMU line; cards of a running machine, and its decoders.</summary>
    public int Devices { get; init; } = 4096;

    /// <summary>Switches below one another.</summary>
    public int SwitchDepth { get; init; } = 8;

    /// <summary>Objects inside one another in a JSON file.</summary>
    public int JsonDepth { get; init; } = 64;

    /// <summary>Problems that are told; the others are counted.</summary>
    public int Diagnostics { get; init; } = 50;
}
