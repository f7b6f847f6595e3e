using SoftReserve.Addresses;
using SoftReserve.Owners;

namespace SoftReserve.Diagnosis;

/// <summary>Who was seen to have a range, beside what the model makes of the same machine and
/// kernel.</summary>
/// <param name="Range">Both ends inclusive.</param>
/// <param name="Owner">By the path of the dax region over it.</param>
/// <param name="Use">By the driver of the dax device; <see cref="RangeUse.Failed"/> when it has
/// none.</param>
/// <param name="Device">The dax device; null when there is none.</param>
/// <param name="Path">The dax region's path below /sys/devices; null when there is none.</param>
/// <param name="Node">The device's target node; -1 when it has none.</param>
/// <param name="IsSoftReserved">True when firmware or the command line marked it.</param>
/// <param name="Region">The CXL region over it; null when there is none.</param>
/// <param name="At">The line that shows the owner, or the lack of one; null when no file
/// does.</param>
/// <param name="Predicted">What a boot of the model gives; null when it knows nothing of the
/// range.</param>
public sealed record SeenRange(
    AddressRange Range,
    RangeOwner Owner,
    RangeUse Use,
    string? Device,
    string? Path,
    int Node,
    bool IsSoftReserved,
    string? Region,
    Sighting? At,
    OwnedRange? Predicted)
{
    /// <summary>True when the model says the same owner and use. Numbers of devices do not
    /// count: they depend on the order of probes.</summary>
    public bool IsAsPredicted => (Owner, Use)
        == (Predicted?.Owner ?? RangeOwner.None, Predicted?.Use ?? RangeUse.None);
}
