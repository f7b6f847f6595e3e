using System.Globalization;
using SoftReserve.Drivers;
using SoftReserve.Hmem.Arbitration;

namespace SoftReserve.Hmem.Steps;

/// <summary>Probing has settled: every range that waits gets its owner.</summary>
/// <remarks>Kernel: <c>process_defer_work()</c>, drivers/dax/hmem/hmem.c. The work begins with
/// <c>wait_for_device_probe()</c>, which waits for asynchronous probes that have begun, but not
/// for a module that nobody has loaded yet, nor for the CXL bus rescan. One work item under the
/// device's lock. A card may still attach between two ranges of the walk; as each range is asked
/// for by itself, that ends as if the card had attached before the walk or after it, which are
/// orders of their own. Where one answer is for all ranges, all are asked before any is
/// given.</remarks>
/// <param name="Platform">Whose work: N of hmem_platform.N.</param>
/// <seealso cref="RegionChain"/>
public sealed record SettleDeferredRanges(int Platform = 0) : KernelStep
{
    /// <inheritdoc/>
    public override string Token => Platform == 0
        ? "decision"
        : string.Create(CultureInfo.InvariantCulture, $"decision{Platform}");

    /// <inheritdoc/>
    public override string Title => "settle the ranges that HMEM waits for";

    /// <inheritdoc/>
    public override string Function => "process_defer_work(), drivers/dax/hmem/hmem.c";

    /// <inheritdoc/>
    public override bool IsEnabled(Kernel kernel) =>
        kernel.Hmem.IsQueued(Platform) && kernel.HasNoAsynchronousProbe();

    /// <inheritdoc/>
    public override Kernel Run(Kernel kernel)
    {
        var generation = kernel.Boot.Generation;
        kernel = kernel with { Hmem = kernel.Hmem.AfterWork(Platform) };
        if (kernel.Hmem.IsBound(Platform))
            return generation.Settlement.Run(kernel, Platform);
        return generation.WorkRelease.GivesUpUnbound
            ? kernel
            : generation.Settlement.Run(kernel.WithMishap(HmemMishaps.RanUnbound), Platform);
    }

    /// <inheritdoc/>
    public override StepFootprint FootprintIn(BootContext boot) =>
        boot.Generation.Settlement.IsRangeByRange && boot.Machine.Cxl.Faults.IsEmpty
        && boot.Machine.Kernel.ExtraHmemPlatforms.IsEmpty
        && boot.Generation.WorkSharing != WorkSharing.OnePerRange
            ? StepFootprint.EachSlot
            : StepFootprint.Machine; // a failed registration may end the walk
}
