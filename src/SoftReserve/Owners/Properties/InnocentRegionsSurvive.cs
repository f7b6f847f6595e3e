using SoftReserve.Hmem;

namespace SoftReserve.Owners.Properties;

/// <summary>No CXL region is torn down for the sake of a range that it is not about, or not only
/// about.</summary>
public sealed class InnocentRegionsSurvive : KernelProperty
{
    /// <inheritdoc/>
    public override string Name => "innocent-regions-survive";

    /// <inheritdoc/>
    public override bool IsBroken(Kernel kernel) =>
        (kernel.Hmem.Mishaps & HmemMishaps.TookInnocentRegion) != 0;

    /// <inheritdoc/>
    public override bool IsShown(Kernel kernel) =>
        !IsBroken(kernel) && !kernel.Cxl.Regions.IsEmpty;
}
