using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Hmem.Arbitration;

/// <summary>What the deferred work does once probing has settled: one decision a range, or one
/// for all.</summary>
/// <remarks>Kernel: <c>process_defer_work()</c>, drivers/dax/hmem/hmem.c.</remarks>
/// <seealso cref="CoverageRule"/>
public abstract class Settlement
{
    /// <summary>True when what becomes of a range does not depend on other ranges, as long as
    /// every registration works.</summary>
    public virtual bool IsRangeByRange => true;

    /// <summary>Settles every waiting range.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="platform">N of the hmem_platform.N whose ranges are meant.</param>
    public abstract Kernel Run(Kernel kernel, int platform);

    /// <summary>Who ought to have each range that touches a window, as things are now.</summary>
    /// <remarks>Where the configuration keeps HMEM from asking, a range that a region covers is
    /// still CXL's, but a mere window is nothing.</remarks>
    public virtual ValueList<Ownership> Answers(Kernel kernel) =>
    [
        .. kernel.Hmem.Candidates
            .Where(candidate => kernel.TouchesCxlWindow(candidate.Range))
            .Select(candidate => (candidate.Range, Answer: Ask(kernel, candidate.Range)))
            .Where(asked => kernel.IsLeftToCxl(asked.Range)
                || asked.Answer is not Ownership.Cxl { Claims.IsEmpty: true })
            .Select(asked => asked.Answer),
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

/// <summary>One range after another, whatever became of those before.</summary>
public abstract class RangeByRange : Settlement
{
    /// <inheritdoc/>
    public sealed override Kernel Run(Kernel kernel, int platform)
    {
        foreach (var candidate in kernel.Hmem.Candidates)
            if (IsDue(kernel, candidate, platform))
                kernel = Settle(kernel, candidate);
        return kernel;
    }

    /// <summary>Settles one range that waits.</summary>
    protected abstract Kernel Settle(Kernel kernel, HmemCandidate candidate);
}
