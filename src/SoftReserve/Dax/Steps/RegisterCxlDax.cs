using SoftReserve.Drivers;
using SoftReserve.Hmem;

namespace SoftReserve.Dax.Steps;

/// <summary>HMEM's work is done, so dax_cxl registers its driver.</summary>
/// <remarks>Kernel: the work of <c>cxl_dax_region_init()</c>, drivers/dax/cxl.c, v6 on: it flushes
/// HMEM's work, then registers (rule R67). Atomic: one work item; the probes that the registration
/// starts run in it.</remarks>
/// <seealso cref="CxlDax"/>
public sealed record RegisterCxlDax : KernelStep
{
    /// <inheritdoc/>
    public override string Token => "dax_cxl-registration";

    /// <inheritdoc/>
    public override string Title => "dax_cxl registers its driver";

    /// <inheritdoc/>
    public override string Function => "cxl_dax_region_driver_register(), drivers/dax/cxl.c";

    /// <inheritdoc/>
    public override bool IsEnabled(Kernel kernel) =>
        kernel.Dax.IsCxlRegistrationQueued && !kernel.Hmem.HasQueuedWork;

    /// <inheritdoc/>
    public override Kernel Run(Kernel kernel)
    {
        var flushesNothing = kernel.Boot.Generation.FlushesUninitialisedWork
            && kernel.Drivers.Live.Has(KernelModule.DaxHmem)
            && !kernel.Hmem.HasPlatformDevice; // the probe initialises it
        return flushesNothing
            ? kernel.Log(CxlDaxText.FlushedUninitialised)
                .WithMishap(HmemMishaps.FlushedUninitialised)
                .RegisterCxlDaxDriver()
            : kernel.RegisterCxlDaxDriver();
    }

    // HMEM's work is done once and for all, unless somebody unloads what waits
    /// <inheritdoc/>
    public override bool IsSettling(Kernel kernel) =>
        kernel.Drivers.Live.Has(KernelModule.DaxHmem)
        && kernel.Drivers.CommandsDone == kernel.Boot.Commands.Count;

    /// <inheritdoc/>
    public override StepFootprint FootprintIn(BootContext boot) =>
        boot.Generation.FlushesUninitialisedWork // a slot alone may have no hmem_platform
            ? StepFootprint.Machine
            : StepFootprint.EachSlot;
}
