using System.Text;
using SoftReserve.Addresses;

namespace SoftReserve.Machines.MachineFiles;

/// <summary>YAML being written, with the list of what it cannot say.</summary>
internal sealed class YamlText
{
    /// <summary>Addresses and sizes that the reader takes end here.</summary>
    public const ulong PhysicalLimit = 1UL << 52;

    private readonly StringBuilder _lines = new();
    private readonly StringBuilder _leftOut = new();

    public void Line(string line) => _lines.Append(line).Append('\n');

    /// <summary>A key at the margin, with a value or with what follows.</summary>
    public void Section(string key, string value = "") =>
        Line(value.Length > 0 ? $"{key}: {value}" : key + ":");

    /// <summary>A list item, one mapping on one line; empty parts are left out.</summary>
    public void Item(params IEnumerable<string> parts) =>
        Line($"  - {{{string.Join(", ", parts.Where(part => part.Length > 0))}}}");

    /// <summary>Notes something that the format has no place for.</summary>
    public void LeaveOut(string what) =>
        _leftOut.Append("# left out: ").Append(what).Append('\n');

    /// <summary>True when the reader takes the range; otherwise it is noted as left out.</summary>
    public bool CanRead(AddressRange range, string what)
    {
        if (range.End.Value < PhysicalLimit)
            return true;
        LeaveOut($"{what} {range}");
        return false;
    }

    /// <summary>What is left out, then the lines.</summary>
    public override string ToString() => _leftOut.ToString() + _lines;

    /// <summary>A flow list of plain words or numbers.</summary>
    public static string List<T>(IEnumerable<T> items) => $"[{string.Join(", ", items)}]";

    /// <summary>The word that stands for a value.</summary>
    public static string Word<T>(IEnumerable<(string Word, T Value)> words, T value) =>
        words.First(pair => EqualityComparer<T>.Default.Equals(pair.Value, value)).Word;

    /// <summary>True when a word stands for the value.</summary>
    public static bool HasWord<T>(IEnumerable<(string Word, T Value)> words, T value) =>
        words.Any(pair => EqualityComparer<T>.Default.Equals(pair.Value, value));

    /// <summary>One line of text between single quotes, where control characters have become
    /// spaces.</summary>
    public static string Quoted(string text)
    {
        var line = new StringBuilder("'");
        foreach (var letter in text)
            _ = letter == '\'' ? line.Append("''")
                : line.Append(char.IsControl(letter) ? ' ' : letter);
        return line.Append('\'').ToString();
    }
}
