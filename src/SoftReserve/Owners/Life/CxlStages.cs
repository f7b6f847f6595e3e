using System.Diagnostics;
using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Firmware;
using SoftReserve.Resources;
using static System.FormattableString;

namespace SoftReserve.Owners.Life;

/// <summary>CXL's side of a range's life: windows, cards, and CXL regions that come and
/// go.</summary>
internal static class CxlStages
{
    private const string Cfmws = "__cxl_parse_cfmws(), drivers/cxl/acpi.c",
        Assembly = "cxl_add_to_region(), drivers/cxl/core/region.c";

    /// <summary>The stage that a decision makes; null when it is not CXL's or not about the
    /// range.</summary>
    /// <param name="kernel">The kernel in the end.</param>
    /// <param name="range">The range.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="regions">Ranges of the CXL regions that have appeared so far.</param>
    public static StageDraft? Of(
        Kernel kernel, AddressRange range, Decision decision,
        SortedDictionary<int, AddressRange> regions) => decision switch
        {
            WindowVerdict.Accepted window when window.Decoder.Range.Overlaps(range) =>
                Window(window, range),
            WindowVerdict.Skipped skipped when RangeOf(skipped)?.Overlaps(range) == true =>
                new StageDraft(
                    StageKind.Window, Invariant($"{skipped.Because}"), skipped.Rule, Cfmws)
                    .With("errno", ErrnoText.Of(skipped.Errno)),
            WindowGrew grew when grew.Grown.Overlaps(range) => new StageDraft(
                StageKind.Window, Invariant(grew.Because), grew.Rule,
                "add_cxl_resources(), drivers/cxl/acpi.c"),
            MemdevNotAttached card when HasDecoder(kernel, card.Memdev, range) => new StageDraft(
                StageKind.Assembly, Invariant(card.Because), card.Rule,
                "cxl_mem_probe(), drivers/cxl/mem.c")
                .With("errno", ErrnoText.Of(Errno.NoSuchDeviceOrAddress)),
            MemdevAttached card => Uncommitted(kernel, range, card),
            RegionConstructed made when made.Region.Range?.Overlaps(range) == true =>
                Constructed(made),
            RegionNotInIomem absent when absent.Range.Overlaps(range) => new StageDraft(
                StageKind.Assembly, Invariant(absent.Because), absent.Rule,
                "construct_region(), drivers/cxl/core/region.c"),
            AssemblyOutcome outcome => Outcome(kernel, range, outcome, regions),
            CxlRegionUse use when use.Region.Range?.Overlaps(range) == true => Use(use),
            RegionIdReturned gone when regions.TryGetValue(gone.Region, out var was)
                && was.Overlaps(range) => Gone(gone, was),
            _ => null,
        };

    /// <summary>The CXL region that a decision is about; null when it is about none.</summary>
    public static CxlRegion? RegionOf(Decision decision) => decision switch
    {
        RegionConstructed made => made.Region,
        AssemblyOutcome.Committed committed => committed.Region,
        CxlRegionUse use => use.Region,
        _ => null,
    };

    private static StageDraft Window(WindowVerdict.Accepted window, AddressRange range)
    {
        var decoder = window.Decoder;
        var place = decoder.Range.Contains(range) ? "over it" : "over a part of it";
        return new StageDraft(
                StageKind.Window,
                Invariant($"{IomemLabels.CxlWindow(decoder.WindowNumber)} {decoder.Range}")
                    + Invariant($" appears {place}: decoder0.{decoder.Index}"),
                window.Rule, Cfmws)
            .With("host bridges", string.Join(", ", decoder.Targets))
            .Or(new Alternative.NoWindow(decoder.Range), Effect.HmemTakesAtOnce);
    }

    private static AddressRange? RangeOf(WindowVerdict.Skipped skipped) =>
        AddressRange.TryMakeSized(
            skipped.Window.Base.Value, new ByteSize(skipped.Window.Size), out var range)
            ? range
            : null;

    private static StageDraft? Uncommitted(
        Kernel kernel, AddressRange range, MemdevAttached card)
    {
        var off = kernel.Boot.Machine.Cxl.Decoders.FirstOrDefault(setting =>
            setting.Memdev == card.Memdev && setting.Range.Overlaps(range)
            && !card.Decoders.Any(decoder => decoder.Range == setting.Range));
        return off is null
            ? null
            : new StageDraft(
                    StageKind.Assembly,
                    Invariant($"{card.Memdev} attaches with its decoder for {off.Range}")
                        + " not committed",
                    card.Rule, "init_hdm_decoder(), drivers/cxl/core/hdm.c")
                .With("decoders", Invariant($"{card.Because}"))
                .Or(new Alternative.Decoders(off.Range, [card.Memdev], true),
                    Effect.RegionCommits);
    }

    private static StageDraft Constructed(RegionConstructed made) => new StageDraft(
            StageKind.Assembly,
            Invariant($"{IomemLabels.CxlRegion(made.Region.Id)} {made.Region.Range} appears with")
                + Invariant($" {made.Memdev}'s decoder {made.Decoder}, not committed yet"),
            made.Rule, "construct_region(), drivers/cxl/core/region.c")
        .With("ways", Invariant($"{made.Region.Ways}"))
        .With("granularity", Invariant($"{made.Region.Granularity}"))
        .With("mode", made.Region.Mode == PartitionMode.Ram ? "ram" : "pmem");

    private static StageDraft? Outcome(
        Kernel kernel, AddressRange range, AssemblyOutcome outcome,
        SortedDictionary<int, AddressRange> regions)
    {
        var draft = new StageDraft(
            StageKind.Assembly, Invariant(outcome.Because), outcome.Rule, Assembly);
        return outcome switch
        {
            AssemblyOutcome.NoWindow lost when lost.Range.Overlaps(range) =>
                draft.With("errno", ErrnoText.Of(Errno.NoSuchDeviceOrAddress)),
            AssemblyOutcome.NoWindow => null,
            AssemblyOutcome.WaitsForMembers waits
                when waits.Region.Range?.Overlaps(range) == true =>
                draft.With("cards", Cards(waits.Region)),
            AssemblyOutcome.WaitsForMembers => null,
            AssemblyOutcome.Committed committed
                when committed.Region.Range?.Overlaps(range) == true =>
                draft.With("cards", Cards(committed.Region))
                    .Or(new Alternative.Decoders(
                        committed.Region.Range.Value, [committed.Memdev], false),
                        Effect.NoRegionCommits),
            AssemblyOutcome.Committed => null,
            AssemblyOutcome.Refused refused when regions.TryGetValue(refused.Region, out var of)
                && of.Overlaps(range) =>
                draft.With("errno", ErrnoText.Of(refused.Errno))
                    .Or(new Alternative.NoFaults(), Effect.RegionCommits)
                    .Or(new Alternative.CxlRegionOver(of), Effect.RegionCommits),
            AssemblyOutcome.Refused => null,
            _ => throw new UnreachableException(),
        };
    }

    private static StageDraft Use(CxlRegionUse use)
    {
        var draft = new StageDraft(
            StageKind.Dax, Invariant(use.Because), use.Rule, use switch
            {
                CxlRegionUse.Dax => "devm_cxl_add_dax_region(), drivers/cxl/core/region.c",
                CxlRegionUse.NotAdded => "cxl_register_dax(), drivers/cxl/core/region.c",
                CxlRegionUse.Pmem or CxlRegionUse.SystemRam or CxlRegionUse.LeftToHmem =>
                    "cxl_region_probe(), drivers/cxl/core/region.c",
                _ => throw new UnreachableException(),
            });
        return use switch
        {
            CxlRegionUse.Dax or CxlRegionUse.Pmem => draft,
            CxlRegionUse.LeftToHmem => draft.Or(
                HmemStages.Kernels(
                    each => each.CxlDaxCreation == Dax.CxlDaxCreation.AtProbe),
                Effect.DaxAtProbe),
            CxlRegionUse.SystemRam taken => draft
                .With("in the way", Invariant($"{taken.Ram.Name} {taken.Ram.Range}"))
                .Or(new Alternative.UsualOrder(), Effect.OwnedByCxl),
            CxlRegionUse.NotAdded failed => draft
                .With("errno", ErrnoText.Of(failed.Errno)),
            _ => throw new UnreachableException(),
        };
    }

    private static StageDraft Gone(RegionIdReturned gone, AddressRange was) => new StageDraft(
            StageKind.Dax,
            Invariant($"{IomemLabels.CxlRegion(gone.Region)} {was} is unregistered"),
            gone.Rule, "unregister_region(), drivers/cxl/core/region.c")
        .With("numbers", Invariant($"{gone.Because}"))
        .Or(HmemStages.Kernels(_ => true), Effect.RegionStays);

    private static bool HasDecoder(Kernel kernel, string memdev, AddressRange range) =>
        kernel.Boot.Machine.Cxl.Decoders.Any(
            setting => setting.Memdev == memdev && setting.Range.Overlaps(range));

    private static string Cards(CxlRegion region) =>
        string.Join(", ", region.Targets.Select(target => target.Memdev));
}
