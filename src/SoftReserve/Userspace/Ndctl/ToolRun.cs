using System.Text;

namespace SoftReserve.Userspace.Ndctl;

/// <summary>A tool while it runs: the kernel as it is by now, and what has been printed.</summary>
internal sealed class ToolRun(Kernel kernel)
{
    private readonly StringBuilder _complaints = new();
    private readonly StringBuilder _output = new();

    public Kernel Kernel { get; set; } = kernel;

    /// <summary>The last error, positive; 0 without one.</summary>
    public int Errno { get; set; }

    /// <summary>A line on standard error.</summary>
    public void Complain(string line) => _complaints.Append(line).Append('\n');

    /// <summary>A text on standard error whose line goes on.</summary>
    public void Begin(string text) => _complaints.Append(text);

    public void Print(string text) => _output.Append(text);

    public CommandOutcome End(int exitCode) => new(Kernel, Errno, _output.ToString())
    {
        Complaints = _complaints.ToString(),
        ExitCode = exitCode,
    };
}
