using System.Globalization;
using SoftReserve.Cli.Shell.Completing;
using SoftReserve.Cli.Shell.Editing;
using SoftReserve.Shell;

namespace SoftReserve.Cli.Shell;

/// <summary>A conversation with a shell.</summary>
internal sealed class InteractiveShell
{
    private const int Green = 32, Red = 31, Interrupted = 130;

    private readonly ShellSession _session;
    private readonly Action<string> _output, _error;
    private readonly LineEditor _editor;
    private readonly bool _hasColour;

    private int? _exitCode;

    /// <summary>A conversation on a console.</summary>
    /// <param name="session">With whom.</param>
    /// <param name="console">Where lines are typed.</param>
    /// <param name="output">Where commands print.</param>
    /// <param name="error">Where they complain.</param>
    /// <param name="hasColour">True for a coloured prompt.</param>
    public InteractiveShell(
        ShellSession session, IConsole console, Action<string> output, Action<string> error,
        bool hasColour)
    {
        (_session, _output, _error, _hasColour) = (session, output, error, hasColour);
        _editor = new LineEditor(console, new ShellCompleter(session));
    }

    /// <summary>Reads and runs lines until <c>exit</c> or the end of input.</summary>
    /// <returns>The exit status of the last command.</returns>
    public static int Run(ShellSession session, Terminal terminal)
    {
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            session.Interrupt();
        };
        terminal.Output.WriteLine("A root shell on a modelled machine; 'help' says what it knows.");
        return new InteractiveShell(
            session, new SystemConsole(), terminal.Output.Write, terminal.Error.Write,
            terminal.HasColour).Talk();
    }

    /// <summary>As <see cref="Run"/>, on the console that was given.</summary>
    public int Talk()
    {
        while (!_session.IsOver && ReadCommand() is { } text)
            Obey(text);
        return _exitCode ?? _session.ExitCode;
    }

    // null: nothing more will come
    private string? ReadCommand()
    {
        var text = "";
        while (true)
        {
            var failed = (_exitCode ?? _session.ExitCode) != 0;
            var colour = !_hasColour ? 0 : failed ? Red : Green;
            switch (ReadLine(text.Length == 0 ? $"{_session.Directory} # " : "> ", colour))
            {
                case LineRead.Line line:
                    text += line.Text + "\n";
                    if (!ShellSession.NeedsMore(text))
                        return text;
                    break;
                case LineRead.Interrupted:
                    (text, _exitCode) = ("", Interrupted);
                    break;
                default:
                    return null;
            }
        }
    }

    // Ctrl-C is a key while a line is typed, and stops a command while one runs
    private LineRead ReadLine(string prompt, int colour)
    {
        var isReal = !Console.IsInputRedirected;
        if (isReal)
            Console.TreatControlCAsInput = true;
        try
        {
            return _editor.ReadLine(prompt, colour);
        }
        finally
        {
            if (isReal)
                Console.TreatControlCAsInput = false;
        }
    }

    private void Obey(string text)
    {
        switch (text.Trim())
        {
            case "":
                return;
            case "help":
                _output(HelpText.Text);
                break;
            case "history":
                foreach (var (index, line) in _editor.History.Lines.Index())
                    _output(string.Create(
                        CultureInfo.InvariantCulture, $"{index + 1,5}  {line}\n"));
                break;
            default:
                _exitCode = null;
                _session.Run(text, _output, _error);
                break;
        }
    }
}
