using SoftReserve.Addresses;
using SoftReserve.Cxl;

namespace SoftReserve.Owners.Life;

/// <summary>What happened to a range, from firmware to its owner, told from the decisions that a
/// boot left in its journal.</summary>
/// <remarks>Nothing is decided again here. What would have happened otherwise is booted, and told
/// only when that boot shows it.</remarks>
/// <seealso cref="StageKind"/>
public static class LifeOfRange
{
    /// <summary>The lives of every piece of the address space that shares a byte with the range,
    /// ascending and without gaps.</summary>
    /// <param name="kernel">A kernel that has settled.</param>
    /// <param name="range">One address or more.</param>
    public static ValueList<RangeLife> Of(Kernel kernel, AddressRange range)
    {
        var boots = new Counterfactual.Cache(kernel);
        return
        [
            .. LifePieces.Of(kernel, range)
                .Select(piece => piece.Row is null ? Elsewhere(piece) : Tell(boots, piece)),
        ];
    }

    private static RangeLife Elsewhere(LifePiece piece) =>
        new(piece.Range, piece.Title, false, []);

    private static RangeLife Tell(Counterfactual.Cache boots, LifePiece piece)
    {
        var told = new List<Attempt>();
        var stages = new List<LifeStage>();
        foreach (var draft in Drafts(boots.Actual, piece))
            stages.Add(draft.Prove(boots, piece.Range, told));
        return new RangeLife(piece.Range, piece.Title, true, [.. stages]);
    }

    private static List<StageDraft> Drafts(Kernel kernel, LifePiece piece)
    {
        var range = piece.Range;
        var drafts = new List<StageDraft>(FirmwareStages.Of(kernel, range));
        drafts.AddRange(Journaled(kernel, range));
        foreach (var untold in UntoldStages.Of(kernel, range, drafts))
            InsertInPlace(drafts, untold);
        drafts.Add(NowStage.Of(kernel, piece));
        return drafts;
    }

    private static List<StageDraft> Journaled(Kernel kernel, AddressRange range)
    {
        var drafts = new List<StageDraft>();
        var step = 0;
        var regions = new SortedDictionary<int, AddressRange>();
        foreach (var entry in kernel.Journal)
        {
            if (entry is JournalEntry.StepBegan)
                step++;
            if (entry is not JournalEntry.Decided { Decision: var decision })
                continue;
            if (CxlStages.RegionOf(decision) is { Range: { } known } region)
                regions[region.Id] = known;
            var draft = HmemStages.Of(kernel, range, decision)
                ?? CxlStages.Of(kernel, range, decision, regions)
                ?? DaxStages.Of(kernel, range, decision);
            if (draft is not null)
                Add(drafts, draft with { Step = step });
        }

        return drafts;
    }

    // a command's end is journaled behind what it did; a story begins with the command
    private static void Add(List<StageDraft> drafts, StageDraft draft)
    {
        var first = draft.Kind == StageKind.Command
            ? drafts.FindIndex(each => each.Step == draft.Step)
            : -1;
        drafts.Insert(first < 0 ? drafts.Count : first, draft);
    }

    // behind the last stage of its kind, else behind the last that comes before it in a life; what
    // comes before a decision is told before it
    private static void InsertInPlace(List<StageDraft> drafts, StageDraft untold)
    {
        var decision = untold.Kind < StageKind.Decision
            ? drafts.FindIndex(draft => draft.Kind == StageKind.Decision)
            : -1;
        var last = (decision < 0 ? drafts.Count : decision) - 1;
        var after = drafts.FindLastIndex(last, draft => draft.Kind == untold.Kind);
        if (after < 0)
            after = drafts.FindLastIndex(last, draft => draft.Kind < untold.Kind);
        drafts.Insert(after + 1, untold);
    }
}
