using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Cxl;

/// <summary>A host bridge's or a switch's upstream port, portN.</summary>
/// <remarks>Kernel: <c>struct cxl_port</c>, drivers/cxl/cxl.h.</remarks>
/// <param name="Id">The N of portN.</param>
/// <param name="HostBridgeUid">The host bridge that it belongs to or lies below.</param>
/// <param name="Path">Port numbers from the host bridge down to this port; empty for the host
/// bridge itself.</param>
/// <param name="Dports">Numbers of the downstream ports below which a card has attached, in the
/// order of their first card.</param>
/// <param name="Decoders">Its switch decoders; empty until they are enumerated, with the first
/// downstream port.</param>
public sealed record CxlPort(
    int Id,
    uint HostBridgeUid,
    ValueList<int> Path,
    ValueList<int> Dports,
    ValueList<SwitchDecoder> Decoders)
{
    /// <summary>cxl_port has been unbound: nothing below it works, and its decoders are hidden
    /// though the hardware keeps them.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>This port with the decoder of the same index exchanged.</summary>
    public CxlPort With(SwitchDecoder changed) =>
        this with { Decoders = Decoders.SetItem(changed.Index, changed) };
}

/// <summary>One HDM decoder of a host bridge or switch, decoderN.M.</summary>
/// <param name="Index">The M of decoderN.M.</param>
/// <param name="Range">What the kernel believes that it decodes; null for nothing. A reset leaves
/// it.</param>
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
    int? CxlRegionId)
{
    /// <summary>A decoder that nobody has programmed.</summary>
    public static SwitchDecoder Idle(int index) => new(
        index, null, 1, InterleaveCode.SmallestGranularity, [], false, false, null);
}

/// <summary>One HDM decoder of a card, decoderN.M.</summary>
/// <param name="Index">The M of decoderN.M.</param>
/// <param name="Range">The interleave set's host range as the kernel holds it; null once the
/// decoder is detached.</param>
/// <param name="Committed">The range in the hardware register; null when it is not
/// committed.</param>
/// <param name="Dpa">The card's memory that it maps; null when none is reserved.</param>
/// <param name="Ways">Cards in the set.</param>
/// <param name="Granularity">Bytes before the next card's turn.</param>
/// <param name="IsLocked">Locked until reset.</param>
/// <param name="IsAuto">Firmware programmed it, so assembly tries it.</param>
/// <param name="CxlRegionId">The CXL region that it is attached to; null when none.</param>
public sealed record EndpointDecoder(
    int Index,
    AddressRange? Range,
    AddressRange? Committed,
    DpaRange? Dpa,
    int Ways,
    int Granularity,
    bool IsLocked,
    bool IsAuto,
    int? CxlRegionId)
{
    /// <summary>The partition that it mapped before its <see cref="Dpa"/> was given back; null when
    /// it mapped none. The choice outlives the memory.</summary>
    /// <remarks>Kernel: <c>mode_show()</c>, drivers/cxl/core/port.c.</remarks>
    public PartitionMode? FormerMode { get; init; }

    /// <summary>True when the hardware decodes.</summary>
    public bool IsEnabled => Committed is not null;

    /// <summary>A decoder that nobody has programmed.</summary>
    public static EndpointDecoder Idle(int index) => new(
        index, null, null, null, 1, InterleaveCode.SmallestGranularity, false, false, null);
}
