namespace SoftReserve.Cli.Shell.Editing;

/// <summary>Lines that were typed, oldest first, and a place among them.</summary>
internal sealed class History
{
    private const int MostLines = 1000;

    private readonly List<string> _lines = [];

    private int _at;
    private string _unfinished = "";

    /// <summary>Lines so far.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Remembers a line and goes to the end; an empty one, or one that was typed just
    /// before, is not kept.</summary>
    public void Add(string line)
    {
        if (line.Trim().Length > 0 && (_lines.Count == 0 || _lines[^1] != line))
            _lines.Add(line);
        if (_lines.Count > MostLines)
            _lines.RemoveAt(0);
        _at = _lines.Count;
    }

    /// <summary>The line before; null at the first.</summary>
    /// <param name="current">What is on the screen; kept for the way back.</param>
    public string? Older(string current)
    {
        if (_at == 0)
            return null;
        if (_at == _lines.Count)
            _unfinished = current;
        return _lines[--_at];
    }

    /// <summary>The line after, at last the unfinished one; null behind it.</summary>
    public string? Newer()
    {
        if (_at >= _lines.Count)
            return null;
        _at++;
        return _at == _lines.Count ? _unfinished : _lines[_at];
    }

    /// <summary>The youngest line with a text in it; -1 when there is none.</summary>
    /// <param name="text">To be found.</param>
    /// <param name="before">Only lines before this index.</param>
    public int Find(string text, int before)
    {
        for (var index = Math.Min(before, _lines.Count) - 1; index >= 0; index--)
            if (_lines[index].Contains(text, StringComparison.Ordinal))
                return index;
        return -1;
    }
}
