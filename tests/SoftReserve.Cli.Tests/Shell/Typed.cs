using SoftReserve.Cli;

namespace SoftReserve.Cli.Tests.Shell;

/// <summary>What a shell on a bundled machine answers.</summary>
internal sealed record Typed(int ExitCode, string Output, string Error)
{
    /// <summary>Types a script on amd-three-windows under the newest kernel.</summary>
    public static Typed Script(string script, string machine = "amd-three-windows")
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exitCode = Program.Run(
            ["shell", machine, "--kernel", "7.2"], output, error, new StringReader(script));
        return new Typed(exitCode, output.ToString(), error.ToString());
    }
}
