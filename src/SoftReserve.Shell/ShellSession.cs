using SoftReserve.Shell.Syntax;

namespace SoftReserve.Shell;

/// <summary>A root shell on a modelled machine.</summary>
/// <remarks>It sees the modelled machine and nothing else: no file of the host is read or
/// written.</remarks>
public sealed class ShellSession
{
    private const int SyntaxError = 2, Stopped = 3;

    private readonly Machine _machine;
    private readonly Interpreter _interpreter;

    /// <summary>A shell on a kernel that has settled.</summary>
    public ShellSession(Kernel kernel)
    {
        _machine = new Machine(kernel);
        _interpreter = new Interpreter(_machine);
    }

    /// <summary>The kernel after everything that was typed.</summary>
    public Kernel Kernel => _machine.Kernel;

    /// <summary>The exit status of the last command.</summary>
    public int ExitCode => _interpreter.ExitCode;

    /// <summary>True after <c>exit</c>.</summary>
    public bool IsOver => _interpreter.IsOver;

    /// <summary>Where relative paths begin.</summary>
    public string Directory => _machine.Directory;

    /// <summary>Runs what was typed; all of it or, when it can not be read, nothing.</summary>
    /// <param name="text">One line or a whole script.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    public void Run(string text, Action<string> output, Action<string> error)
    {
        try
        {
            _interpreter.Begin(ShellParser.Parse(text), new Streams("", output, error));
        }
        catch (ShellSyntaxException problem)
        {
            error($"sh: line {problem.Line}, column {problem.Column}: {problem.Message}\n");
            _interpreter.ExitCode = SyntaxError;
        }
        catch (ShellLimitException problem)
        {
            error($"softreserve: {problem.Message}\n");
            (_interpreter.ExitCode, _interpreter.IsOver) = (Stopped, true);
        }
    }

    /// <summary>True when more lines could complete what was typed: a quote or a loop is
    /// open.</summary>
    public static bool NeedsMore(string text)
    {
        try
        {
            ShellParser.Parse(text);
            return false;
        }
        catch (ShellSyntaxException problem)
        {
            return problem.IsUnfinished;
        }
    }

    /// <summary>The names in a modelled folder; none when there is no such folder.</summary>
    public IReadOnlyList<string> FilesIn(string folder) => _machine.FilesIn(folder);
}
