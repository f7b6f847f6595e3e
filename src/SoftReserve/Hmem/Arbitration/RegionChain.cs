using SoftReserve.Addresses;
using SoftReserve.Cxl;

namespace SoftReserve.Hmem.Arbitration;

/// <summary>v4's decision: CXL regions must tile the range exactly, one after another, from its
/// first byte to its last.</summary>
/// <remarks>Kernel: <c>cxl_regions_fully_map()</c>, drivers/cxl/core/region.c, v4 5/9. It asks
/// neither for a committed state nor for a mode, so an uncommitted or pmem region counts, and one
/// that begins before the range or ends after it makes the answer no (rules R60,
/// R61).</remarks>
/// <seealso cref="Dax.CxlDax"/>
/// <seealso cref="CxlRegionsForHmem"/>
public sealed class RegionChain : CoverageRule
{
    private const string Applied = "R60";

    /// <inheritdoc/>
    public override Ownership Decide(AddressRange softReserved, ValueList<CxlRegion> regions)
    {
        var chain = new List<CxlRegion>();
        var position = softReserved.Start;
        while (true)
        {
            var links = StartingAt(position, regions);
            if (links is not [var link])
                return Broken(softReserved, regions, Missing(position, links.Count));
            var end = link.Range!.Value.End;
            if (end > softReserved.End)
                return Broken(softReserved, regions, TooLong(link, softReserved));
            chain.Add(link);
            if (end == softReserved.End)
                return new Ownership.Cxl(softReserved, Applied, [.. chain]);
            position = end.Plus(1);
        }
    }

    private static List<CxlRegion> StartingAt(Hpa start, ValueList<CxlRegion> regions)
    {
        var found = new List<CxlRegion>(1);
        foreach (var region in regions)
            if (region.Range is { } range && range.Start == start)
                found.Add(region);
        return found;
    }

    private static Ownership.Hmem Broken(
        AddressRange softReserved, ValueList<CxlRegion> regions, FormattableString reason) =>
        new(softReserved, Applied, reason, Overlapping(softReserved, regions));

    private static FormattableString Missing(Hpa position, int found) => found == 0
        ? (FormattableString)$"no CXL region starts at {position}"
        : $"{found} CXL regions start at {position}";

    private static FormattableString TooLong(CxlRegion link, AddressRange softReserved) =>
        $"region{link.Id} {link.Range} ends after the range, at {softReserved.End}";
}
