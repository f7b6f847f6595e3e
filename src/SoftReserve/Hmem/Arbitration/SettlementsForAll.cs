using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Dax;

namespace SoftReserve.Hmem.Arbitration;

/// <summary>v5 and v6: all or nothing. One range that CXL does not contain gives HMEM every
/// range.</summary>
/// <remarks>Kernel: <c>process_defer_work()</c>, drivers/dax/hmem/hmem.c, v5 6/7 and v6 8/9. Both
/// walk the whole list again afterwards, ranges outside the windows included.</remarks>
public abstract class AllOrNothing : Settlement
{
    private readonly CoverageRule _coverage = new SingleCommittedRegion();

    /// <inheritdoc/>
    public override bool IsRangeByRange => false;

    /// <inheritdoc/>
    public override Kernel Run(Kernel kernel)
    {
        var answers = Answers(kernel);
        foreach (var answer in answers)
            kernel = kernel.Note(answer);
        kernel = answers.Any(answer => answer is Ownership.Hmem)
            ? GiveToHmem(kernel.SetMode(CxlDaxMode.Register))
            : LeaveWithCxl(kernel.SetMode(CxlDaxMode.Drop));
        foreach (var candidate in kernel.Hmem.Candidates)
        {
            (kernel, var errno) = kernel.OfferToHmem(candidate);
            if (errno != 0)
                break;
        }

        return kernel;
    }

    /// <summary>What happens to the CXL side when HMEM wins.</summary>
    protected abstract Kernel GiveToHmem(Kernel kernel);

    /// <summary>What happens to the CXL side when it wins.</summary>
    protected abstract Kernel LeaveWithCxl(Kernel kernel);

    private ValueList<Ownership> Answers(Kernel kernel) =>
    [
        .. kernel.Hmem.Candidates
            .Where(candidate => kernel.IsLeftToCxl(candidate.Range))
            .Select(candidate => Ask(_coverage, kernel, candidate.Range)),
    ];
}

/// <summary>v5: the loser's regions are torn down, all of them; a winner's dax regions are probed
/// again.</summary>
public sealed class TearDownAll : AllOrNothing
{
    /// <inheritdoc/>
    protected override Kernel GiveToHmem(Kernel kernel) =>
        kernel.TearDownCxlRegionsOver(AddressRange.Everything);

    /// <inheritdoc/>
    protected override Kernel LeaveWithCxl(Kernel kernel) => kernel.BindCxlDaxRegions();
}

/// <summary>v6: CXL regions stay; the tree of dax regions stops the loser.</summary>
public sealed class KeepAllRegions : AllOrNothing
{
    /// <inheritdoc/>
    protected override Kernel GiveToHmem(Kernel kernel) => kernel.Log(HmemText.NotAllContained);

    /// <inheritdoc/>
    protected override Kernel LeaveWithCxl(Kernel kernel) => kernel.Log(HmemText.AllClaimed);
}
