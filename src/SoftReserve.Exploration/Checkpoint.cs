namespace SoftReserve.Exploration;

/// <summary>Writes an exploration down: how each state was first reached. Rows are not written,
/// running the steps again gives them.</summary>
internal static class Checkpoint
{
    /// <summary>The first number of a file.</summary>
    public const ulong Magic = 0x53_52_43_48_4b; // SRCHK

    /// <summary>The form of what follows.</summary>
    public const int Version = 1;

    /// <summary>The fingerprint of every so many states is written, too.</summary>
    public const int FingerprintEvery = 1024;

    public static void Write(
        Stream file, ulong identity, RowModel model, ExplorerOptions options, RowStore states,
        List<int> ends, int next, long transitions)
    {
        var writer = new ByteWriter(file);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(identity);
        WriteOptions(writer, model, options);
        writer.Write(states.Count);
        writer.Write(next);
        writer.Write((ulong)transitions);
        for (var (state, parent) = (1, 0); state < states.Count; state++)
        {
            writer.Write(states.ParentOf(state) - parent);
            writer.Write(states.StepOf(state));
            parent = states.ParentOf(state);
            if (state % FingerprintEvery == 0)
                writer.WriteFixed(model.FingerprintOf(states[state]));
        }

        writer.Write(ends.Count);
        for (var (at, before) = (0, 0); at < ends.Count; before = ends[at++])
            writer.Write(ends[at] - before);
        writer.End();
    }

    /// <summary>What decides which states there are, and their order.</summary>
    public static void WriteOptions(ByteWriter writer, RowModel model, ExplorerOptions options)
    {
        writer.Write(options.IsReduced ? 1 : 0);
        writer.Write(options.IsSymmetric ? 1 : 0);
        writer.Write(options.Shard?.Count ?? 0);
        writer.Write(options.Shard?.Index ?? 0);
        writer.Write(model.Width);
        writer.Write(model.StepCount);
    }
}

/// <summary>Reads what <see cref="Checkpoint"/> wrote, and believes nothing of it: a step is run
/// only where it is enabled.</summary>
internal sealed class CheckpointReader(
    RowModel model, ExplorerOptions options, RowStore states, List<int> ends)
{
    private readonly int[] _row = new int[model.Width];
    private readonly int[] _enabled = new int[model.StepCount];
    private int _count, _parent, _expanded = -1;

    /// <summary>The first state that is not explored.</summary>
    public int Next { get; private set; }

    /// <summary>Steps taken.</summary>
    public long Transitions { get; private set; }

    /// <summary>Fills the store.</summary>
    /// <returns>Why not; null when it is filled.</returns>
    public string? Read(Stream file, ulong identity)
    {
        var reader = new ByteReader(file);
        if (reader.Read() != Checkpoint.Magic)
            return "it is no checkpoint";
        if (reader.Read() is var version && version != Checkpoint.Version)
            return $"it has form {version}, this program reads {Checkpoint.Version}";
        if (reader.Read() != identity)
            return "it is of another machine, kernel or program version";
        if (RefusalOfOptions(reader) is { } refusal)
            return refusal;
        return ReadStates(reader) && ReadEnds(reader) && reader.IsIntact()
            ? null
            : "it is cut short or damaged";
    }

    private string? RefusalOfOptions(ByteReader reader)
    {
        var (isReduced, isSymmetric) = (reader.Read() == 1, reader.Read() == 1);
        var (shards, shard) = (reader.Read(), reader.Read());
        if ((isReduced, isSymmetric) != (options.IsReduced, options.IsSymmetric))
            return "it was made with other reductions";
        if (((int)shards, (int)shard) != (options.Shard?.Count ?? 0, options.Shard?.Index ?? 0))
            return shards == 0 ? "it is not of a shard" : $"it is of shard {shard}/{shards}";
        return reader.Read() == (ulong)model.Width && reader.Read() == (ulong)model.StepCount
            ? null
            : "it is of another machine, kernel or program version";
    }

    private bool ReadStates(ByteReader reader)
    {
        var count = reader.ReadUpTo(int.MaxValue);
        Next = reader.ReadUpTo(count);
        Transitions = (long)(reader.Read() & long.MaxValue);
        model.Start(_row);
        Add(-1, 0);
        while (!reader.IsBroken && states.Count < count)
            if (!ReadState(reader))
                return false;
        return !reader.IsBroken && states.Count == count;
    }

    private bool ReadState(ByteReader reader)
    {
        var state = states.Count;
        _parent += reader.ReadUpTo(state - 1 - _parent);
        var step = reader.ReadUpTo(model.StepCount);
        if (reader.IsBroken || _parent >= Next || !IsEnabled(step))
            return false;
        model.Run(states[_parent], step, _row);
        return Add(_parent, step)
            && (state % Checkpoint.FingerprintEvery != 0
                || reader.ReadFixed() == model.FingerprintOf(states[state]));
    }

    private bool IsEnabled(int step)
    {
        if (_expanded != _parent)
            _count = model.Enabled(states[_parent], options.IsReduced, _enabled);
        _expanded = _parent;
        return _enabled.AsSpan(0, _count).Contains(step);
    }

    private bool Add(int parent, int step)
    {
        if (options.IsSymmetric)
            model.Sort(_row);
        return states.Add(_row, RowStore.HashOf(_row), parent, step);
    }

    private bool ReadEnds(ByteReader reader)
    {
        var count = reader.ReadUpTo(states.Count);
        var end = 0;
        for (var at = 0; at < count && !reader.IsBroken; at++)
        {
            end += reader.ReadUpTo(states.Count - 1 - end);
            ends.Add(end);
        }

        return !reader.IsBroken;
    }
}
