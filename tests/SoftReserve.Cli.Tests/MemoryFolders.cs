using System.Text;
using SoftReserve.Addresses;
using SoftReserve.Memory;

namespace SoftReserve.Cli.Tests;

/// <summary>Tiers, nodes and added memory blocks, as the recordings' <c>numa.txt</c> has
/// them.</summary>
internal static class MemoryFolders
{
    public static string Of(Kernel kernel)
    {
        var nodes = kernel.Memory.History!.Nodes;
        var text = new StringBuilder();
        foreach (var tier in MemoryTiers.Of(nodes.Distances))
            text.Append(Line($"{tier.Name} nodelist={List(tier.Nodes)}"));
        text.Append(Line($"possible={List(nodes.States.Possible)}"));
        text.Append(Line($"online={List(nodes.States.Online)}"));
        text.Append(Line($"has_memory={List(nodes.States.WithMemory)}"));
        text.Append(Line($"block_size={kernel.Boot.MemoryBlockSize:x}"));
        foreach (var memory in kernel.Memory.Added)
            Blocks(text, kernel, memory);
        return text.ToString();
    }

    private static void Blocks(StringBuilder text, Kernel kernel, HotAddedMemory memory)
    {
        var size = (ulong)kernel.Boot.MemoryBlockSize;
        var last = memory.Range.End.Value / size;
        for (var block = memory.Range.Start.Value / size; block <= last; block++)
        {
            text.Append(Line($"memory{block}/state:{(memory.IsOnline ? "online" : "offline")}"));
            text.Append(Line($"memory{block}/node{memory.Node}"));
        }
    }

    // as the kernel prints a bitmap: 0-2,5
    private static string List(ValueList<int> nodes)
    {
        var text = new StringBuilder();
        for (var index = 0; index < nodes.Count; index++)
        {
            var first = nodes[index];
            while (index + 1 < nodes.Count && nodes[index + 1] == nodes[index] + 1)
                index++;
            text.Append(text.Length > 0 ? "," : "").Append(FormattableString.Invariant(
                $"{first}{(nodes[index] > first ? $"-{nodes[index]}" : "")}"));
        }

        return text.ToString();
    }

    private static string Line(FormattableString text) => FormattableString.Invariant(text) + "\n";
}
