using SoftReserve.Exploration;

namespace SoftReserve.Tests.Exploration;

/// <summary>Places that count up to a number each; the first that gets there is written down. The
/// states of some of them are anybody's to count.</summary>
/// <param name="kinds">The kind of each place, 0 to 9.</param>
/// <param name="most">Where each place stops.</param>
internal sealed class Counters(string kinds, int most) : IPartedModel<int, int>
{
    private const int Nobody = -1;

    /// <summary>True begins again at 0 in place of stopping.</summary>
    public bool IsCircle { get; init; }

    /// <summary>True lets all places count at once, until one is there.</summary>
    public bool IsTogether { get; init; }

    /// <summary>The value of a place at which the model gives up; 0 for never.</summary>
    public int ThrowsAt { get; init; }

    /// <summary>True breaks an obligation: two values have one fingerprint.</summary>
    public bool IsWithoutFingerprints { get; init; }

    public IReadOnlyList<int> Kinds => [.. kinds.Select(kind => kind - '0')];

    public IReadOnlyList<PartedStep> Steps =>
        IsTogether
            ? [new PartedStep(StepReach.EachPart, -1, 0)]
            : [.. kinds.Select((_, place) => new PartedStep(StepReach.Part, place, 0))];

    /// <summary>A model in rows.</summary>
    public InternedModel<int, int> Rows() => new(this);

    public int Start(Span<int> parts)
    {
        parts.Clear();
        return Nobody;
    }

    public PartFacts FactsOf(int shared, int place, int part) =>
        new(!IsTogether && CanCount(part) ? 1UL : 0, 0, false);

    public SharedFacts FactsOf(int shared, ReadOnlySpan<int> parts) =>
        new(IsTogether && shared == Nobody ? [0] : [], -1);

    public int Run(int step, int shared, Span<int> parts)
    {
        for (var place = 0; place < parts.Length; place++)
            shared = RunAt(step, shared, place, ref parts[place]);
        return shared;
    }

    public int RunAt(int step, int shared, int place, ref int part)
    {
        if (ThrowsAt > 0 && part + 1 == ThrowsAt)
            throw new InvalidDataException("gave up");
        part = IsCircle ? (part + 1) % most : part + 1;
        return part == most && shared == Nobody ? Kinds[place] : shared;
    }

    public int Merge(int one, int other) => Math.Max(one, other);

    public ulong FingerprintOf(int value) => IsWithoutFingerprints
        ? 1
        : unchecked((ulong)(value + 7) * 0x9E37_79B9_7F4A_7C15);

    private bool CanCount(int part) => IsCircle || part < most;
}
