using System.Globalization;
using System.Text;

namespace SoftReserve.Cli.Tests.Shell.Editing;

/// <summary>What a terminal shows of what was written to it, as far as a line editor needs
/// it.</summary>
internal sealed class Screen(int width)
{
    private readonly List<StringBuilder> _rows = [new()];

    private int _row, _column;

    /// <summary>Rows without the spaces at their ends; empty ones at the bottom left out.</summary>
    public string Text => string.Join('\n', _rows.Select(row => row.ToString().TrimEnd()))
        .TrimEnd('\n');

    /// <summary>Row and column of the cursor, from 0.</summary>
    public (int Row, int Column) Cursor => (_row, Math.Min(_column, width - 1));

    public void Write(string text)
    {
        for (var at = 0; at < text.Length; at++)
            if (text[at] == '\x1b')
                at = Obey(text, at + 2);
            else
                Put(text[at]);
    }

    private void Put(char character)
    {
        if (character == '\r')
        {
            _column = 0;
            return;
        }

        if (character == '\n' || _column == width)
        {
            GoTo(_row + 1);
            _column = character == '\n' ? _column : 0;
        }

        if (character == '\n')
            return;
        var row = _rows[_row];
        row.Append(' ', Math.Max(0, _column + 1 - row.Length));
        row[_column++] = character;
    }

    private int Obey(string text, int at)
    {
        var end = at;
        while (char.IsAsciiDigit(text[end]))
            end++;
        var number = text.AsSpan(at, end - at);
        var count = number.IsEmpty ? 1 : int.Parse(number, CultureInfo.InvariantCulture);
        switch (text[end])
        {
            case 'A':
                GoTo(_row - count);
                break;
            case 'B':
                GoTo(_row + count);
                break;
            case 'C':
                _column += count;
                break;
            case 'H':
                (_row, _column) = (0, 0);
                break;
            case 'J' when end > at:
                _rows.ForEach(row => row.Clear());
                break;
            case 'J':
                _rows[_row].Length = Math.Min(_rows[_row].Length, _column);
                _rows.RemoveRange(_row + 1, _rows.Count - _row - 1);
                break;
        }

        return end;
    }

    private void GoTo(int row)
    {
        Assert(row >= 0);
        while (_rows.Count <= row)
            _rows.Add(new StringBuilder());
        _row = row;
    }

    private static void Assert(bool holds) => Xunit.Assert.True(holds, "above the screen");
}
