using System.Diagnostics;
using SoftReserve.Addresses;

namespace SoftReserve.Hmem.Arbitration;

/// <summary>v3: the answer goes into the global mode and the probe's question is asked again; no
/// CXL region is touched.</summary>
/// <remarks>Kernel: <c>process_defer_work()</c>, drivers/dax/hmem/hmem.c, v3 4/5.</remarks>
public sealed class AnswerByMode : RangeByRange
{
    /// <inheritdoc/>
    protected override Kernel Settle(Kernel kernel, HmemCandidate candidate)
    {
        var ownership = Ask(kernel, candidate.Range);
        var mode = ownership switch
        {
            Ownership.Cxl => CxlDaxMode.Drop,
            Ownership.Hmem => CxlDaxMode.Register,
            _ => throw new UnreachableException(),
        };
        return kernel.Note(ownership).SetMode(mode).OfferToHmem(candidate).Kernel;
    }
}

/// <summary>A draft after v3: Soft Reserved goes into iomem, and only a range that does not fit
/// there is CXL's.</summary>
/// <remarks>An equal or larger range always fits, above what is there, so CXL never wins (bug A9,
/// rule R04).</remarks>
public sealed class InsertOrDrop : RangeByRange
{
    private const string Applied = "R04";

    /// <inheritdoc/>
    protected override Kernel Settle(Kernel kernel, HmemCandidate candidate)
    {
        var (tried, errno) = kernel.SetMode(CxlDaxMode.Register).OfferToHmem(candidate);
        return errno == Errno.Busy
            ? tried.SetMode(CxlDaxMode.Drop).Note(new Ownership.Cxl(candidate.Range, Applied, []))
            : tried.Note(Fits(candidate.Range));
    }

    private static Ownership.Hmem Fits(AddressRange range) => new(
        range, Applied, $"Soft Reserved {range} could go into iomem", []);
}
