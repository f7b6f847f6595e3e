using System.Numerics;

namespace SoftReserve.Exploration;

/// <summary>Runs an <see cref="IPartedModel{TShared,TPart}"/> on rows of numbers.</summary>
public sealed class InternedModel<TShared, TPart> : RowModel
    where TShared : notnull
    where TPart : notnull
{
    private const int NumberBits = 26;
    private const ulong Used = 1UL << 63;

    private readonly IPartedModel<TShared, TPart> _model;
    private readonly Lock _running = new();
    private readonly Interner<TShared> _shared = new();
    private readonly Interner<(int Kind, TPart Part)> _parts = new();
    private readonly Interner<PartFacts> _partFacts = new();
    private readonly Interner<SharedFacts> _sharedFacts = new();
    private readonly PairTable _factsOfParts = new(), _factsOfShared = new();
    private readonly PairTable _merged = new();
    private readonly PairTable[] _results;
    private readonly int[][] _stepsOfPlace;

    /// <summary>Wraps a model.</summary>
    public InternedModel(IPartedModel<TShared, TPart> model)
    {
        _model = model;
        _results = [.. model.Steps.Select(_ => new PairTable())];
        _stepsOfPlace = [.. model.Kinds.Select((_, place) => StepsOf(model, place))];
        // counterparts at places of one kind have one memory
        for (var step = 0; step < _results.Length; step++)
            if (model.Steps[step] is { Reach: StepReach.Part } own)
                _results[step] = _results[_stepsOfPlace[FirstOfKind(own.Place)][own.Ordinal]];
    }

    /// <inheritdoc/>
    public override int Width => _model.Kinds.Count + 1;

    /// <inheritdoc/>
    public override int StepCount => _model.Steps.Count;

    /// <summary>The values of a row.</summary>
    public TShared Open(ReadOnlySpan<int> row, Span<TPart> parts)
    {
        for (var place = 0; place < parts.Length; place++)
            parts[place] = _parts[row[place + 1]].Part;
        return _shared[row[0]];
    }

    /// <inheritdoc/>
    public override void Start(Span<int> row)
    {
        var parts = new TPart[_model.Kinds.Count];
        lock (_running)
            Close(_model.Start(parts), parts, row);
    }

    /// <inheritdoc/>
    public override int Enabled(ReadOnlySpan<int> row, bool isReduced, Span<int> steps)
    {
        var isBusy = false;
        var count = 0;
        for (var place = 0; place < _stepsOfPlace.Length; place++)
        {
            var facts = FactsOf(row[0], place, row[place + 1]);
            isBusy |= facts.IsBusy;
            if (isReduced && facts.Settling != 0)
            {
                steps[0] = _stepsOfPlace[place][BitOperations.TrailingZeroCount(facts.Settling)];
                return 1;
            }

            for (var bits = facts.Enabled; bits != 0; bits &= bits - 1)
                steps[count++] = _stepsOfPlace[place][BitOperations.TrailingZeroCount(bits)];
        }

        var shared = FactsOf(row, isBusy);
        if (isReduced && shared.Settling >= 0)
        {
            steps[0] = shared.Settling;
            return 1;
        }

        foreach (var step in shared.Enabled)
            steps[count++] = step;
        if (count > 1)
            steps[..count].Sort();
        return count;
    }

    /// <inheritdoc/>
    public override void Run(ReadOnlySpan<int> row, int step, Span<int> next)
    {
        row.CopyTo(next);
        var (reach, place) = (_model.Steps[step].Reach, _model.Steps[step].Place);
        switch (reach)
        {
            case StepReach.Part:
                (next[0], next[place + 1]) = At(step, row[0], place, row[place + 1]);
                break;
            case StepReach.EachPart when TryRunEach(row, step, next):
                break;
            case StepReach.Shared:
                next[0] = OnShared(step, row);
                break;
            default:
                RunWhole(row, step, next);
                break;
        }
    }

    /// <inheritdoc/>
    public override void Sort(Span<int> row)
    {
        // few places, mostly sorted: insertion within each kind
        for (var place = 1; place < _model.Kinds.Count; place++)
            for (var at = place; PreviousOfKind(at) is var before and >= 0; at = before)
            {
                if (Compare(row[before + 1], row[at + 1]) <= 0)
                    break;
                (row[before + 1], row[at + 1]) = (row[at + 1], row[before + 1]);
            }
    }

    /// <inheritdoc/>
    public override int Counterpart(ReadOnlySpan<int> sorted, int step, ReadOnlySpan<int> row)
    {
        if (_model.Steps[step] is not { Reach: StepReach.Part } own)
            return step;
        for (var place = 0; place < _model.Kinds.Count; place++)
            if (row[place + 1] == sorted[own.Place + 1])
                return _stepsOfPlace[place][own.Ordinal];
        throw new InvalidOperationException("no place is in the state of the sorted one");
    }

    /// <inheritdoc/>
    public override UInt128 FingerprintOf(ReadOnlySpan<int> row)
    {
        var (low, high) = (_shared.FingerprintOf(row[0]), 0UL);
        foreach (var part in row[1..])
        {
            low = Mix(low ^ _parts.FingerprintOf(part));
            high = Mix(high + low + _parts.FingerprintOf(part));
        }

        return new UInt128(Mix(high ^ low), low);
    }

    private PartFacts FactsOf(int shared, int place, int part)
    {
        var key = KeyOf(shared, part);
        if (_factsOfParts.TryGet(key, out var known))
            return _partFacts[(int)known];
        lock (_running)
        {
            var facts = _model.FactsOf(_shared[shared], place, _parts[part].Part);
            var number = _partFacts.NumberOf(facts, _ => 0);
            _factsOfParts.AddOnce(key, number);
            return facts;
        }
    }

    private SharedFacts FactsOf(ReadOnlySpan<int> row, bool isBusy)
    {
        var key = KeyOf(row[0], isBusy ? 1 : 0);
        if (_factsOfShared.TryGet(key, out var known))
            return _sharedFacts[(int)known];
        lock (_running)
        {
            var parts = new TPart[_model.Kinds.Count];
            var facts = _model.FactsOf(Open(row, parts), parts);
            var number = _sharedFacts.NumberOf(facts, _ => 0);
            _factsOfShared.AddOnce(key, number);
            return facts;
        }
    }

    private (int Shared, int Part) At(int step, int shared, int place, int part)
    {
        var key = KeyOf(shared, part);
        if (_results[step].TryGet(key, out var known))
            return ((int)(known >> 32), (int)known);
        lock (_running)
        {
            var state = _parts[part].Part;
            var run = _model.RunAt(step, _shared[shared], place, ref state);
            var after = run is null ? -1 : NumberOf(run);
            var changed = _parts.NumberOf((_model.Kinds[place], state), FingerprintOf);
            _results[step].AddOnce(key, ((long)after << 32) | (uint)changed);
            return (after, changed);
        }
    }

    private bool TryRunEach(ReadOnlySpan<int> row, int step, Span<int> next)
    {
        var merged = -1;
        for (var place = 0; place < _model.Kinds.Count; place++)
        {
            (var after, next[place + 1]) = At(step, row[0], place, row[place + 1]);
            merged = after < 0 || place == 0 || merged == after ? after : Merge(merged, after);
            if (merged < 0)
                break;
        }

        if (merged >= 0)
            next[0] = merged;
        else
            row.CopyTo(next);
        return merged >= 0;
    }

    private int Merge(int one, int other)
    {
        var key = KeyOf(one, other);
        if (_merged.TryGet(key, out var known))
            return (int)known;
        lock (_running)
        {
            var merged = _model.Merge(_shared[one], _shared[other]) is { } both
                ? NumberOf(both)
                : -1;
            _merged.AddOnce(key, merged);
            return merged;
        }
    }

    private int OnShared(int step, ReadOnlySpan<int> row)
    {
        var key = KeyOf(row[0], 0);
        if (_results[step].TryGet(key, out var known))
            return (int)known;
        lock (_running)
        {
            var after = NumberOf(_model.Run(step, _shared[row[0]], []));
            _results[step].AddOnce(key, after);
            return after;
        }
    }

    private void RunWhole(ReadOnlySpan<int> row, int step, Span<int> next)
    {
        lock (_running)
        {
            var parts = new TPart[_model.Kinds.Count];
            var shared = Open(row, parts);
            Close(_model.Run(step, shared, parts), parts, next);
        }
    }

    private void Close(TShared shared, TPart[] parts, Span<int> row)
    {
        row[0] = NumberOf(shared);
        for (var place = 0; place < parts.Length; place++)
            row[place + 1] = _parts.NumberOf((_model.Kinds[place], parts[place]), FingerprintOf);
    }

    private int NumberOf(TShared shared) => _shared.NumberOf(shared, _model.FingerprintOf);

    private ulong FingerprintOf((int Kind, TPart Part) part) =>
        Mix(_model.FingerprintOf(part.Part) + (ulong)part.Kind);

    private int Compare(int one, int other)
    {
        var order = _parts.FingerprintOf(one).CompareTo(_parts.FingerprintOf(other));
        return order != 0 ? order : one.CompareTo(other);
    }

    private int PreviousOfKind(int place)
    {
        var before = place - 1;
        while (before >= 0 && _model.Kinds[before] != _model.Kinds[place])
            before--;
        return before;
    }

    private int FirstOfKind(int place)
    {
        var first = 0;
        while (_model.Kinds[first] != _model.Kinds[place])
            first++;
        return first;
    }

    private static int[] StepsOf(IPartedModel<TShared, TPart> model, int place) =>
    [
        .. model.Steps
            .Select((step, index) => (Step: step, Index: index))
            .Where(each => each.Step.Reach == StepReach.Part && each.Step.Place == place)
            .OrderBy(each => each.Step.Ordinal)
            .Select(each => each.Index),
    ];

    private static ulong KeyOf(int first, int second) =>
        Used | ((ulong)first << NumberBits) | (uint)second;

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 32)) * 0xD6E8_FEB8_6659_FD93;
            value = (value ^ (value >> 32)) * 0xD6E8_FEB8_6659_FD93;
            return value ^ (value >> 32);
        }
    }
}
