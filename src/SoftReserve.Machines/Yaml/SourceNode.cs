using System.Globalization;
using System.Text;

namespace SoftReserve.Machines.Yaml;

/// <summary>A place in a file, line and column from 1.</summary>
internal readonly record struct SourcePlace(string File, int Line, int Column);

/// <summary>A piece of YAML that knows where it stands, so that values which were merged over one
/// another still name their own file and line.</summary>
internal abstract class SourceNode(SourcePlace place)
{
    private const int LongestLabel = 40;

    public SourcePlace Place { get; } = place;

    /// <summary>"a mapping", "a list" or the quoted scalar, for messages.</summary>
    public abstract string Description { get; }

    /// <summary>Nodes in it, itself included.</summary>
    public virtual int Weight => 1;

    /// <summary>Keys and indexes from the root of the file: <c>cedt.windows[2].range</c>.</summary>
    public string Path
    {
        get
        {
            var labels = new Stack<string>();
            for (var node = this; node is { _label: { } label }; node = node._parent)
                labels.Push(label);
            return string.Concat(labels).TrimStart('.');
        }
    }

    private SourceNode? _parent;
    private string? _label;

    protected void Adopt(SourceNode child, string key) =>
        (child._parent, child._label) = (this, "." + key[..Math.Min(key.Length, LongestLabel)]);

    protected void Adopt(SourceNode child, int index) => (child._parent, child._label) =
        (this, string.Create(CultureInfo.InvariantCulture, $"[{index}]"));
}

/// <summary>A word, number or text.</summary>
/// <param name="place">First character.</param>
/// <param name="text">Without quotes; empty for a key without a value.</param>
/// <param name="isPlain">False when it was quoted or a block.</param>
internal sealed class ScalarNode(SourcePlace place, string text, bool isPlain) : SourceNode(place)
{
    private const int LongestQuote = 60;

    public string Text { get; } = text;

    public bool IsPlain { get; } = isPlain;

    /// <summary>True for <c>key:</c> with nothing behind it.</summary>
    public bool IsAbsent => IsPlain && Text is "" or "~" or "null";

    public override string Description => Text.Length == 0 ? "nothing" : Quote(Text);

    /// <summary>The text between quotation marks, cut after 60 characters, control characters
    /// shown as <c>\u0007</c>.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text.AsSpan(0, Math.Min(text.Length, LongestQuote)))
            _ = char.IsControl(letter) || char.IsSurrogate(letter)
                ? quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}")
                : quoted.Append(letter);
        return quoted.Append(text.Length > LongestQuote ? "...\"" : "\"").ToString();
    }
}

/// <summary>A list.</summary>
internal sealed class ListNode : SourceNode
{
    public ListNode(SourcePlace place, IReadOnlyList<SourceNode> items) : base(place)
    {
        Items = items;
        for (var index = 0; index < items.Count; index++)
            Adopt(items[index], index);
        Weight = 1 + items.Sum(item => item.Weight);
    }

    public override int Weight { get; }

    public IReadOnlyList<SourceNode> Items { get; }

    public override string Description => "a list";
}

/// <summary>A key with its value.</summary>
internal sealed record MapEntry(string Key, SourcePlace KeyPlace, SourceNode Value);

/// <summary>A mapping without duplicate keys, in file order.</summary>
internal sealed class MapNode : SourceNode
{
    private readonly Dictionary<string, MapEntry> _byKey = new(StringComparer.Ordinal);

    public MapNode(SourcePlace place, IReadOnlyList<MapEntry> entries, bool adopts = true)
        : base(place)
    {
        Entries = entries;
        foreach (var entry in entries)
        {
            _byKey.Add(entry.Key, entry);
            if (adopts)
                Adopt(entry.Value, entry.Key);
        }

        Weight = 1 + entries.Sum(entry => entry.Value.Weight);
    }

    public override int Weight { get; }

    public IReadOnlyList<MapEntry> Entries { get; }

    public override string Description => "a mapping";

    public SourceNode? Find(string key) => _byKey.GetValueOrDefault(key)?.Value;

    /// <summary>This mapping with <paramref name="over"/> laid over it: mappings merge, lists and
    /// scalars replace. Every node keeps its own place.</summary>
    public MapNode MergedWith(MapNode over)
    {
        var merged = new List<MapEntry>(Entries.Count + over.Entries.Count);
        foreach (var entry in Entries)
            merged.Add(over._byKey.TryGetValue(entry.Key, out var upper)
                ? Merge(entry, upper)
                : entry);
        merged.AddRange(over.Entries.Where(entry => !_byKey.ContainsKey(entry.Key)));
        return new MapNode(Place, merged, adopts: false);
    }

    private static MapEntry Merge(MapEntry lower, MapEntry upper) =>
        lower.Value is MapNode below && upper.Value is MapNode above
            ? lower with { Value = below.MergedWith(above) }
            : upper;
}
