namespace SoftReserve.Cli.Shell.Editing;

/// <summary>What a person did with a prompt.</summary>
internal abstract record LineRead
{
    private LineRead()
    {
    }

    /// <summary>Typed a line.</summary>
    public sealed record Line(string Text) : LineRead;

    /// <summary>Typed Ctrl-C.</summary>
    public sealed record Interrupted : LineRead;

    /// <summary>Typed Ctrl-D in an empty line, or closed the terminal.</summary>
    public sealed record Ended : LineRead;
}

/// <summary>Reads lines from a keyboard with the keys of Emacs, as readline has them.</summary>
/// <param name="console">Where.</param>
/// <param name="completer">What Tab offers.</param>
internal sealed partial class LineEditor(IConsole console, ICompleter completer)
{
    private readonly LineView _view = new(console);

    private EditedLine _line = EditedLine.Empty;
    private string _prompt = "", _plainPrompt = "", _cut = "";
    private ReverseSearch? _search;

    /// <summary>What was typed before.</summary>
    public History History { get; } = new();

    /// <summary>Reads one line, which stays on the screen.</summary>
    /// <param name="plainPrompt">What stands before it.</param>
    /// <param name="colour">The number of a colour as in ECMA-48, 31 to 37; 0 for none.</param>
    public LineRead ReadLine(string plainPrompt, int colour)
    {
        (_line, _search, _plainPrompt) = (EditedLine.Empty, null, plainPrompt);
        _prompt = colour == 0
            ? plainPrompt
            : FormattableString.Invariant($"\x1b[{colour}m{plainPrompt}\x1b[0m");
        _view.Begin();
        while (true)
        {
            if (!console.HasKey)
                Draw();
            if (console.ReadKey() is not { } key)
                return Leave(new LineRead.Ended());
            if (Take(key) is { } read)
                return read;
        }
    }

    private LineRead? Take(ConsoleKeyInfo key)
    {
        if (_search is not null && SearchOn(key))
            return null;
        if (IsControl(key, ConsoleKey.C))
        {
            _line = _line.Insert("^C");
            return Leave(new LineRead.Interrupted());
        }

        if (IsControl(key, ConsoleKey.D) && _line.Text.Length == 0)
            return Leave(new LineRead.Ended());
        if (key.Key == ConsoleKey.Enter || key.KeyChar is '\r' or '\n')
        {
            History.Add(_line.Text);
            return Leave(new LineRead.Line(_line.Text));
        }

        if (key.Key == ConsoleKey.Tab || key.KeyChar == '\t')
            Complete();
        else if (IsControl(key, ConsoleKey.R))
            _search = new ReverseSearch(History);
        else if (IsControl(key, ConsoleKey.L))
            _view.Clear();
        else
            _line = Edited(key);
        return null;
    }

    private EditedLine Edited(ConsoleKeyInfo key)
    {
        if (key.Modifiers.HasFlag(ConsoleModifiers.Control))
            return WithControl(key);
        if (key.Modifiers.HasFlag(ConsoleModifiers.Alt))
            return WithAlt(key);
        return key.Key switch
        {
            ConsoleKey.LeftArrow => _line.Left(),
            ConsoleKey.RightArrow => _line.Right(),
            ConsoleKey.Home => _line.ToStart(),
            ConsoleKey.End => _line.ToEnd(),
            ConsoleKey.Backspace => _line.Backspace(),
            ConsoleKey.Delete => _line.Delete(),
            ConsoleKey.UpArrow => Older(),
            ConsoleKey.DownArrow => Newer(),
            _ when !char.IsControl(key.KeyChar) => _line.Insert(key.KeyChar.ToString()),
            _ => _line,
        };
    }

    private EditedLine WithControl(ConsoleKeyInfo key) => key.Key switch
    {
        ConsoleKey.A => _line.ToStart(),
        ConsoleKey.E => _line.ToEnd(),
        ConsoleKey.B => _line.Left(),
        ConsoleKey.F => _line.Right(),
        ConsoleKey.LeftArrow => _line.WordLeft(),
        ConsoleKey.RightArrow => _line.WordRight(),
        ConsoleKey.D => _line.Delete(),
        ConsoleKey.H or ConsoleKey.Backspace => _line.Backspace(),
        ConsoleKey.P => Older(),
        ConsoleKey.N => Newer(),
        ConsoleKey.K => Kept(_line.CutToEnd(out var cut), cut),
        ConsoleKey.U => Kept(_line.CutToStart(out var cut), cut),
        ConsoleKey.W => Kept(_line.CutWord(out var cut), cut),
        ConsoleKey.Y => _line.Insert(_cut),
        _ => _line,
    };

    private EditedLine WithAlt(ConsoleKeyInfo key) => key.Key switch
    {
        ConsoleKey.B or ConsoleKey.LeftArrow => _line.WordLeft(),
        ConsoleKey.F or ConsoleKey.RightArrow => _line.WordRight(),
        ConsoleKey.Backspace => Kept(_line.CutLetters(out var cut), cut),
        _ => _line,
    };

    private EditedLine Kept(EditedLine line, string cut)
    {
        if (cut.Length > 0)
            _cut = cut;
        return line;
    }

    private EditedLine Older() =>
        History.Older(_line.Text) is { } line ? EditedLine.Of(line) : _line;

    private EditedLine Newer() => History.Newer() is { } line ? EditedLine.Of(line) : _line;

    private void Draw()
    {
        if (_search is { } search)
            _view.Draw(search.Prompt, search.Prompt, search.Found);
        else
            _view.Draw(_prompt, _plainPrompt, _line);
    }

    private LineRead Leave(LineRead read)
    {
        Draw();
        _view.End(_plainPrompt, _line);
        return read;
    }

    private static bool IsControl(ConsoleKeyInfo key, ConsoleKey letter) =>
        key.Key == letter && key.Modifiers.HasFlag(ConsoleModifiers.Control);
}
