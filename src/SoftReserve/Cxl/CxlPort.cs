using SoftReserve.Addresses;

namespace SoftReserve.Cxl;

/// <summary>A host bridge's or a switch's upstream port, portN.</summary>
/// <remarks>Kernel: <c>struct cxl_port</c>, drivers/cxl/cxl.h.</remarks>
/// <param name="Id">The N of portN.</param>
/// <param name="HostBridgeUid">The host bridge that it belongs to or lies below.</param>
/// <param name="Path">Port numbers from the host bridge down to this port; empty for the host
/// bridge itself.</param>
/// <param name="Decoders">Its switch decoders; empty until they are enumerated.</param>
public sealed record CxlPort(
    int Id, uint HostBridgeUid, ValueList<int> Path, ValueList<SwitchDecoder> Decoders);

/// <summary>One HDM decoder of a host bridge or switch, decoderN.M.</summary>
/// <param name="Index">The M of decoderN.M.</param>
/// <param name="Range">What it decodes; null when it is not programmed.</param>
/// <param name="Ways">Downstream ports that share it.</param>
/// <param name="Granularity">Bytes before the next port's turn.</param>
/// <param name="Targets">Downstream port numbers in interleave order.</param>
/// <param name="IsEnabled">Committed.</param>
/// <param name="IsLocked">Locked until reset.</param>
/// <param name="CxlRegionId">The CXL region that uses it; null when none does.</param>
public sealed record SwitchDecoder(
    int Index,
    AddressRange? Range,
    int Ways,
    int Granularity,
    ValueList<int> Targets,
    bool IsEnabled,
    bool IsLocked,
    int? CxlRegionId);

/// <summary>One HDM decoder of a card, decoderN.M.</summary>
/// <param name="Index">The M of decoderN.M.</param>
/// <param name="Range">The interleave set's host range; null when it is not programmed.</param>
/// <param name="Dpa">The card's memory that it maps; null when none is reserved.</param>
/// <param name="Ways">Cards in the set.</param>
/// <param name="Granularity">Bytes before the next card's turn.</param>
/// <param name="IsEnabled">Committed.</param>
/// <param name="IsLocked">Locked until reset.</param>
/// <param name="IsAuto">Firmware programmed it, so assembly tries it.</param>
/// <param name="CxlRegionId">The CXL region that it is attached to; null when none.</param>
public sealed record EndpointDecoder(
    int Index,
    AddressRange? Range,
    DpaRange? Dpa,
    int Ways,
    int Granularity,
    bool IsEnabled,
    bool IsLocked,
    bool IsAuto,
    int? CxlRegionId);
