using System.Numerics;

namespace SoftReserve.Exploration;

/// <summary>Runs an <see cref="IPartedModel{TShared,TPart}"/> on rows of numbers.</summary>
public sealed class InternedModel<TShared, TPart> : RowModel
    where TShared : notnull
    where TPart : notnull
{
    private const int NumberBits = 26;
    private const ulong Used = 1UL << 63;
    private const long BytesPerValue = 4096; // much of a value is that of its neighbours

    private readonly IPartedModel<TShared, TPart> _model;
    private readonly Lock _running = new();
    private readonly Interner<TShared> _shared = new();
    private readonly Interner<(int Kind, TPart Part)> _parts = new();
    private readonly Interner<PartFacts> _partFacts = new();
    private readonly Interner<SharedFacts> _sharedFacts = new();
    private readonly Fingerprints _sharedPrints, _partPrints;
    private readonly PairTable _factsOfParts = new(), _factsOfShared = new();
    private readonly PairTable _merged = new();
    private readonly PairTable[] _results, _tables;
    private readonly int[][] _stepsOfPlace;
    private readonly StepReach[] _reaches;
    private readonly int[] _places, _previousOfKind;

    /// <summary>Wraps a model.</summary>
    public InternedModel(IPartedModel<TShared, TPart> model)
    {
        _model = model;
        _sharedPrints = new Fingerprints(number => model.FingerprintOf(_shared[number]));
        _partPrints = new Fingerprints(number => FingerprintOf(_parts[number]));
        _results = [.. model.Steps.Select(_ => new PairTable())];
        _stepsOfPlace = [.. model.Kinds.Select((_, place) => StepsOf(model, place))];
        _reaches = [.. model.Steps.Select(step => step.Reach)];
        _places = [.. model.Steps.Select(step => step.Place)];
        _previousOfKind = [.. model.Kinds.Select((_, place) => PreviousOfKind(model.Kinds, place))];
        // counterparts at places of one kind have one memory
        _tables = [.. _results];
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
    public override long Bytes
    {
        get
        {
            var bytes = _factsOfParts.Bytes + _factsOfShared.Bytes + _merged.Bytes
                + ((_shared.Count + _parts.Count) * BytesPerValue);
            foreach (var results in _tables)
                bytes += results.Bytes;
            return bytes;
        }
    }

    /// <inheritdoc/>
    public override int Successors(
        ReadOnlySpan<int> row, bool isReduced, bool isSymmetric, Span<int> steps, Span<int> rows)
    {
        var count = Enabled(row, isReduced, steps);
        var width = row.Length;
        for (var at = 0; at < count; at++)
        {
            var next = rows.Slice(at * width, width);
            Run(row, steps[at], next);
            if (isSymmetric)
                Sort(next);
        }

        return count;
    }

    /// <inheritdoc/>
    public override int Enabled(ReadOnlySpan<int> row, bool isReduced, Span<int> steps)
    {
        var isBusy = false;
        Span<ulong> enabled = stackalloc ulong[(_results.Length >> 6) + 1];
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
            {
                var step = _stepsOfPlace[place][BitOperations.TrailingZeroCount(bits)];
                enabled[step >> 6] |= 1UL << step;
            }
        }

        var shared = FactsOf(row, isBusy);
        if (isReduced && shared.Settling >= 0)
        {
            steps[0] = shared.Settling;
            return 1;
        }

        foreach (var step in shared.Enabled)
            enabled[step >> 6] |= 1UL << step;
        return List(enabled, steps);
    }

    /// <inheritdoc/>
    public override void Run(ReadOnlySpan<int> row, int step, Span<int> next)
    {
        row.CopyTo(next);
        var place = _places[step];
        switch (_reaches[step])
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
        var parts = row[1..];
        for (var place = 1; place < parts.Length; place++)
            for (var (at, before) = (place, _previousOfKind[place]); before >= 0;
                (at, before) = (before, _previousOfKind[before]))
            {
                if (parts[before] == parts[at] || !IsBefore(parts[at], parts[before]))
                    break;
                (parts[before], parts[at]) = (parts[at], parts[before]);
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
        var (low, high) = (_sharedPrints[row[0]], 0UL);
        foreach (var part in row[1..])
        {
            low = Mix(low ^ _partPrints[part]);
            high = Mix(high + low + _partPrints[part]);
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
            var number = _partFacts.NumberOf(facts);
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
            var number = _sharedFacts.NumberOf(facts);
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
            var after = run is null ? -1
                : ReferenceEquals(run, _shared[shared]) ? shared
                : _shared.NumberOf(run);
            var changed = ReferenceEquals(state, _parts[part].Part)
                ? part
                : _parts.NumberOf((_model.Kinds[place], state));
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
                ? _shared.NumberOf(both)
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
            var after = _shared.NumberOf(_model.Run(step, _shared[row[0]], []));
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
        row[0] = _shared.NumberOf(shared);
        for (var place = 0; place < parts.Length; place++)
            row[place + 1] = _parts.NumberOf((_model.Kinds[place], parts[place]));
    }

    private ulong FingerprintOf((int Kind, TPart Part) part) =>
        Mix(_model.FingerprintOf(part.Part) + (ulong)part.Kind);

    // no two parts have one fingerprint, so what is before what is the same in every run
    private bool IsBefore(int one, int other) =>
        _partPrints[one] < _partPrints[other];

    private static int PreviousOfKind(IReadOnlyList<int> kinds, int place)
    {
        var before = place - 1;
        while (before >= 0 && kinds[before] != kinds[place])
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

    private static int List(ReadOnlySpan<ulong> enabled, Span<int> steps)
    {
        var count = 0;
        for (var word = 0; word < enabled.Length; word++)
            for (var bits = enabled[word]; bits != 0; bits &= bits - 1)
                steps[count++] = (word << 6) + BitOperations.TrailingZeroCount(bits);
        return count;
    }

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
