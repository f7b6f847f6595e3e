using SoftReserve.Drivers;
using SoftReserve.Hmem.Arbitration;

namespace SoftReserve.Hmem.Steps;

/// <summary>Probing has settled: every range that waits gets its owner.</summary>
/// <remarks>Kernel: <c>process_defer_work()</c>, drivers/dax/hmem/hmem.c. The work begins with
/// <c>wait_for_device_probe()</c>, which waits for asynchronous probes that have begun, but not
/// for a module that nobody has loaded yet, nor for the CXL bus rescan.</remarks>
/// <seealso cref="RegionChain"/>
public sealed record SettleDeferredRanges : KernelStep
{
    /// <inheritdoc/>
    public override string Token => "decision";

    /// <inheritdoc/>
    public override string Title => "settle the ranges that HMEM waits for";

    /// <inheritdoc/>
    public override string Function => "process_defer_work(), drivers/dax/hmem/hmem.c";

    /// <inheritdoc/>
    public override bool IsEnabled(Kernel kernel) =>
        kernel.Hmem.IsWorkQueued && kernel.HasNoAsynchronousProbe();

    /// <inheritdoc/>
    public override Kernel Run(Kernel kernel) => kernel.Boot.Generation.Settlement.Run(
        kernel with { Hmem = kernel.Hmem with { IsWorkQueued = false } });

    /// <inheritdoc/>
    public override StepFootprint FootprintIn(BootContext boot) =>
        boot.Generation.Settlement.IsRangeByRange && boot.Machine.Cxl.Faults.IsEmpty
            ? StepFootprint.EachSlot
            : StepFootprint.Machine; // a failed registration may end the walk
}
