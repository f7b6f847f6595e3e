using System.Diagnostics;
using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Hmem.Arbitration;
using SoftReserve.Resources;
using static System.FormattableString;

namespace SoftReserve.Owners.Life;

/// <summary>The decision, with what it was decided on and what would have been enough.</summary>
internal static class DecisionStage
{
    /// <summary>The stage of one decision.</summary>
    public static StageDraft Of(Kernel kernel, Ownership ownership) => ownership switch
    {
        Ownership.Cxl cxl => Kept(kernel, cxl),
        Ownership.Hmem hmem => Won(kernel, hmem),
        _ => throw new UnreachableException(),
    };

    private static StageDraft Kept(Kernel kernel, Ownership.Cxl cxl)
    {
        var draft = Draft(cxl, Invariant($"CXL keeps it: {cxl.Because}"));
        foreach (var region in cxl.Claims)
            draft = draft.With(IomemLabels.CxlRegion(region.Id), Describe(region));
        foreach (var region in cxl.Claims)
            if (!region.IsCommitted)
                draft = draft.Or(
                    UntoldStages.CompletingDecoders(kernel, region.Range!.Value),
                    Effect.OwnedByCxl);
        foreach (var region in cxl.Claims)
            if (CommittedCards(kernel, region) is { IsEmpty: false } cards)
                draft = draft.Or(
                    new Alternative.Decoders(region.Range!.Value, cards, false), Effect.HmemWins);
        return draft;
    }

    private static StageDraft Won(Kernel kernel, Ownership.Hmem hmem)
    {
        var draft = Draft(hmem, Invariant($"HMEM wins: {hmem.Because}"))
            .With("range", hmem.SoftReserved.ToString());
        foreach (var region in hmem.Nearby)
            draft = draft.With(IomemLabels.CxlRegion(region.Id), Describe(region));
        if (hmem.Nearby.IsEmpty)
            draft = draft.With("regions", "none over it");
        foreach (var region in hmem.Nearby)
            if (!region.IsCommitted)
                draft = draft.Or(
                    UntoldStages.CompletingDecoders(kernel, region.Range!.Value),
                    Effect.CxlKeeps);
        return draft
            .Or(Missing(hmem).Select(each => new Alternative.CxlRegionOver(each)),
                Effect.CxlKeeps)
            .Or(new Alternative.UsualOrder(), Effect.CxlKeeps)
            .Or(new Alternative.NoFaults(), Effect.CxlKeeps)
            .Or(HmemStages.Kernels(_ => true), Effect.OwnedByCxl);
    }

    private static StageDraft Draft(Ownership ownership, string what) => new(
        StageKind.Decision, what, ownership.Rule, FunctionOf(ownership.Rule));

    private static string FunctionOf(string rule) => rule switch
    {
        "R60" => "cxl_regions_fully_map(), drivers/cxl/core/region.c",
        "R59" => "cxl_region_contains_resource(), drivers/cxl/core/region.c",
        _ => "process_defer_work(), drivers/dax/hmem/hmem.c",
    };

    // what is missing for regions to tile the range first, then one region over all of it
    private static IEnumerable<AddressRange> Missing(Ownership.Hmem hmem)
    {
        var range = hmem.SoftReserved;
        var inside = hmem.Nearby.Where(
                region => region.Range is { } each && range.Contains(each))
            .Select(region => region.Range!.Value)
            .ToList();
        if (inside.Count > 0 && range.Except(inside) is [var gap])
            yield return gap;
        yield return range;
    }

    private static string Describe(CxlRegion region) => Invariant(
        $"{region.Range}, {(region.IsCommitted ? "committed" : "not committed")}");

    private static ValueList<string> CommittedCards(Kernel kernel, CxlRegion region) =>
    [
        .. kernel.Boot.Machine.Cxl.Decoders
            .Where(setting => setting.IsCommitted && setting.Range == region.Range)
            .Select(setting => setting.Memdev)
            .Take(1),
    ];
}
