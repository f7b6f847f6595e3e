namespace SoftReserve.Exploration;

/// <summary>A system that the explorer can run: something that is shared, and parts that do not see
/// each other.</summary>
/// <remarks>
/// Obligations, all tested: every member is a pure function; equal values go on alike; a step reads
/// and changes no more than its <see cref="StepReach"/> says; whether a step of the shared reach or
/// wider is enabled depends on the shared value and on whether any part is busy, nothing else; two
/// places of one kind behave alike.
/// </remarks>
/// <typeparam name="TShared">What every step may read and change. A value.</typeparam>
/// <typeparam name="TPart">The state of one place. A value.</typeparam>
public interface IPartedModel<TShared, TPart>
    where TShared : notnull
    where TPart : notnull
{
    /// <summary>The kind of each place; places of one kind can be exchanged.</summary>
    IReadOnlyList<int> Kinds { get; }

    /// <summary>Every step, in the order in which a default run takes them.</summary>
    IReadOnlyList<PartedStep> Steps { get; }

    /// <summary>The first state.</summary>
    TShared Start(Span<TPart> parts);

    /// <summary>What one place can do.</summary>
    PartFacts FactsOf(TShared shared, int place, TPart part);

    /// <summary>The enabled steps whose reach is not one place.</summary>
    SharedFacts FactsOf(TShared shared, ReadOnlySpan<TPart> parts);

    /// <summary>Runs a step on everything.</summary>
    TShared Run(int step, TShared shared, Span<TPart> parts);

    /// <summary>Runs a step whose reach is one place, or each place by itself, on one place; null
    /// when the places do not stay by themselves this time. A reach of one place is never
    /// null. What does not change is best given back as it came.</summary>
    TShared? RunAt(int step, TShared shared, int place, ref TPart part);

    /// <summary>What two places that ran a step each by itself make of the shared value; null when
    /// only running it on everything tells.</summary>
    TShared? Merge(TShared one, TShared other);

    /// <summary>A number that equal values have, in every run of the program.</summary>
    ulong FingerprintOf(TShared shared);

    /// <summary>A number that equal values have, in every run of the program.</summary>
    ulong FingerprintOf(TPart part);
}

/// <summary>How much of a state a step reads and changes: its footprint.</summary>
public enum StepReach
{
    /// <summary>The shared value.</summary>
    Shared,

    /// <summary>The shared value and one place.</summary>
    Part,

    /// <summary>Each place by itself, with the shared value as it was.</summary>
    EachPart,

    /// <summary>Everything.</summary>
    Whole,
}

/// <summary>A step as the explorer sees it.</summary>
/// <param name="Reach">Its footprint.</param>
/// <param name="Place">The place, for <see cref="StepReach.Part"/>.</param>
/// <param name="Ordinal">Which step of that place, 0 to 63; the same at every place of one
/// kind.</param>
public sealed record PartedStep(StepReach Reach, int Place, int Ordinal);

/// <summary>What one place can do.</summary>
/// <param name="Enabled">A bit for each enabled step of the place, by ordinal.</param>
/// <param name="Settling">Of these, the ones that lead to the same state whenever they run,
/// whatever else happens first: exploring other steps before them is a waste.</param>
/// <param name="IsBusy">Something is under way that others wait for.</param>
public readonly record struct PartFacts(ulong Enabled, ulong Settling, bool IsBusy);

/// <summary>What can happen apart from the steps of single places.</summary>
/// <param name="Enabled">Enabled steps, ascending.</param>
/// <param name="Settling">The first of them that leads to the same state whenever it runs; -1 for
/// none.</param>
public sealed record SharedFacts(int[] Enabled, int Settling);
