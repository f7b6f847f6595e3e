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
    /// <inheritdoc/>
    public override bool IsRangeByRange => false;

    /// <inheritdoc/>
    public override Kernel Run(Kernel kernel, int platform)
    {
        var answers = Asked(kernel, platform);
        foreach (var answer in answers)
            kernel = kernel.Note(answer);
        ValueList<AddressRange> lost =
            [.. answers.OfType<Ownership.Hmem>().Select(answer => answer.SoftReserved)];
        kernel = lost.IsEmpty
            ? LeaveWithCxl(kernel.SetMode(CxlDaxMode.Drop))
            : GiveToHmem(kernel.SetMode(CxlDaxMode.Register), lost);
        foreach (var candidate in kernel.Hmem.Candidates)
        {
            if (candidate.Platform != platform)
                continue;
            (kernel, var errno) = kernel.OfferToHmem(candidate);
            if (errno != 0)
                break;
        }

        return kernel;
    }

    /// <inheritdoc/>
    public override ValueList<Ownership> Answers(Kernel kernel)
    {
        var answers = base.Answers(kernel);
        return answers.Any(answer => answer is Ownership.Hmem)
            ? [.. answers.Select(WithTheOthers)]
            : answers;
    }

    /// <summary>What happens to the CXL side when HMEM wins.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="lost">The ranges that CXL does not contain.</param>
    protected abstract Kernel GiveToHmem(Kernel kernel, ValueList<AddressRange> lost);

    /// <summary>What happens to the CXL side when it wins.</summary>
    protected abstract Kernel LeaveWithCxl(Kernel kernel);

    private static ValueList<Ownership> Asked(Kernel kernel, int platform) =>
    [
        .. kernel.Hmem.Candidates
            .Where(candidate => IsDue(kernel, candidate, platform))
            .Select(candidate => Ask(kernel, candidate.Range)),
    ];

    private static Ownership WithTheOthers(Ownership answer) => answer is Ownership.Cxl cxl
        ? new Ownership.Hmem(
            cxl.SoftReserved, cxl.AppliedRule, $"CXL does not contain every range", cxl.Claims)
        : answer;
}

/// <summary>v5: the loser's regions are torn down, all of them; a winner's dax regions are probed
/// again.</summary>
public sealed class TearDownAll : AllOrNothing
{
    /// <inheritdoc/>
    protected override Kernel GiveToHmem(Kernel kernel, ValueList<AddressRange> lost) =>
        kernel.TearDownCxlRegionsOver(AddressRange.Everything, lost);

    /// <inheritdoc/>
    protected override Kernel LeaveWithCxl(Kernel kernel) => kernel.BindCxlDaxRegions();
}

/// <summary>v6: CXL regions stay; the tree of dax regions stops the loser.</summary>
public sealed class KeepAllRegions : AllOrNothing
{
    /// <inheritdoc/>
    protected override Kernel GiveToHmem(Kernel kernel, ValueList<AddressRange> lost) =>
        kernel.Log(HmemText.NotAllContained);

    /// <inheritdoc/>
    protected override Kernel LeaveWithCxl(Kernel kernel) => kernel.Log(HmemText.AllClaimed);
}
