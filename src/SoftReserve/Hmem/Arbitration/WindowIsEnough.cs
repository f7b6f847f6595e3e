using SoftReserve.Addresses;
using SoftReserve.Cxl;

namespace SoftReserve.Hmem.Arbitration;

/// <summary>6.12, 7.0 and the postings up to v3: a range that touches a CXL window is CXL's,
/// whether or not a region came up (bug A7, rule R58).</summary>
/// <seealso cref="LeaveToCxl"/>
public sealed class WindowIsEnough : CoverageRule
{
    /// <inheritdoc/>
    public override Ownership Decide(AddressRange softReserved, ValueList<CxlRegion> regions) =>
        new Ownership.Cxl(softReserved, "R58", []);
}

/// <summary>A draft after v3: one CXL region that begins and ends inside the range is enough,
/// however much of the range it leaves over (bug A8).</summary>
public sealed class AnyRegionInside : CoverageRule
{
    private const string Applied = "A8";

    /// <inheritdoc/>
    public override Ownership Decide(AddressRange softReserved, ValueList<CxlRegion> regions)
    {
        foreach (var region in regions)
            if (region.Range is { } range && softReserved.Contains(range))
                return new Ownership.Cxl(softReserved, Applied, [region]);
        return new Ownership.Hmem(
            softReserved, Applied, $"no CXL region lies inside {softReserved}",
            Overlapping(softReserved, regions));
    }
}
