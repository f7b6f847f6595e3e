using SoftReserve.Addresses;
using SoftReserve.Dax;

namespace SoftReserve.Owners.Properties;

/// <summary>No two parties try to take the same bytes: nobody makes a dax region where another one
/// has some of them, whether that is refused with -ENOMEM or not.</summary>
public sealed class NoDoubleClaim : KernelProperty
{
    /// <inheritdoc/>
    public override string Name => "no-double-claim";

    /// <inheritdoc/>
    public override bool IsBroken(Kernel kernel)
    {
        foreach (var device in kernel.Hmem.Devices)
            if (IsTaken(kernel, device.Range, DaxOwner.Hmem, device.Id))
                return true;
        foreach (var region in kernel.Cxl.Regions)
            if (region is { HasDaxRegionDevice: true, Range: { } range }
                && kernel.Dax.IsCxlDriverRegistered
                && IsTaken(kernel, range, DaxOwner.Cxl, region.Id))
                return true;
        return false;
    }

    /// <inheritdoc/>
    public override bool IsShown(Kernel kernel) =>
        !kernel.Hmem.Devices.IsEmpty
        || kernel.Cxl.Regions.Any(region => region.HasDaxRegionDevice);

    private static bool IsTaken(Kernel kernel, AddressRange range, DaxOwner owner, int id) =>
        kernel.Dax.Regions.Any(region => region.Range.Overlaps(range)
            && (region.Owner, region.Id) != (owner, id));
}
