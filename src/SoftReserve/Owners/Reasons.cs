using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Dax;
using SoftReserve.Hmem;
using SoftReserve.Hmem.Arbitration;
using SoftReserve.Resources;

namespace SoftReserve.Owners;

/// <summary>Why a range has the owner that it has, in one sentence, from the decisions in the
/// journal.</summary>
internal static class Reasons
{
    public static string Of(Kernel kernel, OwnedRange row)
    {
        var decided = LastDecision<Ownership>(kernel, each => each.SoftReserved, row.Range);
        var why = row.Owner switch
        {
            RangeOwner.None when row.Use == RangeUse.SystemRam => "ordinary RAM to this kernel",
            RangeOwner.None => WhyNobody(kernel, row, decided),
            RangeOwner.Both => "CXL and HMEM both made a working dax region of it",
            _ => decided is null ? WithoutQuestion(kernel, row) : Text(decided),
        };
        var tornDown = TornDown(kernel, decided);
        if (tornDown.Length > 0)
            why += $"; {tornDown} torn down";
        if (row.Use == RangeUse.Failed)
            why += $"; {WhyUnusable(kernel, row)}";
        if (row.Use is RangeUse.SystemRam or RangeUse.Devdax
            && Backing.Missing(kernel, row.Range) is [var hole, ..])
            why += $"; DANGER: no decoder maps {hole}";
        return why;
    }

    private static string TornDown(Kernel kernel, Ownership? decided) =>
        decided is Ownership.Hmem { Nearby: var regions }
            ? string.Join(", ", regions
                .Where(region => kernel.Cxl.FindRegion(region.Id)?.Range != region.Range)
                .Select(region => IomemLabels.CxlRegion(region.Id)))
            : "";

    private static string WhyNobody(Kernel kernel, OwnedRange row, Ownership? decided)
    {
        if (decided is Ownership.Cxl cxl)
            return cxl.Claims.FirstOrDefault(region => !region.IsCommitted) is { } broken
                ? $"HMEM left it to CXL, but region{broken.Id} is not committed"
                : "HMEM left it to CXL, and no dax driver bound CXL's region";
        if (LastDecision<SoftReservedNotReturned>(kernel, each => each.Range, row.Range)
            is { } notReturned)
            return Text(notReturned);
        if (kernel.Hmem.Candidates.Any(candidate => candidate.Range.Overlaps(row.Range))
            && kernel.IsLeftToCxl(row.Range))
            return "HMEM leaves a range that touches a CXL window to CXL, and no CXL region "
                + "made a dax device of it";
        return kernel.Cxl.Regions.Any(region => region.Range?.Overlaps(row.Range) == true)
            ? "a CXL region covers it, and nothing made a dax device of the region"
            : "nobody asked for it";
    }

    private static string WithoutQuestion(Kernel kernel, OwnedRange row)
    {
        if (row.Owner == RangeOwner.Cxl)
            return "a CXL region covers it and made its dax device without asking HMEM";
        return kernel.IsLeftToCxl(row.Range)
            ? "HMEM registered it before a CXL window lay over it"
            : "no CXL window that counts lies over it: HMEM registers it at once";
    }

    private static string WhyUnusable(Kernel kernel, OwnedRange row)
    {
        var boundary = kernel.Resources.Iomem.Preorder()
            .Select(each => each.Resource)
            .FirstOrDefault(resource => Straddles(resource, row.Range));
        return boundary is null
            ? "its driver could not take it"
            : $"its driver cannot reserve it, because {boundary.Name} {boundary.Range} ends inside";
    }

    private static bool Straddles(Resource resource, AddressRange range) =>
        resource.Range.Overlaps(range) && !resource.Range.Contains(range)
        && resource.Name != IomemLabels.SystemRamKmem;

    private static T? LastDecision<T>(
        Kernel kernel, Func<T, AddressRange> about, AddressRange range)
        where T : Decision =>
        kernel.Journal.Decisions<T>().LastOrDefault(each => about(each).Overlaps(range));

    private static string Text(Decision decision) =>
        decision.Because.ToString(CultureInfo.InvariantCulture);
}
