using System.CommandLine;
using SoftReserve.Cli.Shell;
using SoftReserve.Shell;

namespace SoftReserve.Cli;

/// <summary>softreserve shell: a root shell on the modelled machine.</summary>
internal static class ShellVerb
{
    public static Command Create(Terminal terminal)
    {
        var kernelOptions = new KernelOptions(hasScript: false);
        var script = new Option<string?>("--run") { Description = "Script to run, - for input" };
        var line = new Option<string?>("-c") { Description = "A line to run" };
        var sysfs = new SysfsOption();
        var verb = new Command("shell", "Type commands on the machine, as root, after boot");
        kernelOptions.AddTo(verb);
        verb.Add(script);
        verb.Add(line);
        sysfs.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var (path, typed) = (parsed.GetValue(script), parsed.GetValue(line));
            if (path is not null && typed is not null)
            {
                terminal.Error.WriteLine("softreserve: --run and -c exclude each other");
                return ExitCode.Unusable;
            }

            var text = path is null ? typed : ScriptFile.Read(path, terminal);
            if ((text is null && path is not null) || !sysfs.IsUsable(parsed, terminal)
                || kernelOptions.Boot(parsed, terminal) is not { } kernel)
                return ExitCode.Unusable;
            var session = new ShellSession(kernel);
            var exit = text is null && terminal.IsConversation
                ? InteractiveShell.Run(session, terminal)
                : Run(session, text ?? ScriptFile.Read("-", terminal), terminal);
            sysfs.Write(parsed, session.Kernel);
            return exit;
        });
        return verb;
    }

    private static int Run(ShellSession session, string? text, Terminal terminal)
    {
        if (text is null)
            return ExitCode.Unusable;
        session.Run(text, terminal.Output.Write, terminal.Error.Write);
        return session.ExitCode;
    }
}
