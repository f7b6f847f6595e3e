using SoftReserve.Machines.Diagnostics;

namespace SoftReserve.Machines.Yaml;

/// <summary>The keys of one mapping, checked against those that it may have.</summary>
internal sealed class Fields
{
    private readonly ReadContext _context;
    private readonly MapNode _map;

    private Fields(ReadContext context, MapNode map) => (_context, _map) = (context, map);

    /// <summary>The mapping itself, for problems of the whole.</summary>
    public SourceNode Node => _map;

    /// <summary>Null when there is no node, and when it is no mapping, which is reported, as is
    /// every unknown key.</summary>
    /// <param name="context">Where problems go.</param>
    /// <param name="node">May be null for an optional section.</param>
    /// <param name="keys">All that the mapping may have.</param>
    public static Fields? Of(
        ReadContext context, SourceNode? node, params IReadOnlyList<string> keys)
    {
        if (node is null)
            return null;
        if (node is not MapNode map)
        {
            context.ReportKind(node, $"a mapping with the keys {string.Join(", ", keys)}");
            return null;
        }

        foreach (var entry in map.Entries.Where(entry => !keys.Contains(entry.Key)))
            context.Report(entry.KeyPlace, DiagnosticId.UnknownKey,
                $"{Within(map)}unknown key {ScalarNode.Quote(entry.Key)}, expected "
                + string.Join(", ", keys) + context.Hint(entry.Key, keys));
        return new Fields(context, map);
    }

    /// <summary>The value of an optional key; null when the key is absent or has no
    /// value.</summary>
    public SourceNode? Find(string key) =>
        _map.Find(key) is { } node && node is not ScalarNode { IsAbsent: true } ? node : null;

    /// <summary>As <see cref="Find"/>, but an absent key is reported.</summary>
    public SourceNode? Require(string key)
    {
        var node = Find(key);
        if (node is null)
            _context.Report(_map.Place, DiagnosticId.MissingKey,
                $"{Within(_map)}the key \"{key}\" is missing");
        return node;
    }

    private static string Within(MapNode map) => map.Path.Length > 0 ? map.Path + ": " : "";
}
