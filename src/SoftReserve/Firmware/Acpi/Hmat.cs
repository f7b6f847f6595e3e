using SoftReserve.Addresses;

namespace SoftReserve.Firmware.Acpi;

/// <summary>The Heterogeneous Memory Attribute Table: latency and bandwidth between domains, and
/// caches in front of memory.</summary>
/// <remarks>ACPI specification, section "Heterogeneous Memory Attribute Table". That the table is
/// there at all decides which ranges HMEM considers: <c>hmat_init()</c>,
/// drivers/acpi/numa/hmat.c, takes every SRAT range as a candidate.</remarks>
/// <param name="Revision">1 and 2 are known to the kernel, others make it ignore the table.</param>
/// <param name="Targets">Memory proximity domain attributes (type 0).</param>
/// <param name="Localities">Latency and bandwidth matrices (type 1).</param>
/// <param name="Caches">Memory side caches (type 2).</param>
public sealed record Hmat(
    byte Revision,
    ValueList<HmatTarget> Targets,
    ValueList<HmatLocality> Localities,
    ValueList<HmatCache> Caches)
{
    /// <summary>True when the kernel uses the table.</summary>
    public bool IsKnownRevision => Revision is 1 or 2;
}

/// <summary>One memory proximity domain attributes structure.</summary>
/// <param name="ProximityDomain">The memory's domain.</param>
/// <param name="InitiatorDomain">The closest processors' domain; null when not given.</param>
public sealed record HmatTarget(uint ProximityDomain, uint? InitiatorDomain);

/// <summary>One matrix of latencies or bandwidths.</summary>
/// <param name="DataType">What the entries are.</param>
/// <param name="BaseUnit">Picoseconds or MB/s that one entry unit stands for.</param>
/// <param name="Initiators">Row domains.</param>
/// <param name="Targets">Column domains.</param>
/// <param name="Entries">Row-major; 0 and 0xffff mean no value.</param>
public sealed record HmatLocality(
    HmatDataType DataType,
    ulong BaseUnit,
    ValueList<uint> Initiators,
    ValueList<uint> Targets,
    ValueList<ushort> Entries)
{
    /// <summary>Raw flags: bits 0 to 3 are 0 for memory and name a cache level otherwise.</summary>
    public byte Flags { get; init; }
}

/// <summary>One memory side cache.</summary>
/// <param name="ProximityDomain">The domain of the memory behind it.</param>
/// <param name="Size">Cache size in bytes.</param>
/// <param name="Attributes">Raw attribute word: levels, associativity, write policy.</param>
/// <param name="AddressMode">1 for an extended linear cache, else 0.</param>
public sealed record HmatCache(
    uint ProximityDomain, ulong Size, uint Attributes, ushort AddressMode);

/// <summary>What a matrix of HMAT holds.</summary>
public enum HmatDataType
{
    /// <summary>Access latency, reads and writes.</summary>
    AccessLatency = 0,

    /// <summary>Read latency.</summary>
    ReadLatency = 1,

    /// <summary>Write latency.</summary>
    WriteLatency = 2,

    /// <summary>Access bandwidth, reads and writes.</summary>
    AccessBandwidth = 3,

    /// <summary>Read bandwidth.</summary>
    ReadBandwidth = 4,

    /// <summary>Write bandwidth.</summary>
    WriteBandwidth = 5,
}
