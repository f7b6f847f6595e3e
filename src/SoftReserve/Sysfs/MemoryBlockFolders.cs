using System.Globalization;
using SoftReserve.Memory;

namespace SoftReserve.Sysfs;

/// <summary>/sys/devices/system/memory.</summary>
/// <remarks>Kernel: <c>memory_memblk_attrs[]</c>, <c>memory_root_attrs[]</c>,
/// drivers/base/memory.c.</remarks>
internal static class MemoryBlockFolders
{
    public const string Memory = "/sys/devices/system/memory";

    public static void Add(FolderBuilder root, Kernel kernel) =>
        root.In("/sys/devices/system").Later("memory", folder => Fill(folder, kernel));

    /// <summary>Where a block is.</summary>
    public static string PathOf(MemoryBlock block) => $"{Memory}/{NameOf(block)}";

    /// <summary><c>memory34</c>.</summary>
    public static string NameOf(MemoryBlock block) =>
        string.Create(CultureInfo.InvariantCulture, $"memory{block.Number}");

    private static void Fill(FolderBuilder folder, Kernel kernel)
    {
        folder.Text("block_size_bytes", string.Create(
            CultureInfo.InvariantCulture, $"{kernel.Boot.MemoryBlockSize:x}"))
            .Writable(
                "auto_online_blocks", OnlinePolicies.NameOf(kernel.OnlinePolicy),
                MemoryWrites.AutoOnline)
            .WriteOnly("hard_offline_page", KernelWrite.NotModelled)
            .WriteOnly("soft_offline_page", KernelWrite.NotModelled);
        foreach (var block in MemoryBlocks.Of(kernel))
            Block(folder.In(NameOf(block)), block);
    }

    private static void Block(FolderBuilder folder, MemoryBlock block)
    {
        var node = string.Create(CultureInfo.InvariantCulture, $"node{block.Node}");
        folder.Link("subsystem", "/sys/bus/memory")
            .Link(node, "/sys/devices/system/node/" + node)
            .Uevent()
            .Text("phys_index", string.Create(CultureInfo.InvariantCulture, $"{block.Number:x8}"))
            .Text("phys_device", "0")
            .Text("removable", "1")
            .Text("valid_zones", block.Zones)
            .Writable(
                "state", block.IsOnline ? "online" : "offline",
                text => MemoryWrites.State(block.Number, text))
            .Writable(
                "online", block.IsOnline ? "1" : "0",
                text => MemoryWrites.Online(block.Number, text));
    }
}
