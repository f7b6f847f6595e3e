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
        var verb = new Command("shell", "Type commands on the machine, as root, after boot");
        kernelOptions.AddTo(verb);
        verb.Add(script);
        verb.Add(line);
        verb.SetAction(parsed =>
        {
            if (parsed.GetValue(script) is not null && parsed.GetValue(line) is not null)
            {
                terminal.Error.WriteLine("softreserve: --run and -c exclude each other");
                return ExitCode.Unusable;
            }

            var path = parsed.GetValue(script);
            var text = path is null
                ? parsed.GetValue(line)
                : ScriptFile.Read(path, terminal);
            if (text is null && path is not null)
                return ExitCode.Unusable;
            if (kernelOptions.Boot(parsed, terminal) is not { } kernel)
                return ExitCode.Unusable;
            var session = new ShellSession(kernel);
            return text is null && terminal.IsConversation
                ? InteractiveShell.Run(session, terminal)
                : Run(session, text ?? ScriptFile.Read("-", terminal), terminal);
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
