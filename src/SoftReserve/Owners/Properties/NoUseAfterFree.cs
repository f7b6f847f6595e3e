using SoftReserve.Cxl;
using SoftReserve.Hmem;

namespace SoftReserve.Owners.Properties;

/// <summary>Nothing is freed wrongly or used after it has gone.</summary>
public sealed class NoUseAfterFree : KernelProperty
{
    /// <inheritdoc/>
    public override string Name => "no-use-after-free";

    /// <inheritdoc/>
    public override bool IsBroken(Kernel kernel) =>
        (kernel.Hmem.Mishaps & HmemMishaps.FreedWrongAddress) != 0
        || kernel.Cxl.Mishaps != CxlMishaps.None;

    /// <inheritdoc/>
    public override bool IsShown(Kernel kernel) =>
        !IsBroken(kernel) && kernel.Hmem.HasPlatformDevice;
}
