using System.Diagnostics;
using SoftReserve.Cxl;
using SoftReserve.Dax;

namespace SoftReserve.Hmem.Arbitration;

/// <summary>Kernels whose HMEM never waits have no deferred work.</summary>
public sealed class NothingDeferred : Settlement
{
    /// <inheritdoc/>
    public override Kernel Run(Kernel kernel, int platform) => kernel;
}

/// <summary>v4: range by range; the winner is told through the global mode, the loser's regions
/// are torn down.</summary>
/// <remarks>Kernel: <c>handle_deferred_cxl()</c>, drivers/dax/hmem/hmem.c, v4 5/9, 7/9 and 8/9.
/// The result of the registration is ignored, so a range that cannot return to iomem is lost
/// without a word (bug N6).</remarks>
public sealed class TearDownOrHandOver : RangeByRange
{
    /// <inheritdoc/>
    protected override Kernel Settle(Kernel kernel, HmemCandidate candidate)
    {
        var ownership = Ask(kernel, candidate.Range);
        var noted = kernel.Note(ownership);
        var prepared = ownership switch
        {
            Ownership.Cxl => noted
                .SetMode(CxlDaxMode.Drop)
                .CreateCxlDaxOver(candidate.Range),
            Ownership.Hmem => noted
                .SetMode(CxlDaxMode.Register)
                .TearDownCxlRegionsOver(candidate.Range, [candidate.Range]),
            _ => throw new UnreachableException(),
        };
        return prepared.OfferToHmem(candidate).Kernel;
    }
}
