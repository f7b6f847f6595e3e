using Spectre.Console;

namespace SoftReserve.Cli.Output;

/// <summary>Writes tables: coloured on a person's terminal, plain text elsewhere.</summary>
internal static class TableText
{
    private const int Width = 400;

    public static void Write(Table table, Terminal terminal)
    {
        using var text = new StringWriter();
        Console(terminal, text).Write(table);
        foreach (var line in text.ToString().TrimEnd().Split('\n'))
            terminal.Output.WriteLine(line.TrimEnd());
    }

    private static IAnsiConsole Console(Terminal terminal, TextWriter text)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal.HasColour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = terminal.HasColour
                ? ColorSystemSupport.Standard
                : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = Width; // lines stay whole: a terminal wraps them itself
        return console;
    }
}
