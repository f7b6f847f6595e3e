namespace SoftReserve.Shell.Syntax;

/// <summary>The text of a script and a place in it.</summary>
internal sealed class ScriptText
{
    private readonly string _text;
    private int _lineStart;

    public ScriptText(string text) => _text = text;

    public const char End = '\0';

    /// <summary>The line of the place, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>The place, from 0.</summary>
    public int Place { get; private set; }

    public bool IsAtEnd => Place >= _text.Length;

    public char Next => Ahead(0);

    public char Ahead(int count) => Place + count < _text.Length ? _text[Place + count] : End;

    public bool IsAt(string text) =>
        string.CompareOrdinal(_text, Place, text, 0, text.Length) == 0;

    public string Since(int place) => _text[place..Place];

    public char Take()
    {
        var taken = _text[Place++];
        if (taken == '\n')
            (Line, _lineStart) = (Line + 1, Place);
        return taken;
    }

    public void Take(int count)
    {
        for (var index = 0; index < count; index++)
            Take();
    }

    public bool TryTake(string text)
    {
        if (!IsAt(text))
            return false;
        Take(text.Length);
        return true;
    }

    /// <summary>Passes blanks, continued lines and a comment; stays in front of a line
    /// end.</summary>
    public void SkipBlanks()
    {
        while (!IsAtEnd)
            if (Next is ' ' or '\t' or '\r')
                Take();
            else if (Next == '\\' && Ahead(1) == '\n')
                Take(2);
            else
                break;
        if (Next == '#')
            while (!IsAtEnd && Next != '\n')
                Take();
    }

    /// <summary>Passes blanks, comments and line ends.</summary>
    public void SkipLines()
    {
        for (SkipBlanks(); Next == '\n'; SkipBlanks())
            Take();
    }

    public ShellSyntaxException Problem(string message) => new(
        Line, Place - _lineStart + 1, message)
    {
        IsUnfinished = IsAtEnd,
    };
}
