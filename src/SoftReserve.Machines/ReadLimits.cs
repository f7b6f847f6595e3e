namespace SoftReserve.Machines;

/// <summary>How much of a hostile file is read before it is refused.</summary>
/// <remarks>Every limit is far above real machines: the largest published CEDT has 18 windows, a
/// large server a few hundred memory map entries.</remarks>
public sealed record ReadLimits
{
    /// <summary>The limits that apply unless a caller says otherwise.</summary>
    public static readonly ReadLimits Default = new();

    /// <summary>UTF-16 units of a file.</summary>
    public int Characters { get; init; } = 4 * 1024 * 1024;

    /// <summary>Mappings and lists inside one another.</summary>
    public int Depth { get; init; } = 40;

    /// <summary>Scalars, lists and mappings of a file.</summary>
    public int Nodes { get; init; } = 400_000;

    /// <summary>Characters of one line of text, such as a command line.</summary>
    public int TextLength { get; init; } = 4096;

    /// <summary>Characters of a text of several lines, such as an expected listing.</summary>
    public int BlockLength { get; init; } = 256 * 1024;

    /// <summary>Entries of the memory map.</summary>
    public int MemoryMapEntries { get; init; } = 4096;

    /// <summary>Entries of SRAT, and of every list of HMAT.</summary>
    public int AffinityEntries { get; init; } = 4096;

    /// <summary>Proximity domains of SLIT, which is their square.</summary>
    public int Localities { get; init; } = 512;

    /// <summary>Host bridges.</summary>
    public int HostBridges { get; init; } = 1024;

    /// <summary>CXL windows.</summary>
    public int Windows { get; init; } = 4096;

    /// <summary>Targets of one window.</summary>
    public int Targets { get; init; } = 64;

    /// <summary>Ports of one bridge or switch.</summary>
    public int Ports { get; init; } = 256;

    /// <summary>Switches below one another.</summary>
    public int SwitchDepth { get; init; } = 8;

    /// <summary>Cards.</summary>
    public int Memdevs { get; init; } = 4096;

    /// <summary>Endpoint decoders.</summary>
    public int Decoders { get; init; } = 16384;

    /// <summary>Runs of one case.</summary>
    public int Runs { get; init; } = 256;

    /// <summary>Nodes that all runs of a case together may merge: each run with <c>with</c> reads
    /// the whole machine again.</summary>
    public int MergedNodes { get; init; } = 2_000_000;

    /// <summary>Entries of every other list: faults, settings, runs, expected lines.</summary>
    public int ListEntries { get; init; } = 4096;

    /// <summary>Problems that are told; the others are counted.</summary>
    public int Diagnostics { get; init; } = 50;
}
