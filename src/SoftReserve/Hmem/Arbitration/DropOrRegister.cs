using System.Diagnostics;

namespace SoftReserve.Hmem.Arbitration;

/// <summary>v7 on: range by range; CXL's ranges are dropped, HMEM registers the others, and no
/// CXL region is touched.</summary>
/// <remarks>Kernel: <c>hmem_register_cxl_device()</c>, drivers/dax/hmem/hmem.c, 7.1. The first
/// registration that fails ends the walk (bug C21).</remarks>
public sealed class DropOrRegister : Settlement
{
    /// <summary>Whether a second run of the work does nothing.</summary>
    /// <remarks>Drafts of v8 lacked the guard (bug C14).</remarks>
    public bool IsGuarded { get; init; } = true;

    /// <summary>Whether the work goes through the question of the probe, which by then leaves
    /// every range to CXL.</summary>
    /// <remarks>A draft of v8 did, before <c>__hmem_register_device()</c> was split off (bug
    /// C13).</remarks>
    public bool AsksAgain { get; init; }

    /// <inheritdoc/>
    public override Kernel Run(Kernel kernel, int platform)
    {
        if (IsGuarded && kernel.Hmem.DidProbe(platform))
            return kernel;
        kernel = kernel with { Hmem = kernel.Hmem.WithProbe(platform) };
        foreach (var candidate in kernel.Hmem.Candidates)
        {
            if (!IsDue(kernel, candidate, platform))
                continue;
            (kernel, var errno) = Settle(kernel, candidate);
            if (errno != 0)
                break;
        }

        return kernel;
    }

    private HmemRegistration Settle(Kernel kernel, HmemCandidate candidate)
    {
        var ownership = Ask(kernel, candidate.Range);
        var noted = kernel.Note(ownership);
        return ownership switch
        {
            Ownership.Cxl => new HmemRegistration(
                noted.Log(HmemText.CxlClaims(candidate.Range)), 0),
            Ownership.Hmem => Register(
                noted.Log(HmemText.CxlDidNotClaim(candidate.Range)), candidate),
            _ => throw new UnreachableException(),
        };
    }

    private HmemRegistration Register(Kernel kernel, HmemCandidate candidate) =>
        AsksAgain ? kernel.OfferToHmem(candidate) : kernel.RegisterHmemDevice(candidate);
}
