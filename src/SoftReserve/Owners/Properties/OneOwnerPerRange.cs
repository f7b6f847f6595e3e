using SoftReserve.Addresses;
using SoftReserve.Dax;

namespace SoftReserve.Owners.Properties;

/// <summary>No byte belongs to two dax devices, and no range of HMEM's list is divided between CXL
/// and HMEM.</summary>
/// <remarks>The second device counts also when no driver could use it: with other drivers loaded it
/// would be the first.</remarks>
public sealed class OneOwnerPerRange : KernelProperty
{
    /// <inheritdoc/>
    public override string Name => "one-owner-per-range";

    /// <inheritdoc/>
    public override bool IsBroken(Kernel kernel)
    {
        var devices = kernel.Dax.Regions
            .SelectMany(region => region.Devices.SelectMany(device => device.Ranges))
            .ToList();
        for (var index = 0; index < devices.Count; index++)
            if (devices.FindIndex(index + 1, devices[index].Overlaps) >= 0)
                return true;
        return kernel.Hmem.Candidates.Any(candidate => IsDivided(kernel, candidate.Range));
    }

    /// <inheritdoc/>
    public override bool IsShown(Kernel kernel) => !kernel.Dax.Regions.IsEmpty;

    private static bool IsDivided(Kernel kernel, AddressRange range) =>
        Has(kernel, DaxOwner.Cxl, range) && Has(kernel, DaxOwner.Hmem, range);

    private static bool Has(Kernel kernel, DaxOwner owner, AddressRange range) =>
        kernel.Dax.Regions.Any(region => region.Owner == owner && region.Range.Overlaps(range));
}
