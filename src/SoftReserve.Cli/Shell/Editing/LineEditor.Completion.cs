namespace SoftReserve.Cli.Shell.Editing;

/// <summary>Tab, and the search through what was typed.</summary>
internal sealed partial class LineEditor
{
    private const int MostShown = 300;

    private void Complete()
    {
        var (start, words) = completer.Complete(_line.Before);
        if (words.Count == 0)
            return;
        var common = CommonStart(words);
        var end = words.Count == 1 && common.Length > 0 && common[^1] is not ('/' or '=')
            ? " " : "";
        var text = _line.Before[..start] + common + end;
        if (text.Length > _line.Cursor)
            _line = new EditedLine(text + _line.After, text.Length);
        else if (words.Count > 1)
            Offer(words);
    }

    private void Offer(IReadOnlyList<string> words)
    {
        Draw();
        _view.End(_plainPrompt, _line);
        var shown = words.Take(MostShown).Select(Short).ToList();
        var width = shown.Max(Columns.Of) + 2;
        var columns = Math.Max(1, console.Width / width);
        var rows = (shown.Count + columns - 1) / columns;
        for (var row = 0; row < rows; row++)
        {
            var cells = shown.Where((_, index) => index % rows == row)
                .Select(word => word + new string(' ', width - Columns.Of(word)));
            console.Write(string.Concat(cells).TrimEnd() + "\r\n");
        }

        if (words.Count > MostShown)
            console.Write(FormattableString.Invariant(
                $"... and {words.Count - MostShown} more\r\n"));
    }

    // of paths only the last name
    private static string Short(string word) =>
        word.TrimEnd('/').LastIndexOf('/') is >= 0 and var slash ? word[(slash + 1)..] : word;

    private static string CommonStart(IReadOnlyList<string> words)
    {
        var length = words[0].Length;
        foreach (var word in words)
            length = Math.Min(length, words[0].AsSpan().CommonPrefixLength(word));
        return words[0][..length];
    }

    // false: the search is over and the key is yet to be taken
    private bool SearchOn(ConsoleKeyInfo key)
    {
        var search = _search!;
        if (IsControl(key, ConsoleKey.R))
            search.GoOn();
        else if (IsControl(key, ConsoleKey.C) || IsControl(key, ConsoleKey.G))
            _search = null;
        else if (key.Key == ConsoleKey.Backspace)
            search.Shorten();
        else if (!char.IsControl(key.KeyChar) && key.Modifiers is 0 or ConsoleModifiers.Shift)
            search.Add(key.KeyChar);
        else
            return Accept(search);
        return true;
    }

    private bool Accept(ReverseSearch search)
    {
        if (search.Found.Text.Length > 0)
            _line = search.Found;
        _search = null;
        return false;
    }
}

/// <summary>Finds words that could stand before the cursor.</summary>
internal interface ICompleter
{
    /// <summary>Finds them.</summary>
    /// <param name="text">What is left of the cursor.</param>
    /// <returns>Where the word begins, and all that it could become, in order.</returns>
    (int Start, IReadOnlyList<string> Words) Complete(string text);
}

/// <summary>Ctrl-R: the youngest line with the typed text in it.</summary>
internal sealed class ReverseSearch(History history)
{
    private string _text = "";
    private int _at = history.Lines.Count;
    private bool _hasFailed;

    /// <summary>What stands before the found line.</summary>
    public string Prompt =>
        $"({(_hasFailed ? "failed " : "")}reverse-i-search)`{_text}': ";

    /// <summary>The line, the cursor at the text.</summary>
    public EditedLine Found { get; private set; } = EditedLine.Empty;

    /// <summary>Looks for one more character.</summary>
    public void Add(char character)
    {
        _text += character;
        Look(Math.Min(_at + 1, history.Lines.Count));
    }

    /// <summary>Looks for one character less, from the end again.</summary>
    public void Shorten()
    {
        _text = _text.Length == 0 ? "" : _text[..^1];
        Look(history.Lines.Count);
    }

    /// <summary>Looks further back.</summary>
    public void GoOn() => Look(_at);

    private void Look(int before)
    {
        var place = _text.Length == 0 ? -1 : history.Find(_text, before);
        _hasFailed = place < 0 && _text.Length > 0;
        if (place < 0)
            return;
        _at = place;
        var line = history.Lines[place];
        Found = new EditedLine(line, line.IndexOf(_text, StringComparison.Ordinal));
    }
}
