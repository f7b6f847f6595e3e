using System.Globalization;
using System.Text;

namespace SoftReserve.Cli.Shell.Editing;

/// <summary>Shows a prompt and a line behind it, over as many rows as they need.</summary>
internal sealed class LineView(IConsole console)
{
    private int _cursorRow;

    /// <summary>The next line starts where the cursor is.</summary>
    public void Begin() => _cursorRow = 0;

    /// <summary>Draws everything anew.</summary>
    /// <param name="prompt">With its colour.</param>
    /// <param name="plainPrompt">Without.</param>
    /// <param name="line">What is typed so far.</param>
    public void Draw(string prompt, string plainPrompt, EditedLine line)
    {
        var width = console.Width;
        var text = new StringBuilder();
        Move(text, 'A', _cursorRow);
        text.Append("\r\x1b[J").Append(prompt).Append(line.Text);
        var end = Columns.After(plainPrompt + line.Text, width);
        var cursor = Columns.After(plainPrompt + line.Before, width);
        if (end is { Row: > 0, Column: 0 })
            text.Append("\r\n"); // a terminal stays in a row that it has just filled
        Move(text, 'A', end.Row - cursor.Row);
        text.Append('\r');
        Move(text, 'C', cursor.Column);
        _cursorRow = cursor.Row;
        console.Write(text.ToString());
    }

    /// <summary>Leaves the line as it is and goes below it.</summary>
    public void End(string plainPrompt, EditedLine line)
    {
        var text = new StringBuilder();
        var end = Columns.After(plainPrompt + line.Text, console.Width);
        Move(text, 'B', end.Row - _cursorRow);
        console.Write(text.Append(end is { Row: > 0, Column: 0 } ? "\r" : "\r\n").ToString());
        _cursorRow = 0;
    }

    /// <summary>Empties the screen.</summary>
    public void Clear()
    {
        console.Write("\x1b[H\x1b[2J");
        _cursorRow = 0;
    }

    private static void Move(StringBuilder text, char direction, int count)
    {
        if (count > 0)
            text.Append(CultureInfo.InvariantCulture, $"\x1b[{count}{direction}");
    }
}
