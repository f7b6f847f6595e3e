using SoftReserve.Addresses;

namespace SoftReserve.Memory;

/// <summary>What <see cref="AbstractDistance"/> is measured against.</summary>
/// <remarks>Kernel: <c>mt_set_default_dram_perf()</c>, mm/memory-tiers.c.</remarks>
public abstract record DramReference
{
    private DramReference()
    {
    }

    /// <summary>No node with processors and memory has complete numbers.</summary>
    public sealed record Unknown : DramReference;

    /// <summary>The first measured node stands for all.</summary>
    public sealed record Measured(NodePerformance Reference) : DramReference;

    /// <summary>Nodes of ordinary memory differ by more than a tenth: the kernel uses its defaults
    /// everywhere.</summary>
    public sealed record Disabled(NodePerformance Reference, NodePerformance Mismatch)
        : DramReference;

    /// <summary>Decides from the nodes that have both processors and memory, ascending.</summary>
    public static DramReference Choose(ValueList<NodePerformance> dramNodes)
    {
        NodePerformance? reference = null;
        foreach (var node in dramNodes)
        {
            if (!node.Performance.IsComplete)
                continue;
            if (reference is not null && !node.Performance.IsAlike(reference.Performance))
                return new Disabled(reference, node);
            reference ??= node;
        }

        return reference is null ? new Unknown() : new Measured(reference);
    }
}

/// <summary>A node and the measured performance of its memory.</summary>
/// <param name="Node">Node number.</param>
/// <param name="Performance">Seen from its nearest processors.</param>
public sealed record NodePerformance(int Node, AccessPerformance Performance);
