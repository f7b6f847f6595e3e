using SoftReserve.Addresses;

namespace SoftReserve.Firmware;

/// <summary>The CXL hardware below the root: host bridges, switches, cards, and the decoders that
/// firmware programmed.</summary>
/// <param name="HostBridges">In uid order of the machine's description.</param>
/// <param name="Memdevs">Every card, empty slots (not present) included.</param>
/// <param name="Decoders">Endpoint decoders that firmware left programmed.</param>
/// <param name="Faults">What goes wrong on this machine.</param>
public sealed record CxlTopology(
    ValueList<HostBridge> HostBridges,
    ValueList<Memdev> Memdevs,
    ValueList<EndpointDecoderSetting> Decoders,
    ValueList<CxlFault> Faults)
{
    /// <summary>No CXL at all.</summary>
    public static readonly CxlTopology None = new([], [], [], []);

    /// <summary>The card of that name; null when there is none.</summary>
    public Memdev? FindMemdev(string name)
    {
        foreach (var card in Memdevs)
            if (card.Name == name)
                return card;
        return null;
    }
}

/// <summary>An ACPI0016 host bridge with its root ports.</summary>
/// <param name="Uid">As CEDT names it.</param>
/// <param name="HasDecoders">False for a bridge without HDM decoder capability
/// (passthrough).</param>
/// <param name="Ports">Root ports, in port order.</param>
public sealed record HostBridge(uint Uid, bool HasDecoders, ValueList<DownstreamPort> Ports);

/// <summary>A root port or a switch's downstream port, with what is plugged into it.</summary>
public abstract record DownstreamPort
{
    private DownstreamPort()
    {
    }

    /// <summary>A card is plugged in.</summary>
    /// <param name="Name">The card, one of <see cref="CxlTopology.Memdevs"/>.</param>
    public sealed record Card(string Name) : DownstreamPort;

    /// <summary>A switch is plugged in.</summary>
    /// <param name="Ports">Its downstream ports, in port order.</param>
    public sealed record Switch(ValueList<DownstreamPort> Ports) : DownstreamPort;

    /// <summary>Nothing is plugged in.</summary>
    public sealed record Empty : DownstreamPort;
}

/// <summary>A CXL memory card.</summary>
/// <param name="Name">memN; the model keeps this number, a real kernel numbers cards in the order
/// in which their asynchronous probes end.</param>
/// <param name="Volatile">RAM capacity; its device addresses come first.</param>
/// <param name="Persistent">PMEM capacity, after the RAM.</param>
/// <param name="Serial">Serial number.</param>
/// <param name="IsPresent">False for an empty slot.</param>
/// <param name="Type">3, or 2 for an accelerator.</param>
public sealed record Memdev(
    string Name,
    ByteSize Volatile,
    ByteSize Persistent,
    ulong Serial,
    bool IsPresent,
    int Type)
{
    /// <summary>Firmware let the card answer to memory addresses, the Mem_Enable bit of its DVSEC.
    /// Whoever programs one of its decoders does that too, so it only counts for a card without
    /// <see cref="CxlTopology.Decoders"/>. CXL specification, "DVSEC CXL Control".</summary>
    public bool IsMemoryEnabled { get; init; }
}

/// <summary>What firmware wrote into one HDM decoder of a card.</summary>
/// <remarks>The switch and host bridge decoders above are programmed to match.</remarks>
/// <param name="Memdev">The card.</param>
/// <param name="Range">The whole interleave set's host-physical range.</param>
/// <param name="Ways">Cards in the set.</param>
/// <param name="Granularity">Bytes before the next card's turn.</param>
/// <param name="Position">This card's place in the set, from 0.</param>
/// <param name="IsCommitted">False: only this decoder is off, those above are on.</param>
/// <param name="Dpa">Where in the card; null packs the card's decoders from 0.</param>
/// <param name="IsLocked">The decoder cannot be changed until reset.</param>
/// <param name="Mode">RAM or PMEM.</param>
public sealed record EndpointDecoderSetting(
    string Memdev,
    AddressRange Range,
    int Ways,
    int Granularity,
    int Position,
    bool IsCommitted,
    Dpa? Dpa,
    bool IsLocked,
    PartitionMode Mode);

/// <summary>Which partition of a card a decoder maps.</summary>
public enum PartitionMode
{
    /// <summary>Volatile memory.</summary>
    Ram,

    /// <summary>Persistent memory.</summary>
    Pmem,
}

/// <summary>Something that goes wrong on this machine, for tests and what-if questions.</summary>
public abstract record CxlFault
{
    private CxlFault()
    {
    }

    /// <summary>Attaching the last member of the card's region fails.</summary>
    /// <param name="Memdev">Any card of the region.</param>
    /// <param name="RegionIsRemoved">True when the region is then unregistered, as a test patch
    /// of the series did; false leaves it, uncommitted, as every kernel does.</param>
    public sealed record AssemblyFails(string Memdev, bool RegionIsRemoved) : CxlFault;

    /// <summary>The switch above the card has its decoder off.</summary>
    public sealed record UncommittedSwitchDecoder(string Memdev) : CxlFault;

    /// <summary>The host bridge has its decoder off.</summary>
    public sealed record UncommittedHostBridgeDecoder(uint HostBridgeUid) : CxlFault;

    /// <summary>After removal and re-adding, the card's decoder claims this granularity.</summary>
    public sealed record ReplugGranularity(string Memdev, int Granularity) : CxlFault;

    /// <summary>The ownership question is answered with no for this range, as testers
    /// forced it.</summary>
    public sealed record CoverageDenied(AddressRange Range) : CxlFault;

    /// <summary>Registering this range with HMEM returns an error.</summary>
    public sealed record HmemRegisterFails(AddressRange Range) : CxlFault;

    /// <summary>Once hot-added memory of this range is online in a zone that the kernel may use for
    /// itself, the kernel keeps something there that it cannot move.</summary>
    public sealed record UnmovableMemory(AddressRange Range) : CxlFault;

    /// <summary>Somebody holds pages of this range where they are, whatever zone they are in, and
    /// does not let go.</summary>
    public sealed record BusyMemory(AddressRange Range) : CxlFault;
}
