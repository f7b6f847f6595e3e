using SoftReserve.Addresses;

namespace SoftReserve.Owners.Life;

/// <summary>A stage before its alternatives have been tried.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="What">One sentence.</param>
/// <param name="Rule">The rule that applied.</param>
/// <param name="Function">The kernel function and its file.</param>
internal sealed record StageDraft(StageKind Kind, string What, string Rule, string Function)
{
    /// <summary>The evidence.</summary>
    public ValueList<StageFact> Facts { get; init; } = [];

    /// <summary>What may be tried, the most telling first; the first that shows its effect is
    /// told.</summary>
    public ValueList<Attempt> Attempts { get; init; } = [];

    /// <summary>The step that did it; null for none.</summary>
    public int? Step { get; init; }

    /// <summary>This draft with one more piece of evidence.</summary>
    public StageDraft With(string name, string value) =>
        this with { Facts = Facts.Add(new StageFact(name, value)) };

    /// <summary>This draft with one more alternative.</summary>
    public StageDraft Or(Alternative alternative, Effect effect) =>
        this with { Attempts = Attempts.Add(new Attempt(alternative, effect)) };

    /// <summary>This draft with alternatives of one effect.</summary>
    public StageDraft Or(IEnumerable<Alternative> alternatives, Effect effect)
    {
        var draft = this;
        foreach (var alternative in alternatives)
            draft = draft.Or(alternative, effect);
        return draft;
    }

    /// <summary>The stage, with the first alternative that a boot confirms.</summary>
    /// <param name="boots">This boot, and others with a change.</param>
    /// <param name="range">The range.</param>
    /// <param name="told">What earlier stages told already, which is not told again; grows.</param>
    public LifeStage Prove(
        Counterfactual.Cache boots, AddressRange range, List<Attempt> told) => new(
        Kind, Step, What, Rule, Facts, Function, FirstProven(boots, range, told));

    private ProvenAlternative? FirstProven(
        Counterfactual.Cache boots, AddressRange range, List<Attempt> told)
    {
        foreach (var attempt in Attempts)
        {
            var (alternative, effect) = attempt;
            if (told.Contains(attempt))
                return null;
            if (Effects.IsSeen(effect, boots.Actual, range)
                || boots.Run(alternative) is not { } other
                || !Effects.IsSeen(effect, other, range))
                continue;
            told.Add(attempt);
            return new ProvenAlternative(alternative, effect, Merged(other, range));
        }

        return null;
    }

    private static ValueList<OwnedRange> Merged(Kernel kernel, AddressRange range) =>
    [
        .. OwnersTable.Of(kernel)
            .Where(row => row.Range.Overlaps(range))
            .Select(row => row with { Range = row.Range.Intersect(range)!.Value }),
    ];
}

/// <summary>A change to try, and what it should bring.</summary>
internal sealed record Attempt(Alternative Alternative, Effect Effect);
