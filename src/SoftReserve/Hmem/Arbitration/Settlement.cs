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
    public abstract Kernel Run(Kernel kernel);

    /// <summary>Asks who gets one range; a machine may force the answer no, as testers
    /// do.</summary>
    protected static Ownership Ask(CoverageRule coverage, Kernel kernel, AddressRange range) =>
        kernel.Boot.HasFault(new CxlFault.CoverageDenied(range))
            ? new Ownership.Hmem(
                range, "fault coverage-denied", $"this machine forces the answer no", [])
            : coverage.Decide(range, kernel.Cxl.Regions);
}
