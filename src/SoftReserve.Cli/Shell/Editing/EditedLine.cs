using System.Globalization;

namespace SoftReserve.Cli.Shell.Editing;

/// <summary>A line with a cursor, and what editing makes of it.</summary>
/// <remarks>The cursor never stands within what a reader takes for one character.</remarks>
/// <param name="Text">The line.</param>
/// <param name="Cursor">Index into it, up to its length.</param>
internal sealed record EditedLine(string Text, int Cursor)
{
    /// <summary>More than anybody types.</summary>
    public const int Longest = 1 << 16;

    public static readonly EditedLine Empty = new("", 0);

    /// <summary>What is left of the cursor.</summary>
    public string Before => Text[..Cursor];

    /// <summary>What is right of it.</summary>
    public string After => Text[Cursor..];

    /// <summary>A line with the cursor at its end.</summary>
    public static EditedLine Of(string text) => new(text, text.Length);

    public EditedLine Insert(string text) => Text.Length + text.Length > Longest
        ? this
        : new(Before + text + After, Cursor + text.Length);

    public EditedLine ToStart() => this with { Cursor = 0 };

    public EditedLine ToEnd() => this with { Cursor = Text.Length };

    public EditedLine Left() => this with { Cursor = PlaceBefore };

    public EditedLine Right() => this with { Cursor = PlaceAfter };

    public EditedLine WordLeft() => this with { Cursor = WordStart(IsLetter) };

    public EditedLine WordRight()
    {
        var place = Cursor;
        while (place < Text.Length && !IsLetter(Text[place]))
            place++;
        while (place < Text.Length && IsLetter(Text[place]))
            place++;
        return this with { Cursor = place };
    }

    public EditedLine Backspace() => new(Text[..PlaceBefore] + After, PlaceBefore);

    public EditedLine Delete() => new(Before + Text[PlaceAfter..], Cursor);

    /// <summary>Without what is right of the cursor.</summary>
    public EditedLine CutToEnd(out string cut)
    {
        cut = After;
        return new(Before, Cursor);
    }

    /// <summary>Without what is left of it.</summary>
    public EditedLine CutToStart(out string cut)
    {
        cut = Before;
        return new(After, 0);
    }

    /// <summary>Without the word left of it; a word ends at a space.</summary>
    public EditedLine CutWord(out string cut) =>
        CutFrom(WordStart(letter => letter != ' '), out cut);

    /// <summary>Without the word left of it; a word is letters and digits.</summary>
    public EditedLine CutLetters(out string cut) => CutFrom(WordStart(IsLetter), out cut);

    private EditedLine CutFrom(int start, out string cut)
    {
        cut = Text[start..Cursor];
        return new(Text[..start] + After, start);
    }

    private int WordStart(Func<char, bool> isInWord)
    {
        var place = Cursor;
        while (place > 0 && !isInWord(Text[place - 1]))
            place--;
        while (place > 0 && isInWord(Text[place - 1]))
            place--;
        return place;
    }

    private int PlaceBefore
    {
        get
        {
            var place = 0;
            while (place < Cursor
                && place + StringInfo.GetNextTextElementLength(Text, place) is var next
                && next < Cursor)
                place = next;
            return place;
        }
    }

    private int PlaceAfter => Cursor == Text.Length
        ? Cursor
        : Cursor + StringInfo.GetNextTextElementLength(Text, Cursor);

    private static bool IsLetter(char character) => char.IsLetterOrDigit(character);
}
