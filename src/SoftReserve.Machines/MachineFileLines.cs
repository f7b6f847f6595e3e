using SoftReserve.Machines.Yaml;

namespace SoftReserve.Machines;

/// <summary>Where the parts of a machine file stand, for messages about a machine that was read
/// without complaint.</summary>
public sealed class MachineFileLines
{
    private readonly SourceNode? _root;

    private MachineFileLines(SourceNode? root) => _root = root;

    /// <summary>Reads a machine file. Never throws for a bad one: it then knows no lines.</summary>
    /// <param name="text">The file's content.</param>
    /// <param name="limits">Null for <see cref="ReadLimits.Default"/>.</param>
    public static MachineFileLines Read(string text, ReadLimits? limits = null) => new(
        YamlSource.Read(new ReadContext(limits ?? ReadLimits.Default), text, ""));

    /// <summary>The line of a key; null when the file does not have it.</summary>
    /// <param name="path">Keys from the root, with dots between: <c>cedt.windows</c>.</param>
    public int? LineOf(string path) => Find(path)?.Place.Line;

    /// <summary>The line of an item of a list; null when the file does not have it.</summary>
    /// <param name="path">The list.</param>
    /// <param name="index">From 0.</param>
    /// <param name="key">Counts only items that have this key; null counts all.</param>
    public int? LineOf(string path, int index, string? key = null)
    {
        if (Find(path) is not ListNode list)
            return null;
        var items = list.Items.Where(item =>
            key is null || item is MapNode map && map.Find(key) is not null);
        return items.ElementAtOrDefault(index)?.Place.Line;
    }

    private SourceNode? Find(string path)
    {
        var node = _root;
        foreach (var key in path.Split('.'))
            node = (node as MapNode)?.Find(key);
        return node;
    }
}
