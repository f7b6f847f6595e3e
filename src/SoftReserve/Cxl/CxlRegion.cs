using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Cxl;

/// <summary>A CXL region: host addresses that a set of cards backs together.</summary>
/// <remarks>Kernel: <c>struct cxl_region</c>, drivers/cxl/cxl.h.</remarks>
/// <param name="Id">The N of regionN, from <see cref="MemregionIds"/>.</param>
/// <param name="Range">Its host-physical range; null for a region that a user created and has
/// not sized.</param>
/// <param name="RootDecoder">The k of decoder0.k that it lies under.</param>
/// <param name="State">How far it is.</param>
/// <param name="Ways">Cards that make it up.</param>
/// <param name="Granularity">Bytes before the next card's turn.</param>
/// <param name="Mode">RAM or PMEM.</param>
/// <param name="Targets">Cards attached so far, in interleave order once committed.</param>
/// <param name="IsAuto">True when the kernel assembled it from firmware's decoders, false when a
/// user created it.</param>
/// <param name="IsInIomem">False when its node could not be inserted (rule R39) or it has no
/// range.</param>
/// <param name="IsBound">True once the region driver's probe returned 0.</param>
/// <param name="IsLocked">A decoder of it is locked: it can not be reset.</param>
/// <param name="HasDaxRegionDevice">The device dax_regionN exists; dax_cxl may bind it.</param>
public sealed record CxlRegion(
    int Id,
    AddressRange? Range,
    int RootDecoder,
    CxlRegionState State,
    int Ways,
    int Granularity,
    PartitionMode Mode,
    ValueList<CxlRegionTarget> Targets,
    bool IsAuto,
    bool IsInIomem,
    bool IsBound,
    bool IsLocked,
    bool HasDaxRegionDevice)
{
    /// <summary>True when its decoders are committed and the region can be used.</summary>
    public bool IsCommitted => State == CxlRegionState.Commit;
}

/// <summary>An endpoint decoder at a place of a CXL region.</summary>
/// <param name="Memdev">The card.</param>
/// <param name="Decoder">The M of decoderN.M at its endpoint.</param>
/// <param name="Position">From 0; null until the set is complete and sorted.</param>
public sealed record CxlRegionTarget(string Memdev, int Decoder, int? Position);

/// <summary>States of a CXL region, in the order in which it passes them.</summary>
/// <remarks>Kernel: <c>enum cxl_config_state</c>, drivers/cxl/cxl.h.</remarks>
public enum CxlRegionState
{
    /// <summary>Created, nothing set.</summary>
    Idle,

    /// <summary>Has a range; cards are missing.</summary>
    InterleaveActive,

    /// <summary>Every card is there; decoders are not committed.</summary>
    Active,

    /// <summary>Being taken down.</summary>
    ResetPending,

    /// <summary>Decoders committed.</summary>
    Commit,
}
