namespace SoftReserve.Userspace.Ndctl;

/// <summary>A row of a command's table of options.</summary>
/// <param name="Letter">Behind one dash; null for none.</param>
/// <param name="Name">Behind two dashes.</param>
/// <param name="Kind">What follows it.</param>
/// <param name="Placeholder">What the usage calls its value; null without one.</param>
/// <param name="Help">One line of the usage.</param>
internal sealed record ToolOption(
    char? Letter, string Name, ToolOptionKind Kind, string? Placeholder, string Help)
{
    public static ToolOption Flag(char? letter, string name, string help) =>
        new(letter, name, ToolOptionKind.Flag, null, help);

    public static ToolOption Text(char? letter, string name, string placeholder, string help) =>
        new(letter, name, ToolOptionKind.Text, placeholder, help);

    public static ToolOption Number(char letter, string name, string help) =>
        new(letter, name, ToolOptionKind.Number, "n", help);

    /// <summary>The lines that a usage has for it: a long option pushes its text to a line of its
    /// own.</summary>
    public string Usage
    {
        get
        {
            var left = Letter is { } letter ? $"    -{letter}, --{Name}" : $"        --{Name}";
            if (Placeholder is not null)
                left += $" <{Placeholder}>";
            return left.Length <= TextColumn - Gap
                ? $"{left.PadRight(TextColumn)}{Help}\n"
                : $"{left}\n{new string(' ', TextColumn)}{Help}\n";
        }
    }

    private const int TextColumn = 26, Gap = 2;
}

/// <summary>What follows an option.</summary>
internal enum ToolOptionKind
{
    /// <summary>Nothing; given or not, or how often.</summary>
    Flag,

    /// <summary>A word.</summary>
    Text,

    /// <summary>A decimal number.</summary>
    Number,
}
