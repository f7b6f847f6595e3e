using SoftReserve.Addresses;

namespace SoftReserve.Firmware.Acpi;

/// <summary>The CXL Early Discovery Table: which host bridges decode which address
/// windows.</summary>
/// <remarks>CXL specification, section "CXL Early Discovery Table"; ACPICA actbl1.h. Holds what
/// the table says, wrong values included: the kernel model does the kernel's checks.</remarks>
public sealed record Cedt(
    ValueList<CxlHostBridgeStructure> HostBridges,
    ValueList<FixedMemoryWindow> Windows,
    ValueList<XorInterleaveMath> XorMath);

/// <summary>CHBS: one host bridge and where its registers are.</summary>
/// <param name="Uid">The <c>_UID</c> of its ACPI0016 device.</param>
/// <param name="Version">0 for CXL 1.1 (RCRB), 1 for CXL 2.0.</param>
/// <param name="Base">Register base; the kernel ignores the structure when it is 0.</param>
/// <param name="Length">Register length: 0x2000 for CXL 1.1, 0x10000 for 2.0.</param>
public sealed record CxlHostBridgeStructure(uint Uid, uint Version, Hpa Base, ulong Length);

/// <summary>CFMWS: one fixed window of host-physical addresses and the host bridges that share
/// it.</summary>
/// <param name="Base">First byte.</param>
/// <param name="Size">Bytes; any value, the kernel wants multiples of 256 MiB.</param>
/// <param name="EncodedWays">0..4 for 1, 2, 4, 8, 16; 8..10 for 3, 6, 12.</param>
/// <param name="Arithmetic">0 modulo, 1 XOR.</param>
/// <param name="EncodedGranularity">Granularity is 256 shifted left by this; 0..6.</param>
/// <param name="Restrictions">What may be mapped.</param>
/// <param name="QtgId">QoS throttling group, shown as qos_class.</param>
/// <param name="Targets">Host bridge uids in interleave order; a good table has one a way.</param>
public sealed record FixedMemoryWindow(
    Hpa Base,
    ulong Size,
    byte EncodedWays,
    byte Arithmetic,
    uint EncodedGranularity,
    WindowRestrictions Restrictions,
    ushort QtgId,
    ValueList<uint> Targets);

/// <summary>CXIMS: the address bits that select a target under XOR arithmetic.</summary>
/// <param name="EncodedGranularity">As in the windows that it belongs to.</param>
/// <param name="Maps">One mask for each bit of the target number, lowest bit first.</param>
public sealed record XorInterleaveMath(byte EncodedGranularity, ValueList<ulong> Maps);

/// <summary>Bits of the CFMWS restrictions word.</summary>
[Flags]
public enum WindowRestrictions : ushort
{
    /// <summary>Nothing is allowed.</summary>
    None = 0,

    /// <summary>Device-coherent memory (Type 2).</summary>
    Type2 = 1,

    /// <summary>Host-only memory (Type 3).</summary>
    Type3 = 2,

    /// <summary>Volatile memory.</summary>
    Volatile = 4,

    /// <summary>Persistent memory.</summary>
    Persistent = 8,

    /// <summary>Firmware's decoders must not be changed.</summary>
    Fixed = 16,

    /// <summary>Back-invalidate; the kernel ignores it.</summary>
    BackInvalidate = 32,
}
