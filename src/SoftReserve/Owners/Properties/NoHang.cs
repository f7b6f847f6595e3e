namespace SoftReserve.Owners.Properties;

/// <summary>Nothing waits any more, neither for something that never ends nor in the list of
/// deferred probes.</summary>
/// <remarks>A kernel that has settled has nothing left to do, so what still waits waits for
/// ever.</remarks>
public sealed class NoHang : KernelProperty
{
    /// <inheritdoc/>
    public override string Name => "no-hang";

    /// <inheritdoc/>
    public override bool IsBroken(Kernel kernel) =>
        kernel.Hmem.HasQueuedWork
        || kernel.Hmem.FailedProbe is not null
        || kernel.Dax.IsCxlProbeStuck
        || kernel.Dax.IsCxlRegistrationQueued
        || kernel.Drivers.Waiting.Bits != 0
        || kernel.Drivers.InitcallsDone < kernel.Boot.Initcalls.Count
        || HasDeferredProbe(kernel);

    /// <inheritdoc/>
    public override bool IsShown(Kernel kernel) => !IsBroken(kernel)
        && (kernel.Hmem.DidInitialProbe || kernel.Hmem.Mode != Hmem.CxlDaxMode.Defer
            || kernel.Dax.IsCxlDriverRegistered);

    private static bool HasDeferredProbe(Kernel kernel) =>
        kernel.Dax.IsCxlDriverRegistered
        && kernel.Boot.Generation.CxlDaxBinding.Defers(kernel.Hmem)
        && kernel.Cxl.Regions.Any(region => region is { HasDaxRegionDevice: true }
            && kernel.Dax.Find(Dax.DaxOwner.Cxl, region.Id) is null);
}
