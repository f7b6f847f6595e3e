namespace SoftReserve.Memory;

/// <summary>The events of memory hot-plug so far, each worked out when somebody reads its log
/// lines.</summary>
/// <remarks>Zonelists and tiers remember how they came about (node load, the highest zone), so a
/// line depends on all events before it. An explorer never reads them.</remarks>
public sealed class NodeHistory
{
    private readonly Lazy<MemoryNodesChange> _change;

    private NodeHistory(Func<MemoryNodesChange> change) => _change = new(change, false);

    /// <summary>The nodes after the last event.</summary>
    public MemoryNodes Nodes => _change.Value.After;

    /// <summary>What the last event logged.</summary>
    public IEnumerable<KernelMessage> Messages => _change.Value.Messages;

    /// <summary>A history that begins with the kernel's first zonelists.</summary>
    public static NodeHistory Begin(Func<MemoryNodesChange> boot) => new(boot);

    /// <summary>This history with one more event.</summary>
    public NodeHistory Then(Func<MemoryNodes, MemoryNodesChange> next) =>
        new(() => next(Nodes));
}
