using System.Diagnostics;
using SoftReserve.Cxl;
using SoftReserve.Dax;

namespace SoftReserve.Hmem.Arbitration;

/// <summary>Kernels whose HMEM never waits have no deferred work.</summary>
public sealed class NothingDeferred : Settlement
{
    /// <inheritdoc/>
    public override Kernel Run(Kernel kernel) => kernel;
}

/// <summary>v4: range by range; the winner is told through the global mode, the loser's regions
/// are torn down.</summary>
/// <remarks>Kernel: <c>handle_deferred_cxl()</c>, drivers/dax/hmem/hmem.c, v4 5/9, 7/9 and 8/9.
/// The result of the registration is ignored, so a range that cannot return to iomem is lost
/// without a word (bug N6).</remarks>
public sealed class TearDownOrHandOver : Settlement
{
    private readonly CoverageRule _coverage = new RegionChain();

    /// <inheritdoc/>
    public override Kernel Run(Kernel kernel)
    {
        foreach (var candidate in kernel.Hmem.Candidates)
            if (kernel.IsLeftToCxl(candidate.Range))
                kernel = Settle(kernel, candidate);
        return kernel;
    }

    private Kernel Settle(Kernel kernel, HmemCandidate candidate)
    {
        var ownership = Ask(_coverage, kernel, candidate.Range);
        var noted = kernel.Note(ownership);
        var prepared = ownership switch
        {
            Ownership.Cxl => noted
                .SetMode(CxlDaxMode.Drop)
                .CreateCxlDaxOver(candidate.Range),
            Ownership.Hmem => noted
                .SetMode(CxlDaxMode.Register)
                .TearDownCxlRegionsOver(candidate.Range),
            _ => throw new UnreachableException(),
        };
        return prepared.OfferToHmem(candidate).Kernel;
    }
}

/// <summary>v7 on: range by range; CXL's ranges are dropped, HMEM registers the others, and no
/// CXL region is touched.</summary>
/// <remarks>Kernel: <c>hmem_register_cxl_device()</c>, drivers/dax/hmem/hmem.c, 7.1. The first
/// registration that fails ends the walk (bug C21).</remarks>
public sealed class DropOrRegister : Settlement
{
    private readonly CoverageRule _coverage = new SingleCommittedRegion();

    /// <inheritdoc/>
    public override Kernel Run(Kernel kernel)
    {
        if (kernel.Hmem.DidInitialProbe)
            return kernel;
        kernel = kernel with { Hmem = kernel.Hmem with { DidInitialProbe = true } };
        foreach (var candidate in kernel.Hmem.Candidates)
        {
            if (!kernel.IsLeftToCxl(candidate.Range))
                continue;
            (kernel, var errno) = Settle(kernel, candidate);
            if (errno != 0)
                break;
        }

        return kernel;
    }

    private HmemRegistration Settle(Kernel kernel, HmemCandidate candidate)
    {
        var ownership = Ask(_coverage, kernel, candidate.Range);
        var noted = kernel.Note(ownership);
        return ownership switch
        {
            Ownership.Cxl => new HmemRegistration(
                noted.Log(HmemText.CxlClaims(candidate.Range)), 0),
            Ownership.Hmem => noted
                .Log(HmemText.CxlDidNotClaim(candidate.Range))
                .RegisterHmemDevice(candidate),
            _ => throw new UnreachableException(),
        };
    }
}
