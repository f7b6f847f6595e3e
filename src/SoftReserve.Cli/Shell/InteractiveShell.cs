using SoftReserve.Shell;

namespace SoftReserve.Cli.Shell;

/// <summary>A conversation with a shell.</summary>
internal static class InteractiveShell
{
    /// <summary>Reads and runs lines until <c>exit</c> or the end of input.</summary>
    /// <returns>The exit status of the last command.</returns>
    public static int Run(ShellSession session, Terminal terminal)
    {
        while (!session.IsOver)
        {
            terminal.Output.Write("# ");
            if (terminal.Input.ReadLine() is not { } line)
                break;
            session.Run(line, terminal.Output.Write, terminal.Error.Write);
        }

        return session.ExitCode;
    }
}
