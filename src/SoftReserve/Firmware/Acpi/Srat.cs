using SoftReserve.Addresses;

namespace SoftReserve.Firmware.Acpi;

/// <summary>The System Resource Affinity Table: which memory and which processors belong to which
/// proximity domain.</summary>
/// <remarks>ACPI specification, section "System Resource Affinity Table".</remarks>
/// <param name="Memory">Memory affinity structures, in table order, disabled ones included.</param>
/// <param name="ProcessorDomains">Proximity domains with an enabled processor, first-seen
/// order.</param>
/// <param name="GenericPorts">CXL host bridges that HMAT speaks about.</param>
public sealed record Srat(
    ValueList<MemoryAffinity> Memory,
    ValueList<uint> ProcessorDomains,
    ValueList<GenericPortAffinity> GenericPorts)
{
    /// <summary>Proximity domains of enabled generic initiators (type 5), first-seen order: they
    /// get nodes without memory.</summary>
    public ValueList<uint> InitiatorDomains { get; init; } = [];
}

/// <summary>One memory affinity structure (type 1).</summary>
/// <param name="ProximityDomain">ACPI's number; the kernel maps it to a node.</param>
/// <param name="Base">First byte.</param>
/// <param name="Length">Bytes; 0 or an overflowing value is ignored by the kernel.</param>
/// <param name="Flags">Enabled, hot-pluggable, non-volatile.</param>
public sealed record MemoryAffinity(
    uint ProximityDomain, Hpa Base, ulong Length, MemoryAffinityFlags Flags)
{
    /// <summary>The bytes it describes; null when the length is 0 or overflows.</summary>
    public AddressRange? Range =>
        AddressRange.TryMakeSized(Base.Value, new ByteSize(Length), out var range) ? range : null;

    /// <summary>True when the kernel is to use the structure.</summary>
    public bool IsEnabled => Flags.HasFlag(MemoryAffinityFlags.Enabled);
}

/// <summary>One generic port affinity structure (type 6) with an ACPI device handle.</summary>
/// <param name="ProximityDomain">The pseudo-domain of the port.</param>
/// <param name="HardwareId">ACPI0016 for a CXL host bridge.</param>
/// <param name="Uid">The <c>_UID</c> of the device.</param>
public sealed record GenericPortAffinity(uint ProximityDomain, string HardwareId, uint Uid);

/// <summary>Flags of a memory affinity structure.</summary>
[Flags]
public enum MemoryAffinityFlags : uint
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>The structure counts.</summary>
    Enabled = 1,

    /// <summary>Memory may be added or removed while the machine runs.</summary>
    HotPluggable = 2,

    /// <summary>The memory keeps its content.</summary>
    NonVolatile = 4,
}
