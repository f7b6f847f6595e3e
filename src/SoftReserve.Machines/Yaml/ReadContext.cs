using SoftReserve.Machines.Diagnostics;

namespace SoftReserve.Machines.Yaml;

/// <summary>What every section reader shares: the limits and the problems found so far.</summary>
internal sealed class ReadContext(ReadLimits limits)
{
    private const int MostListed = 16;

    public ReadLimits Limits { get; } = limits;

    public DiagnosticBag Problems { get; } = new(limits.Diagnostics);

    /// <summary>A hint at the word that was meant; nothing once further problems are only
    /// counted, so that a hostile file costs no search for each of its words.</summary>
    public string Hint(string written, IEnumerable<string> words) =>
        Problems.IsFull ? "" : Suggestion.For(written, words);

    /// <summary>The first words of a long list, for messages.</summary>
    public string Listed<T>(IEnumerable<T> words) =>
        Problems.IsFull ? "" : string.Join(", ", words.Take(MostListed));

    public void Report(SourcePlace place, string id, string message) =>
        Problems.Add(new Diagnostic(id, place.File, place.Line, place.Column, message));

    /// <summary>Reports a problem of a value; its path goes in front of the message.</summary>
    public void Report(SourceNode node, string id, string message) =>
        Report(node.Place, id, node.Path.Length > 0 ? $"{node.Path}: {message}" : message);

    /// <summary>Reports that something else stands where <paramref name="expected"/>
    /// belongs.</summary>
    public void ReportKind(SourceNode node, string expected) =>
        Report(node, DiagnosticId.WrongKind,
            $"{node.Description} stands here, expected {expected}");

    /// <summary>The items of a list, at most <paramref name="limit"/>; none when the node is null,
    /// and when it is no list, which is reported.</summary>
    public IReadOnlyList<SourceNode> Items(SourceNode? node, int limit, string expected)
    {
        if (node is null)
            return [];
        if (node is not ListNode list)
        {
            ReportKind(node, expected);
            return [];
        }

        if (list.Items.Count <= limit)
            return list.Items;
        Report(node, DiagnosticId.TooLarge,
            $"{list.Items.Count} entries, at most {limit} are read");
        return [];
    }

    /// <summary>As <see cref="Items"/>, for the entries of a mapping.</summary>
    public IReadOnlyList<MapEntry> Entries(SourceNode? node, int limit, string expected)
    {
        if (node is null)
            return [];
        if (node is not MapNode map)
        {
            ReportKind(node, expected);
            return [];
        }

        if (map.Entries.Count <= limit)
            return map.Entries;
        Report(node, DiagnosticId.TooLarge,
            $"{map.Entries.Count} keys, at most {limit} are read");
        return [];
    }
}
