using SoftReserve.Addresses;
using SoftReserve.Cxl;

namespace SoftReserve.Hmem.Arbitration;

/// <summary>The decision from v5 on: one committed CXL region must contain the whole
/// range.</summary>
/// <remarks>Kernel: <c>cxl_region_contains_resource()</c>, drivers/cxl/core/region.c, 7.1; v5
/// called it <c>cxl_region_contains_soft_reserve()</c>. Regions that tile the range together do
/// not count (rules R59, R61).</remarks>
public sealed class SingleCommittedRegion : CoverageRule
{
    private const string Applied = "R59";

    /// <inheritdoc/>
    public override Ownership Decide(AddressRange softReserved, ValueList<CxlRegion> regions)
    {
        foreach (var region in regions)
            if (region.IsCommitted && region.Range is { } range && range.Contains(softReserved))
                return new Ownership.Cxl(softReserved, Applied, [region]);

        var nearby = Overlapping(softReserved, regions);
        return new Ownership.Hmem(softReserved, Applied, WhyNot(softReserved, nearby), nearby);
    }

    private static FormattableString WhyNot(
        AddressRange softReserved, ValueList<CxlRegion> nearby) => nearby switch
        {
            [] => $"no CXL region overlaps {softReserved}",
            [{ IsCommitted: false } only] => $"region{only.Id} {only.Range} is not committed",
            [var only] => $"region{only.Id} {only.Range} does not contain {softReserved}",
            _ => $"no one of {nearby.Count} CXL regions contains {softReserved}",
        };
}
