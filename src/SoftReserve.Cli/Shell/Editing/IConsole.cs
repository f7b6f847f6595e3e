namespace SoftReserve.Cli.Shell.Editing;

/// <summary>A keyboard and a screen.</summary>
internal interface IConsole
{
    /// <summary>Columns of the screen, at least 1.</summary>
    int Width { get; }

    /// <summary>True when another key has been typed already, as in pasted text.</summary>
    bool HasKey { get; }

    /// <summary>Waits for a key; null when no more can come.</summary>
    ConsoleKeyInfo? ReadKey();

    /// <summary>Writes text and the control sequences of ECMA-48.</summary>
    void Write(string text);
}

/// <summary>The console of this process.</summary>
internal sealed class SystemConsole : IConsole
{
    private const int UsualWidth = 80;

    public int Width => Console.WindowWidth > 0 ? Console.WindowWidth : UsualWidth;

    public bool HasKey => Console.KeyAvailable;

    public ConsoleKeyInfo? ReadKey()
    {
        try
        {
            return Console.ReadKey(intercept: true);
        }
        catch (InvalidOperationException) // the terminal has gone
        {
            return null;
        }
    }

    public void Write(string text) => Console.Out.Write(text);
}
