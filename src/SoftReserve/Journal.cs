using System.Collections;

namespace SoftReserve;

/// <summary>What has happened so far, oldest first: steps, decisions with their evidence, and log
/// lines.</summary>
/// <remarks>Appending shares everything before. The journal is not part of a state's identity: two
/// orders that end alike are one state, however they came there.</remarks>
public sealed class Journal : IEnumerable<JournalEntry>
{
    /// <summary>Nothing has happened yet.</summary>
    public static readonly Journal Empty = new(null, null, 0);

    private readonly Journal? _before;
    private readonly JournalEntry? _last;

    private Journal(Journal? before, JournalEntry? last, int count) =>
        (_before, _last, Count) = (before, last, count);

    /// <summary>Entries so far.</summary>
    public int Count { get; }

    /// <summary>This journal with one more entry.</summary>
    public Journal Add(JournalEntry entry) => new(this, entry, Count + 1);

    /// <summary>The log lines, oldest first.</summary>
    public IEnumerable<KernelMessage> Messages => this.SelectMany(entry => entry.Messages);

    /// <summary>The decisions of one kind, oldest first.</summary>
    public IEnumerable<T> Decisions<T>() =>
        this.OfType<JournalEntry.Decided>().Select(entry => entry.Decision).OfType<T>();

    /// <inheritdoc/>
    public IEnumerator<JournalEntry> GetEnumerator()
    {
        var entries = new JournalEntry[Count];
        for (var at = this; at._before is { } before; at = before)
            entries[before.Count] = at._last!;
        return ((IEnumerable<JournalEntry>)entries).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>One thing that happened.</summary>
public abstract record JournalEntry
{
    private JournalEntry()
    {
    }

    /// <summary>The log lines that it left.</summary>
    public virtual IEnumerable<KernelMessage> Messages => [];

    /// <summary>A step began; what follows, up to the next, is its doing.</summary>
    public sealed record StepBegan(KernelStep Step) : JournalEntry;

    /// <summary>A rule decided; the decision carries its evidence.</summary>
    public sealed record Decided(Decision Decision) : JournalEntry;

    /// <summary>The kernel logged one line.</summary>
    public sealed record Logged(KernelMessage Message) : JournalEntry
    {
        /// <inheritdoc/>
        public override IEnumerable<KernelMessage> Messages => [Message];
    }

    /// <summary>The kernel logged many lines that derive from one fact; they are written when
    /// somebody reads.</summary>
    public sealed record LoggedBlock(Func<IEnumerable<KernelMessage>> Lines) : JournalEntry
    {
        /// <inheritdoc/>
        public override IEnumerable<KernelMessage> Messages => Lines();
    }
}

/// <summary>The outcome of a rule, with what it looked at.</summary>
/// <remarks>Kept in the journal, so that explanations quote what decided instead of guessing
/// it again.</remarks>
public abstract record Decision
{
    /// <summary>The rule or section of the kernel description that applied, as
    /// <c>R60</c>.</summary>
    public abstract string Rule { get; }

    /// <summary>One sentence: what was decided, and the numbers it was decided on.</summary>
    public abstract FormattableString Because { get; }
}
