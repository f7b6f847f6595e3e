using System.Globalization;
using System.Text;
using SoftReserve.Memory;
using SoftReserve.Sysfs;

namespace SoftReserve.Userspace.SystemTools;

/// <summary><c>numactl -H</c>: nodes with their processors, sizes and distances. What is free is
/// not modelled, and numactl says so where it cannot be read.</summary>
internal sealed record NumactlCommand : LookingTool
{
    private const string Folder = "/sys/devices/system/node";
    private const int KibibytesOfMebibyte = 1024;

    public static SystemTool Tool { get; } = new(
        "numactl",
        [
            "!a|all", "!b|balancing", "!i|interleave=", "!p|preferred=", "!P|preferred-many=",
            "!C|physcpubind=", "!N|cpunodebind=", "!m|membind=", "!l|localalloc", "!s|show",
            "H|hardware", "!h|help", "!|version",
        ],
        words => words.Has("H") ? new NumactlCommand { Line = words.Line } : null)
    {
        Hint = "",
    };

    /// <inheritdoc/>
    protected override string Print(Kernel kernel)
    {
        var tree = FileTree.Of(kernel);
        var nodes = NodesIn(tree);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"available: {nodes.Count} nodes ({tree.Text(Folder + "/online")})\n");
        foreach (var node in nodes)
            text.Append(CultureInfo.InvariantCulture, $"node {node} cpus:")
                .Append(Processors(tree, node))
                .Append(CultureInfo.InvariantCulture, $"\nnode {node} size: ")
                .Append(CultureInfo.InvariantCulture, $"{SizeOf(tree, node)} MB\n")
                .Append(CultureInfo.InvariantCulture, $"node {node} free: <not available>\n");
        text.Append("node distances:\nnode ");
        foreach (var node in nodes)
            text.Append(CultureInfo.InvariantCulture, $"{node,3} ");
        text.Append('\n');
        foreach (var node in nodes)
            text.Append(CultureInfo.InvariantCulture, $"{node,3}: ")
                .Append(string.Concat(tree.Text($"{Folder}/node{node}/distance").Split(' ')
                    .Select(distance => $"{distance,3} ")))
                .Append('\n');
        return text.ToString();
    }

    private static List<int> NodesIn(FileTree tree)
    {
        var nodes = new List<int>();
        foreach (var name in tree.Names(Folder))
            if (name.StartsWith("node", StringComparison.Ordinal)
                && int.TryParse(
                    name.AsSpan("node".Length), NumberStyles.None, CultureInfo.InvariantCulture,
                    out var node))
                nodes.Add(node);
        return [.. nodes.Order()];
    }

    private static string Processors(FileTree tree, int node) =>
        tree.Text(string.Create(
            CultureInfo.InvariantCulture, $"{Folder}/node{node}/cpulist")) is { Length: > 0 } list
            ? " " + list.Replace(',', ' ') : "";

    private static long SizeOf(FileTree tree, int node)
    {
        var words = tree.Text(string.Create(
            CultureInfo.InvariantCulture, $"{Folder}/node{node}/meminfo"))
            .Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var place = Array.IndexOf(words, "MemTotal:") + 1;
        return place > 0 && place < words.Length
            && long.TryParse(words[place], CultureInfo.InvariantCulture, out var kibibytes)
            ? kibibytes / KibibytesOfMebibyte : 0;
    }
}
