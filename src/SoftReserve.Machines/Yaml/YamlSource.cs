using SoftReserve.Machines.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SoftReserve.Machines.Yaml;

/// <summary>Reads one YAML document into nodes with places, within limits.</summary>
/// <remarks>Works on the parser's events: aliases are refused where they stand, so nothing can
/// expand, and depth and number of nodes are counted before anything is kept.</remarks>
internal sealed class YamlSource
{
    private readonly ReadContext _context;
    private readonly string _file;
    private readonly Parser _parser;
    private int _nodes;
    private bool _isStopped;

    private YamlSource(ReadContext context, string text, string file)
    {
        _context = context;
        _file = file;
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>The document's root; null when it cannot be read at all, which is then
    /// reported.</summary>
    public static SourceNode? Read(ReadContext context, string text, string file)
    {
        if (text.Length > context.Limits.Characters)
        {
            context.Report(new SourcePlace(file, 1, 1), DiagnosticId.TooLarge,
                $"the file has {text.Length} characters, at most "
                + $"{context.Limits.Characters} are read");
            return null;
        }

        return new YamlSource(context, text, file).ReadDocument();
    }

    private SourceNode? ReadDocument()
    {
        if (!MoveNext() || !MoveNext() || _parser.Current is not DocumentStart)
        {
            if (_isStopped)
                return null;
            Report(Mark.Empty, DiagnosticId.MissingKey,
                "the file is empty, expected a mapping that begins with \"softreserve: 1\" "
                + "or \"case: 1\"");
            return null;
        }

        var root = MoveNext() ? ReadNode(1) : null;
        if (!_isStopped && MoveNext() && MoveNext() && _parser.Current is DocumentStart second)
            Report(second.Start, DiagnosticId.SecondDocument,
                "a second document begins here, expected one document a file");
        return _isStopped ? null : root;
    }

    /// <summary>Goes to the next event; false at the end, and after a syntax error, which is
    /// reported and stops the reading.</summary>
    private bool MoveNext()
    {
        try
        {
            return !_isStopped && _parser.MoveNext();
        }
        catch (YamlException problem)
        {
            Stop(problem.Start, ScalarNode.Quote(problem.Message));
        }
        catch (Exception problem) when (
            // YamlDotNet 16 lets these through for some texts, "a: [" on one line and "b" at the
            // start of the next among them
            problem is InvalidOperationException or ArgumentException)
        {
            Stop(_parser.Current?.End ?? Mark.Empty, "it breaks off behind this place");
        }

        return false;
    }

    private void Stop(Mark mark, string why)
    {
        Report(mark, DiagnosticId.Syntax, "this is not YAML: " + why);
        _isStopped = true;
    }

    /// <summary>Reads the node whose first event is the current one, and leaves the parser on its
    /// last event; null when reading has stopped.</summary>
    private SourceNode? ReadNode(int depth)
    {
        var start = _parser.Current!;
        if (IsOverLimit(start.Start, depth))
            return null;
        CheckTag(start);
        switch (start)
        {
            case Scalar scalar:
                return new ScalarNode(
                    At(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain);
            case SequenceStart:
                return ReadList(At(start.Start), depth);
            case MappingStart:
                return ReadMap(At(start.Start), depth);
            case AnchorAlias alias:
                Report(alias.Start, DiagnosticId.Alias,
                    $"{ScalarNode.Quote("*" + alias.Value)} is a YAML alias, expected the value "
                    + "itself: aliases are refused, so nothing can contain itself");
                return new ScalarNode(At(alias.Start), "", isPlain: true);
            default:
                Stop(start.Start, "a value is expected here");
                return null;
        }
    }

    private ListNode? ReadList(SourcePlace place, int depth)
    {
        var items = new List<SourceNode>();
        while (MoveNext() && _parser.Current is not SequenceEnd)
        {
            if (ReadNode(depth + 1) is not { } item)
                return null;
            items.Add(item);
        }

        return new ListNode(place, items);
    }

    private MapNode? ReadMap(SourcePlace place, int depth)
    {
        var entries = new List<MapEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (MoveNext() && _parser.Current is not MappingEnd)
        {
            var keyNode = ReadNode(depth + 1);
            if (keyNode is null || !MoveNext() || ReadNode(depth + 1) is not { } value)
                return null;
            if (keyNode is not ScalarNode key)
                _context.Report(keyNode.Place, DiagnosticId.WrongKind,
                    $"{keyNode.Description} stands where a key is expected");
            else if (!keys.Add(key.Text))
                _context.Report(key.Place, DiagnosticId.DuplicateKey,
                    $"the key {ScalarNode.Quote(key.Text)} stands here a second time");
            else
                entries.Add(new MapEntry(key.Text, key.Place, value));
        }

        return new MapNode(place, entries);
    }

    private bool IsOverLimit(Mark mark, int depth)
    {
        _nodes++;
        var isOver = depth > _context.Limits.Depth || _nodes > _context.Limits.Nodes;
        if (isOver)
        {
            Report(mark, DiagnosticId.TooLarge, depth > _context.Limits.Depth
                ? $"nested more than {_context.Limits.Depth} levels deep"
                : $"more than {_context.Limits.Nodes} values in one file");
            _isStopped = true;
        }

        return isOver;
    }

    private void CheckTag(ParsingEvent start)
    {
        if (start is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } tag })
            Report(start.Start, DiagnosticId.Tag,
                $"the YAML tag {ScalarNode.Quote(tag.Value)} is refused, expected a plain value");
    }

    private void Report(Mark mark, string id, string message) =>
        _context.Report(At(mark), id, message);

    private SourcePlace At(Mark mark) =>
        new(_file, (int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));
}
