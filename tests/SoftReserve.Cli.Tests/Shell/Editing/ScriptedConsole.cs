using SoftReserve.Cli.Shell.Editing;

namespace SoftReserve.Cli.Tests.Shell.Editing;

/// <summary>A console on which a script types: characters, and keys between angle brackets as
/// <c>&lt;C-a&gt;</c>, <c>&lt;Tab&gt;</c>, <c>&lt;Up&gt;</c>.</summary>
internal sealed class ScriptedConsole(string keys, int width = 40) : IConsole
{
    private readonly Queue<ConsoleKeyInfo> _keys = new(Read(keys));

    public Screen Screen { get; } = new(width);

    public int Width => width;

    public bool HasKey => false;

    public ConsoleKeyInfo? ReadKey() => _keys.TryDequeue(out var key) ? key : null;

    public void Write(string text) => Screen.Write(text);

    private static IEnumerable<ConsoleKeyInfo> Read(string keys)
    {
        for (var at = 0; at < keys.Length; at++)
            if (keys[at] == '<')
            {
                var end = keys.IndexOf('>', at);
                yield return Named(keys[(at + 1)..end]);
                at = end;
            }
            else
            {
                yield return new ConsoleKeyInfo(keys[at], ConsoleKey.None, false, false, false);
            }
    }

    private static ConsoleKeyInfo Named(string name) => name switch
    {
        ['C', '-', var letter] => new(
            (char)(letter - 'a' + 1), ConsoleKey.A + (letter - 'a'), false, false, control: true),
        ['M', '-', var letter] => new(
            letter, ConsoleKey.A + (letter - 'a'), false, alt: true, false),
        "Up" => Plain(ConsoleKey.UpArrow),
        "Down" => Plain(ConsoleKey.DownArrow),
        "Left" => Plain(ConsoleKey.LeftArrow),
        "Right" => Plain(ConsoleKey.RightArrow),
        _ => Plain(Enum.Parse<ConsoleKey>(name)),
    };

    private static ConsoleKeyInfo Plain(ConsoleKey key) => new('\0', key, false, false, false);
}
