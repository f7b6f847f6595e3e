using SoftReserve.Addresses;
using SoftReserve.Cxl;

namespace SoftReserve.Hmem.Arbitration;

/// <summary>The question at the heart of the series: do CXL regions cover this range?</summary>
/// <seealso cref="RegionChain"/>
/// <seealso cref="SingleCommittedRegion"/>
public abstract class CoverageRule
{
    /// <summary>Answers for one range.</summary>
    /// <param name="softReserved">A range of HMEM's list that touches a window.</param>
    /// <param name="regions">Every CXL region there is, in any state.</param>
    public abstract Ownership Decide(
        AddressRange softReserved, ValueList<CxlRegion> regions);

    /// <summary>The CXL regions that share a byte with the range.</summary>
    protected static ValueList<CxlRegion> Overlapping(
        AddressRange softReserved, ValueList<CxlRegion> regions) =>
        [.. regions.Where(each => each.Range is { } range && range.Overlaps(softReserved))];
}
