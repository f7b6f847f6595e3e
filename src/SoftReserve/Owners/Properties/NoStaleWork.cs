using SoftReserve.Hmem;

namespace SoftReserve.Owners.Properties;

/// <summary>No work runs for a device without driver, and none is flushed that nobody
/// initialised.</summary>
public sealed class NoStaleWork : KernelProperty
{
    /// <inheritdoc/>
    public override string Name => "no-stale-work";

    /// <inheritdoc/>
    public override bool IsBroken(Kernel kernel) => (kernel.Hmem.Mishaps
        & (HmemMishaps.FlushedUninitialised | HmemMishaps.RanUnbound)) != 0;

    /// <inheritdoc/>
    public override bool IsShown(Kernel kernel) => !IsBroken(kernel)
        && (kernel.Hmem.DidInitialProbe || kernel.Hmem.Mode != CxlDaxMode.Defer
            || kernel.Dax.IsCxlDriverRegistered);
}
