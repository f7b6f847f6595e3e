using SoftReserve.Addresses;

namespace SoftReserve.Owners;

/// <summary>Who has a range in the end, how it is used, and why.</summary>
/// <param name="Range">Both ends inclusive.</param>
/// <param name="Owner">Who has it.</param>
/// <param name="Use">What it is good for.</param>
/// <param name="Device">The dax device, as <c>dax0.0</c>; null when there is none.</param>
/// <param name="Path">The dax region's path below /sys/devices; null when there is none.</param>
/// <param name="Node">The memory's node; -1 when it has none.</param>
/// <param name="Because">One sentence.</param>
public sealed record OwnedRange(
    AddressRange Range,
    RangeOwner Owner,
    RangeUse Use,
    string? Device,
    string? Path,
    int Node,
    string Because);

/// <summary>Who has a range.</summary>
public enum RangeOwner
{
    /// <summary>Nobody, or ordinary RAM.</summary>
    None,

    /// <summary>dax_cxl, for a CXL region.</summary>
    Cxl,

    /// <summary>dax_hmem.</summary>
    Hmem,

    /// <summary>Two dax regions, one of each, that both work.</summary>
    Both,
}

/// <summary>What a range is good for.</summary>
public enum RangeUse
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>System RAM, online or ready to go online.</summary>
    SystemRam,

    /// <summary>A character device.</summary>
    Devdax,

    /// <summary>A dax device exists that nothing could use.</summary>
    Failed,
}
