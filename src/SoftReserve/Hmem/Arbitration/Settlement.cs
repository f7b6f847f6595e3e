using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Hmem.Arbitration;

/// <summary>What the deferred work does once probing has settled: one decision a range, or one
/// for all.</summary>
/// <remarks>Kernel: <c>process_defer_work()</c>, drivers/dax/hmem/hmem.c.</remarks>
/// <seealso cref="CoverageRule"/>
public abstract class Settlement
{
    /// <summary>Settles every waiting range.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="platform">N of the hmem_platform.N whose ranges are meant.</param>
    public abstract Kernel Run(Kernel kernel, int platform);

    /// <summary>Who ought to have each range that touches a window, as things are now.</summary>
    public virtual ValueList<Ownership> Answers(Kernel kernel) =>
    [
        .. kernel.Hmem.Candidates
            .Where(candidate => kernel.IsLeftToCxl(candidate.Range))
            .Select(candidate => Ask(kernel, candidate.Range)),
    ];

    /// <summary>Asks who gets one range; a machine may force the answer no, as testers
    /// do.</summary>
    protected static Ownership Ask(Kernel kernel, AddressRange range) =>
        kernel.Boot.HasFault(new CxlFault.CoverageDenied(range))
            ? new Ownership.Hmem(
                range, "fault coverage-denied", $"this machine forces the answer no", [])
            : kernel.Boot.Generation.Coverage.Decide(range, kernel.Cxl.Regions);

    /// <summary>True when a settlement for a device has to settle the range.</summary>
    protected static bool IsDue(Kernel kernel, HmemCandidate candidate, int platform) =>
        candidate.Platform == platform && kernel.IsLeftToCxl(candidate.Range);
}
