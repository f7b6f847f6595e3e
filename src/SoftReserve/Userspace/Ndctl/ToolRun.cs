using System.Text;

namespace SoftReserve.Userspace.Ndctl;

/// <summary>A tool while it runs: the kernel as it is by now, and what has been printed.</summary>
internal sealed class ToolRun(Kernel kernel)
{
    private readonly StringBuilder _complaints = new();
    private readonly StringBuilder _output = new();
    private bool _isInterrupted;

    public Kernel Kernel
    {
        get;
        set => field = _isInterrupted ? field : value;
    } = kernel;

    /// <summary>The last error, positive; 0 without one.</summary>
    public int Errno { get; set; }

    /// <summary>A line on standard error.</summary>
    public void Complain(string line) => Begin(line + "\n");

    /// <summary>A text on standard error whose line may go on.</summary>
    public void Begin(string text)
    {
        if (!_isInterrupted)
            _complaints.Append(text);
    }

    public void Print(string text)
    {
        if (!_isInterrupted)
            _output.Append(text);
    }

    /// <summary>The tool dies where it is: nothing that it would still do or say
    /// happens.</summary>
    public void Interrupt() => _isInterrupted = true;

    public CommandOutcome End(int exitCode)
    {
        var interrupted = CommandOutcome.Interrupted(Kernel);
        var said = _complaints.ToString();
        return _isInterrupted
            ? interrupted with
            {
                Output = _output.ToString(),
                Complaints = said + interrupted.Complaints,
            }
            : new CommandOutcome(Kernel, Errno, _output.ToString())
            {
                Complaints = said,
                ExitCode = exitCode,
            };
    }
}
