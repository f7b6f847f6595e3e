using SoftReserve.Addresses;

namespace SoftReserve.Memory;

/// <summary>What the kernel logs about demotion targets.</summary>
/// <remarks>Kernel: <c>dump_demotion_targets()</c>, mm/memory-tiers.c. Logged once late in boot,
/// and whenever a node gets its first memory or loses its last.</remarks>
public static class DemotionMessages
{
    /// <summary>One line for each node, in the order given.</summary>
    public static ValueList<KernelMessage> Of(ValueList<DemotionTargets> targets)
    {
        var lines = new KernelMessage[targets.Count];
        for (var index = 0; index < lines.Length; index++)
            lines[index] = new KernelMessage(LogLevel.Info, null, "", Text(targets[index]));
        return new ValueList<KernelMessage>(lines);
    }

    private static FormattableString Text(DemotionTargets targets) => targets.Preferred.IsEmpty
        ? $"Demotion targets for Node {targets.Node}: null"
        : Text(targets.Node, new NodeList(targets.Preferred), new NodeList(targets.Fallback));

    private static FormattableString Text(int node, NodeList preferred, NodeList fallback) =>
        $"Demotion targets for Node {node}: preferred: {preferred}, fallback: {fallback}";
}
