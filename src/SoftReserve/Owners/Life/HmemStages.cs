using System.Diagnostics;
using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Cxl;
using SoftReserve.Drivers;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Hmem;
using SoftReserve.Hmem.Arbitration;
using SoftReserve.Resources;
using static System.FormattableString;

namespace SoftReserve.Owners.Life;

/// <summary>HMEM's side of a range's life: where it is kept, HMEM's list, what HMEM sees, and the
/// decision.</summary>
internal static class HmemStages
{
    private const string Register = "hmem_register_device(), drivers/dax/hmem/hmem.c",
        List = "hmem_register_resource(), drivers/dax/hmem/device.c";

    /// <summary>The stage that a decision makes; null when it is not HMEM's or not about the
    /// range.</summary>
    public static StageDraft? Of(Kernel kernel, AddressRange range, Decision decision) =>
        decision switch
        {
            SoftReservedKept kept when kept.Range.Overlaps(range) => Kept(kept),
            CandidateAdded added when added.Candidate.Range.Overlaps(range) =>
                Listed(kernel.Boot, added),
            CandidateDropped dropped when dropped.Range.Overlaps(range) => new StageDraft(
                StageKind.Candidate,
                Invariant($"the Soft Reserved entry {dropped.Range} is not added")
                    + Invariant($": {dropped.Earlier} is on the list"),
                dropped.Rule, List)
                .Or(new Alternative.NoHmat(), Effect.ListedBySoftReserved),
            CandidateIgnored ignored when ignored.Range.Overlaps(range) => new StageDraft(
                StageKind.Candidate, Invariant(ignored.Because), ignored.Rule, List)
                .Or(new Alternative.NoParameter("device_hmem.disable"), Effect.Listed),
            HmemView view when view.Range.Overlaps(range) => View(kernel, view),
            Ownership ownership when ownership.SoftReserved.Overlaps(range) =>
                DecisionStage.Of(kernel, ownership),
            SoftReservedReturned returned when returned.Range.Overlaps(range) => new StageDraft(
                StageKind.Dax, Invariant(returned.Because), returned.Rule, Register)
                .Or(Kernels(each => !each.ReturnsSoftReserved), Effect.NoSoftReservedLine),
            SoftReservedNotReturned refused when refused.Range.Overlaps(range) =>
                NotReturned(kernel, refused),
            HmemDeviceAdded added when added.Device.Range.Overlaps(range) => new StageDraft(
                StageKind.Dax, Invariant($"HMEM registers hmem.{added.Device.Id} for it"),
                added.Rule, Register)
                .With("range", added.Device.Range.ToString())
                .With("memregion id", Invariant($"{added.Device.Id}, the lowest that was free")),
            _ => null,
        };

    /// <summary>Every other generation that chooses as asked, oldest first.</summary>
    internal static IEnumerable<Alternative> Kernels(Func<Generation, bool> chooses) =>
        Catalogue.Standard.All.Where(chooses).Select(each => new Alternative.OtherKernel(each));

    private static StageDraft Kept(SoftReservedKept kept)
    {
        var draft = new StageDraft(
            StageKind.Kept, Invariant(kept.Because), kept.Rule,
            kept.Architecture == Architecture.X86
                ? "e820__reserve_resources_late(), arch/x86/kernel/e820.c"
                : "drivers/firmware/efi/{arm,riscv}-runtime.c");
        if (kept.Placed != kept.Range)
            draft = draft.With("grown to", kept.Placed.ToString());
        return kept.Home.IsIomem
            ? draft.With("tree", "iomem")
                .Or(Kernels(each => !each.Home.IsIomem), Effect.OutOfIomem)
            : draft.With("tree", "soft_reserve_resource")
                .Or(Kernels(each => each.Home.IsIomem), Effect.InIomem);
    }

    private static StageDraft Listed(BootContext boot, CandidateAdded added)
    {
        var (range, node) = (added.Candidate.Range, added.Candidate.Node);
        var draft = new StageDraft(
            StageKind.Candidate,
            added.Source == CandidateSource.Hmat
                ? Invariant($"HMAT puts the SRAT range {range} on HMEM's list, for node {node}")
                : Invariant($"HMEM lists the Soft Reserved entry {range}, for node {node}"),
            added.Rule,
            added.Source == CandidateSource.Hmat
                ? "hmat_init(), drivers/acpi/numa/hmat.c"
                : "hmem_init(), drivers/dax/hmem/device.c");
        foreach (var memory in boot.Machine.Srat?.Memory ?? [])
            if (memory is { IsEnabled: true, Range: { } affinity } && affinity.Overlaps(range))
                draft = draft.With(
                    "SRAT", Invariant($"{affinity} is domain {memory.ProximityDomain}"));
        if (added.Source == CandidateSource.MemoryMap)
            draft = draft.With("HMAT", boot.Machine.Hmat is null ? "absent" : "says nothing of it");
        return added.Source == CandidateSource.Hmat
            ? draft.Or(new Alternative.NoHmat(), Effect.ListedBySoftReserved)
            : draft;
    }

    private static StageDraft View(Kernel kernel, HmemView view)
    {
        var draft = new StageDraft(StageKind.Hmem, Invariant(view.Because), view.Rule, Register);
        return view switch
        {
            HmemView.TakenAtOnce taken => AtOnce(kernel, taken, draft),
            HmemView.Waits waits => WithEvidence(draft, waits.Evidence)
                .Or(new Alternative.Symbol(waits.Evidence.Gate, Tristate.No),
                    Effect.HmemTakesAtOnce)
                .Or(new Alternative.NoWindow(view.Range), Effect.HmemTakesAtOnce),
            HmemView.Left left => Left(kernel, left, draft),
            HmemView.Taken taken => WithEvidence(draft, taken.Evidence),
            HmemView.NotOffered => draft
                .Or(Kernels(each => !each.Home.IsIomem), Effect.HmemTakes),
            HmemView.Failed => draft
                .Or(new Alternative.NoFaults(), Effect.HmemTakes),
            _ => throw new UnreachableException(),
        };
    }

    // where a decision came before, that has the alternative
    private static StageDraft Left(Kernel kernel, HmemView.Left left, StageDraft draft)
    {
        draft = WithEvidence(draft, left.Evidence);
        return kernel.Journal.Decisions<Ownership>()
            .Any(each => each.SoftReserved.Overlaps(left.Range))
            ? draft
            : draft
                .Or(new Alternative.Symbol(left.Evidence.Gate, Tristate.No), Effect.HmemTakes)
                .Or(new Alternative.NoWindow(left.Range), Effect.HmemTakes);
    }

    private static StageDraft AtOnce(
        Kernel kernel, HmemView.TakenAtOnce taken, StageDraft draft)
    {
        var (gate, value) = (taken.Evidence.Gate, taken.Evidence.Value);
        draft = WithEvidence(draft, taken.Evidence);
        if (value == Tristate.No)
            draft = draft
                .Or(new Alternative.Symbol(gate, Tristate.Module), Effect.HmemWaits)
                .Or(new Alternative.Symbol(gate, Tristate.Yes), Effect.HmemWaits);
        return kernel.Boot.Machine.Cedt is null
            ? draft
            : draft
                .Or(new Alternative.UsualOrder(), Effect.HmemWaits)
                .Or(new Alternative.LoadedByItself(KernelModule.CxlAcpi), Effect.HmemWaits);
    }

    private static StageDraft WithEvidence(StageDraft draft, HmemEvidence evidence) => draft
        .With("window", evidence.Window is { } window
            ? Invariant($"{window.Name} {window.Range}")
            : "none over it in iomem")
        .With("symbol", SymbolText.Of(evidence.Gate, evidence.Value));

    private static StageDraft NotReturned(Kernel kernel, SoftReservedNotReturned refused)
    {
        var inside = refused.Range.Intersect(refused.Conflict.Range)!.Value;
        ValueList<AddressRange> pieces =
            [inside, .. refused.Range.Except([refused.Conflict.Range])];
        return new StageDraft(
                StageKind.Dax,
                Invariant($"Soft Reserved {refused.Range} can not go back into iomem:")
                    + Invariant($" {refused.Conflict.Name} overlaps it only in part"),
                refused.Rule, "insert_resource(), kernel/resource.c")
            .With("errno", ErrnoText.Of(Errno.Busy))
            .With("in the way",
                Invariant($"{refused.Conflict.Name} {refused.Conflict.Range}"))
            .Or(new Alternative.MarkedAs(refused.Range, [.. pieces.Order()]), Effect.HmemTakes)
            .Or(Kernels(each => !each.ReturnsSoftReserved), Effect.HmemTakes);
    }
}
