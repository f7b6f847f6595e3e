namespace SoftReserve.Exploration;

/// <summary>How to explore.</summary>
public sealed record ExplorerOptions
{
    /// <summary>Takes a step that loses nothing before all others.</summary>
    public bool IsReduced { get; init; } = true;

    /// <summary>Counts states that differ by exchanging places of one kind once.</summary>
    public bool IsSymmetric { get; init; } = true;

    /// <summary>Stops beyond this many states, at the same state with any number of
    /// threads.</summary>
    public int MostStates { get; init; } = 500_000_000;

    /// <summary>Stops when the heap of the process stays larger than this many bytes; when that is
    /// depends on much, so such an end is not the same twice.</summary>
    public long MostBytes { get; init; } = long.MaxValue;

    /// <summary>How many threads explore; they find the same states under the same
    /// numbers.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Fewer waiting states than this are explored by one thread: it takes longer to tell
    /// the others.</summary>
    public int FewStates { get; init; } = 512;

    /// <summary>Explores only a part, from some states of one layer; null explores
    /// everything.</summary>
    public Shard? Shard { get; init; }

    /// <summary>The first layer with so many states for each shard is shared out; the same number
    /// for all shards. What several shards reach is explored by each of them: with more states it
    /// is less, but the layers before are explored by all.</summary>
    public int StatesPerShard { get; init; } = 2048;

    /// <summary>Stops early when somebody asks for it.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>Is told every few hundred to few thousand states how far it is, on the thread that
    /// called.</summary>
    public Action<ExplorerProgress>? Progress { get; init; }
}

/// <summary>What ended an exploration early.</summary>
public enum Bound
{
    /// <summary>Nothing: it is complete.</summary>
    None,

    /// <summary>The number of states.</summary>
    States,

    /// <summary>The memory that they take.</summary>
    Memory,

    /// <summary>Somebody stopped it.</summary>
    Stopped,
}

/// <summary>How far an exploration is.</summary>
/// <remarks>Valid during the call that hands it out.</remarks>
public sealed class ExplorerProgress
{
    private readonly Action<Stream, ulong> _save;

    internal ExplorerProgress(
        int states, int explored, long transitions, long bytes, Action<Stream, ulong> save)
    {
        (States, Explored, Transitions, Bytes) = (states, explored, transitions, bytes);
        _save = save;
    }

    /// <summary>Distinct states seen.</summary>
    public int States { get; }

    /// <summary>States of which every step has been taken.</summary>
    public int Explored { get; }

    /// <summary>Steps taken.</summary>
    public long Transitions { get; }

    /// <summary>Bytes that states and memories take, roughly.</summary>
    public long Bytes { get; }

    /// <summary>Writes down what <see cref="Explorer.Resume"/> needs to go on from here.</summary>
    /// <param name="file">Gets two or three bytes a state.</param>
    /// <param name="model">A number that says which model this is.</param>
    public void Save(Stream file, ulong model) => _save(file, model);
}
