using SoftReserve.Addresses;

namespace SoftReserve.Shell.Syntax;

/// <summary>Reads a script.</summary>
public sealed class ShellParser
{
    private const int MostNesting = 50;

    private static readonly HashSet<string> Closers =
        ["then", "else", "elif", "fi", "do", "done", "}"];

    private readonly ScriptText _text;
    private int _nesting;

    private ShellParser(ScriptText text) => _text = text;

    /// <summary>Reads a whole script.</summary>
    /// <exception cref="ShellSyntaxException">It can not be read.</exception>
    public static ShellNode Parse(string text)
    {
        var script = new ScriptText(text);
        var parser = new ShellParser(script);
        var node = parser.ReadSequence();
        return script.IsAtEnd
            ? node
            : throw script.Problem($"'{script.Next}' was not expected here");
    }

    internal ShellNode ReadUntilParenthesis()
    {
        var body = ReadSequence();
        if (!_text.TryTake(")"))
            throw _text.Problem("a closing ) was expected");
        return body;
    }

    private ShellNode.Sequence ReadSequence()
    {
        if (++_nesting > MostNesting)
            throw _text.Problem($"nested deeper than {MostNesting}");
        var items = new List<ShellNode>();
        for (_text.SkipLines(); !_text.IsAtEnd && _text.Next != ')'; _text.SkipLines())
        {
            if (Closers.Contains(PeekWord()))
                break;
            if (_text.Next is ';' or '&' or '|')
                throw _text.Problem($"a command was expected in front of '{_text.Next}'");
            var item = ReadAndOr();
            _text.SkipBlanks();
            if (_text.Next == '&')
                item = new ShellNode.Background(item);
            if (_text.Next is ';' or '&')
                _text.Take();
            items.Add(item);
        }

        _nesting--;
        return new ShellNode.Sequence([.. items]);
    }

    private ShellNode ReadAndOr()
    {
        var node = ReadPipeline();
        for (_text.SkipBlanks(); _text.IsAt("&&") || _text.IsAt("||"); _text.SkipBlanks())
        {
            var afterSuccess = _text.Next == '&';
            _text.Take(2);
            _text.SkipLines();
            node = new ShellNode.Either(node, ReadPipeline(), afterSuccess);
        }

        return node;
    }

    private ShellNode ReadPipeline()
    {
        _text.SkipBlanks();
        if (PeekWord() == "!")
        {
            _text.Take();
            return new ShellNode.Not(ReadPipeline());
        }

        var stages = new List<ShellNode> { ReadCommand() };
        for (_text.SkipBlanks(); _text.Next == '|' && !_text.IsAt("||"); _text.SkipBlanks())
        {
            _text.Take();
            _text.SkipLines();
            stages.Add(ReadCommand());
        }

        return stages.Count == 1 ? stages[0] : new ShellNode.Pipeline([.. stages]);
    }

    private ShellNode ReadCommand()
    {
        _text.SkipBlanks();
        switch (PeekWord())
        {
            case "for":
                return ReadFor();
            case "while" or "until":
                return ReadWhile();
            case "if":
                _text.Take(2);
                return ReadIf();
            case "{":
                _text.Take();
                var group = ReadSequence();
                Expect("}");
                return group;
            case "case" or "function":
                throw _text.Problem($"{PeekWord()} is not modelled");
        }

        if (!_text.TryTake("("))
            return ReadSimple();
        throw _text.Problem("a subshell ( ) is not modelled; use { ...; }");
    }

    private ShellNode.For ReadFor()
    {
        var line = _text.Line;
        _text.Take(3);
        _text.SkipBlanks();
        var name = ReadWord()?.Static ?? throw _text.Problem("the name of a variable was expected");
        _text.SkipBlanks();
        Expect("in");
        var words = new List<Word>();
        for (_text.SkipBlanks(); ReadWord() is { } word; _text.SkipBlanks())
            words.Add(word);
        EndOfHead();
        return new ShellNode.For(name, [.. words], ReadDo(), line);
    }

    private ShellNode.While ReadWhile()
    {
        var line = _text.Line;
        var stops = _text.Next == 'u';
        _text.Take(5);
        var condition = ReadSequence();
        return new ShellNode.While(condition, ReadDo(), stops, line);
    }

    private ShellNode.If ReadIf()
    {
        var line = _text.Line;
        var condition = ReadSequence();
        Expect("then");
        var yes = ReadSequence();
        ShellNode? no = null;
        if (PeekWord() == "elif")
        {
            _text.Take(4);
            return new ShellNode.If(condition, yes, ReadIf(), line);
        }

        if (PeekWord() == "else")
        {
            _text.Take(4);
            no = ReadSequence();
        }

        Expect("fi");
        return new ShellNode.If(condition, yes, no, line);
    }

    private ShellNode.Sequence ReadDo()
    {
        _text.SkipLines();
        Expect("do");
        var body = ReadSequence();
        Expect("done");
        return body;
    }

    private ShellNode.Simple ReadSimple()
    {
        var (line, start) = (_text.Line, _text.Place);
        var assignments = new List<Assignment>();
        var words = new List<Word>();
        var redirections = new List<Redirection>();
        for (var end = start; ; end = _text.Place)
        {
            _text.SkipBlanks();
            if (ReadRedirection() is { } redirection)
                redirections.Add(redirection);
            else if (ReadWord() is not { } word)
                return words.Count + assignments.Count + redirections.Count > 0
                    ? new ShellNode.Simple(
                        [.. assignments], [.. words], [.. redirections],
                        _text.Since(start)[..(end - start)], line)
                    : throw _text.Problem("a command was expected");
            else if (words.Count == 0 && AssignmentOf(word) is { } assignment)
                assignments.Add(assignment);
            else
                words.Add(word);
        }
    }

    private Redirection? ReadRedirection()
    {
        var stream = 1;
        if (_text.Next is '1' or '2' && _text.Ahead(1) == '>')
            stream = _text.Take() - '0';
        if (_text.Next == '<')
            (stream, _) = (0, _text.Take());
        else if (!_text.TryTake(">"))
            return null;
        var appends = stream > 0 && _text.TryTake(">");
        if (_text.TryTake("&"))
            return _text.Take() is '1' or '2'
                ? new Redirection(stream, appends, null)
                : throw _text.Problem("1 or 2 was expected after >&");
        _text.SkipBlanks();
        return new Redirection(
            stream, appends, ReadWord() ?? throw _text.Problem("a path was expected"));
    }

    private static Assignment? AssignmentOf(Word word)
    {
        if (word.Parts is not [WordPart.Literal { IsQuoted: false } first, ..]
            || first.Text.IndexOf('=', StringComparison.Ordinal) is var at && at <= 0
            || !first.Text.AsSpan(0, at).ToString().All(letter =>
                char.IsAsciiLetterOrDigit(letter) || letter == '_')
            || char.IsAsciiDigit(first.Text[0]))
            return null;
        var rest = new WordPart.Literal(first.Text[(at + 1)..], false);
        return new Assignment(first.Text[..at], new Word([rest, .. word.Parts.Skip(1)]));
    }

    private Word? ReadWord() => new WordReader(_text, this).Read();

    private string PeekWord()
    {
        var length = 0;
        while (char.IsAsciiLetter(_text.Ahead(length)) || _text.Ahead(length) is '!' or '{' or '}')
            length++;
        var isWhole = _text.Ahead(length) is ScriptText.End or ' ' or '\t' or '\r' or '\n' or ';'
            or '&' or '|' or ')';
        return isWhole && length < 16
            ? string.Create(length, this, static (word, parser) =>
            {
                for (var index = 0; index < word.Length; index++)
                    word[index] = parser._text.Ahead(index);
            })
            : "";
    }

    private void Expect(string word)
    {
        _text.SkipLines();
        if (PeekWord() != word)
            throw _text.Problem($"'{word}' was expected");
        _text.Take(word.Length);
    }

    private void EndOfHead()
    {
        _text.SkipBlanks();
        if (_text.Next == ';')
            _text.Take();
    }
}
