namespace SoftReserve.Exploration;

/// <summary>Writes what a shard found: a fingerprint of each state, in ascending order, with how
/// many steps lead on; then the ends and how they were first reached.</summary>
internal sealed class ShardContent(
    RowModel model, ExplorerOptions options, RowStore states, List<int> ends,
    Predicate<int> isExplored)
{
    public void Write(Stream file, ShardHeader header)
    {
        var writer = new ByteWriter(file);
        header.Write(writer);
        writer.Write(options.IsReduced ? 1 : 0);
        writer.Write(options.IsSymmetric ? 1 : 0);
        WriteStates(writer);
        writer.Write(ends.Count);
        foreach (var end in ends)
        {
            var steps = Explored.ChainTo(states, end);
            writer.WriteFixed(model.FingerprintOf(states[end]));
            writer.Write(steps.Length);
            foreach (var step in steps)
                writer.Write(step);
        }

        writer.End();
    }

    private void WriteStates(ByteWriter writer)
    {
        var fingerprints = new UInt128[states.Count];
        var counts = new ushort[states.Count];
        var steps = new int[model.StepCount];
        for (var state = 0; state < states.Count; state++)
        {
            fingerprints[state] = model.FingerprintOf(states[state]);
            counts[state] = isExplored(state)
                ? (ushort)(model.Enabled(states[state], options.IsReduced, steps) + 1)
                : (ushort)0;
        }

        Array.Sort(fingerprints, counts);
        writer.Write(states.Count);
        for (var at = 0; at < counts.Length; at++)
        {
            writer.WriteFixed(fingerprints[at]);
            writer.Write(counts[at]);
        }
    }
}

/// <summary>Reads what a <see cref="ShardContent"/> wrote, a state at a time.</summary>
internal sealed class ShardReader(Stream file, int stepCount)
{
    private readonly ByteReader _reader = new(file);
    private int _left;

    /// <summary>What the file begins with; null when it is no file of a shard.</summary>
    public ShardHeader? Header { get; private set; }

    /// <summary>The reductions it was made with.</summary>
    public (bool IsReduced, bool IsSymmetric) Reductions { get; private set; }

    /// <summary>The state that it is at.</summary>
    public UInt128 Fingerprint { get; private set; }

    /// <summary>How many steps lead on from it; -1 when this shard does not know.</summary>
    public int StepsOn { get; private set; }

    /// <summary>True when what was read cannot have been written.</summary>
    public bool IsBroken { get; private set; }

    public void Begin()
    {
        Header = ShardHeader.Read(_reader);
        Reductions = (_reader.Read() == 1, _reader.Read() == 1);
        _left = _reader.ReadUpTo(int.MaxValue);
        IsBroken = Header is null || _reader.IsBroken || !Next();
    }

    /// <summary>Goes to the next state; false after the last.</summary>
    public bool Next()
    {
        if (_left == 0 || IsBroken)
            return false;
        var before = Fingerprint;
        _left--;
        Fingerprint = _reader.ReadFixed();
        StepsOn = _reader.ReadUpTo(stepCount + 1) - 1;
        IsBroken = _reader.IsBroken || Fingerprint < before;
        return !IsBroken;
    }

    /// <summary>Reads the ends, which come after the states.</summary>
    public List<(UInt128 Fingerprint, int[] Chain)> Ends()
    {
        var ends = new List<(UInt128, int[])>();
        var count = _reader.ReadUpTo(int.MaxValue);
        var chain = new List<int>();
        while (ends.Count < count && !_reader.IsBroken)
        {
            chain.Clear();
            var fingerprint = _reader.ReadFixed();
            var length = _reader.ReadUpTo(int.MaxValue);
            while (chain.Count < length && !_reader.IsBroken)
                chain.Add(_reader.ReadUpTo(stepCount - 1));
            ends.Add((fingerprint, [.. chain]));
        }

        IsBroken |= !_reader.IsIntact();
        return ends;
    }
}
