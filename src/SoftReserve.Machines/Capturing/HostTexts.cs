using System.Text;

namespace SoftReserve.Machines.Capturing;

/// <summary>Listings of a live machine's folders, a line for each device or value, as recordings
/// have them.</summary>
internal static class HostTexts
{
    private const string Nodes = "/sys/devices/system/node";
    private const string Blocks = "/sys/devices/system/memory";
    private const string Tiers = "/sys/devices/virtual/memory_tiering";
    private const string Pci = "/sys/bus/pci/devices";

    private static readonly string[] BusFolders =
        ["cxl/devices", "dax/devices", "platform/devices"];

    private static readonly string[] NodeMasks =
    [
        "possible", "online", "has_cpu", "has_memory", "has_normal_memory",
        "has_generic_initiator",
    ];

    private static readonly string[] Performance =
        ["read_bandwidth", "write_bandwidth", "read_latency", "write_latency"];

    /// <summary>Firmware's memory map: <c>0x0 0x9fbff System RAM</c>, ends inclusive.</summary>
    public static string MemoryMap(HostFiles files)
    {
        const string Map = "/sys/firmware/memmap";
        return Lines(files.List(Map)
            .OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal)
            .Select(name => $"{files.Text($"{Map}/{name}/start")} "
                + $"{files.Text($"{Map}/{name}/end")} {files.Text($"{Map}/{name}/type")}"));
    }

    /// <summary>Which driver has which device: <c>dax/devices/dax0.0/driver -> kmem</c>.</summary>
    public static string Drivers(HostFiles files) => Lines(
        from folder in BusFolders
        from name in files.List("/sys/bus/" + folder)
        where folder != "platform/devices" || IsOurs(name)
        let driver = files.LinkName($"/sys/bus/{folder}/{name}/driver")
        where driver is not null
        select $"{folder}/{name}/driver -> {driver}");

    /// <summary>Where devices stand: <c>dax/devices/dax0.0 -> ../../../devices/...</c>.</summary>
    public static string Links(HostFiles files) => Lines(
        from folder in BusFolders
        from name in files.List("/sys/bus/" + folder)
        where folder != "platform/devices" || IsOurs(name)
        select $"{folder}/{name} -> {files.LinkTarget($"/sys/bus/{folder}/{name}")}");

    /// <summary>PCI devices of the class of CXL cards, and what has them.</summary>
    public static string Cards(HostFiles files) => Lines(
        from name in files.List(Pci)
        where files.Text($"{Pci}/{name}/class")?.StartsWith(
            "0x0502", StringComparison.Ordinal) == true
        select $"{name} class={files.Text($"{Pci}/{name}/class")} "
            + $"driver={files.LinkName($"{Pci}/{name}/driver") ?? "-"} "
            + $"numa_node={files.Text($"{Pci}/{name}/numa_node") ?? "-"}");

    /// <summary>Memory tiers, nodes and memory blocks.</summary>
    public static string Numa(HostFiles files)
    {
        var text = new StringBuilder("# memory_tiering\n");
        foreach (var tier in files.List(Tiers))
            if (files.Text($"{Tiers}/{tier}/nodelist") is { } nodes)
                Line(text, $"{tier} nodelist={nodes}");
        text.Append("# nodes\n");
        foreach (var mask in NodeMasks)
            if (files.Text($"{Nodes}/{mask}") is { } nodes)
                Line(text, $"{mask}={nodes}");
        foreach (var node in files.List(Nodes).Where(name => IsNumbered(name, "node")))
            AddNode(text, files, node);
        if (files.Text("/sys/kernel/mm/numa/demotion_enabled") is { } demotion)
            Line(text, $"demotion_enabled={demotion}");
        text.Append("# memory blocks\n");
        AddBlocks(text, files);
        return text.ToString();
    }

    private static void AddNode(StringBuilder text, HostFiles files, string node)
    {
        var total = (files.Text($"{Nodes}/{node}/meminfo") ?? "").Split('\n')
            .FirstOrDefault(line => line.Contains("MemTotal", StringComparison.Ordinal));
        Line(text, $"{node} distance={files.Text($"{Nodes}/{node}/distance")} {total?.Trim()}");
        foreach (var access in files.List($"{Nodes}/{node}").Where(
            name => IsNumbered(name, "access")))
            foreach (var value in Performance)
                if (files.Text($"{Nodes}/{node}/{access}/initiators/{value}") is { } number)
                    Line(text, $"  {access} {value}={number}");
    }

    private static void AddBlocks(StringBuilder text, HostFiles files)
    {
        Line(text, $"block_size={files.Text(Blocks + "/block_size_bytes")} "
            + $"auto_online={files.Text(Blocks + "/auto_online_blocks")}");
        var blocks = files.List(Blocks).Where(name => IsNumbered(name, "memory")).ToList();
        foreach (var block in blocks)
            foreach (var name in new[] { "phys_index", "state", "valid_zones" })
                if (files.Text($"{Blocks}/{block}/{name}") is { } value)
                    Line(text, $"{block}/{name}:{value}");
        foreach (var block in blocks)
            foreach (var node in files.List($"{Blocks}/{block}").Where(
                name => IsNumbered(name, "node")))
                Line(text, $"{block}/{node}");
    }

    private static bool IsOurs(string device) =>
        device.StartsWith("hmem", StringComparison.Ordinal)
        || device.StartsWith("ACPI001", StringComparison.Ordinal);

    private static bool IsNumbered(string name, string kind) =>
        name.StartsWith(kind, StringComparison.Ordinal) && name.Length > kind.Length
        && name.Skip(kind.Length).All(char.IsAsciiDigit);

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static string Lines(IEnumerable<string> lines) =>
        string.Concat(lines.Select(line => line + "\n"));
}
