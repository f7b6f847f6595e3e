using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Generations;
using SoftReserve.Hmem.Arbitration;

namespace SoftReserve.Samples.V9;

/// <summary>A kernel that nobody has posted: v8, where CXL also keeps a range that several
/// committed regions cover together.</summary>
/// <remarks>From v5 on a single region must contain the range, and HMEM gets a range that firmware
/// merged over several regions, which neither can use then (bug B6).</remarks>
internal static class V9
{
    /// <summary>The choices.</summary>
    public static Generation Choices { get; } = V8.Choices with
    {
        Name = "v9",
        About = "v8, with regions that cover a range together",
        Coverage = new CommittedRegionsTogether(), // the one rule that changes
    };
}

/// <summary>Committed CXL regions must cover every byte of the range; how they divide it does not
/// matter.</summary>
internal sealed class CommittedRegionsTogether : CoverageRule
{
    private const string Applied = "v9";

    /// <inheritdoc/>
    public override Ownership Decide(AddressRange softReserved, ValueList<CxlRegion> regions)
    {
        var nearby = Overlapping(softReserved, regions);
        ValueList<CxlRegion> committed = [.. nearby.Where(region => region.IsCommitted)];
        var missing = softReserved.Except(committed.Select(region => region.Range!.Value));
        return missing is [var hole, ..]
            ? new Ownership.Hmem(softReserved, Applied, $"no committed region has {hole}", nearby)
            : new Ownership.Cxl(softReserved, Applied, committed);
    }
}
