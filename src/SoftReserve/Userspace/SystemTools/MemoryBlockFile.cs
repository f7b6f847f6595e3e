using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Sysfs;

namespace SoftReserve.Userspace.SystemTools;

/// <summary>A memory block as its folder shows it.</summary>
/// <param name="Number">N of memoryN.</param>
/// <param name="State"><c>online</c> or <c>offline</c>.</param>
/// <param name="IsRemovable">What <c>removable</c> says.</param>
/// <param name="Node">Its node; empty for none.</param>
/// <param name="Zones">What <c>valid_zones</c> says, with slashes.</param>
internal sealed record MemoryBlockFile(
    ulong Number, string State, bool IsRemovable, string Node, string Zones)
{
    private const string Folder = "/sys/devices/system/memory";
    private const string BlockName = "memory", NodeName = "node";

    /// <summary>Bytes of a block; 0 for a machine without blocks.</summary>
    public static ulong SizeIn(FileTree tree) => ulong.TryParse(
        tree.Text(Folder + "/block_size_bytes"), NumberStyles.AllowHexSpecifier,
        CultureInfo.InvariantCulture, out var size) ? size : 0;

    /// <summary>Every block, by number.</summary>
    public static List<MemoryBlockFile> All(FileTree tree)
    {
        var blocks = new List<MemoryBlockFile>();
        foreach (var name in tree.Names(Folder))
            if (name.StartsWith(BlockName, StringComparison.Ordinal)
                && ulong.TryParse(
                    name.AsSpan(BlockName.Length), NumberStyles.None, CultureInfo.InvariantCulture,
                    out var number))
                blocks.Add(Read(tree, number, $"{Folder}/{name}"));
        return [.. blocks.OrderBy(block => block.Number)];
    }

    /// <summary>What writing a state into the block's file asks of the kernel.</summary>
    public UserCommand? Write(FileTree tree, string state) =>
        (tree.Find($"{Folder}/{BlockName}{Number}/state") as FileNode.File)?.Write?.Invoke(state);

    /// <summary>The addresses, both ends included, as util-linux prints them.</summary>
    public static string RangeText(ulong first, ulong last, ulong size) => string.Create(
        CultureInfo.InvariantCulture, $"0x{first * size:x16}-0x{(last + 1) * size - 1:x16}");

    private static MemoryBlockFile Read(FileTree tree, ulong number, string path) => new(
        number, tree.Text(path + "/state"), tree.Text(path + "/removable") == "1",
        tree.Names(path).Where(name => name.StartsWith(NodeName, StringComparison.Ordinal))
            .Select(name => name[NodeName.Length..]).FirstOrDefault() ?? "",
        tree.Text(path + "/valid_zones").Replace(' ', '/'));
}
