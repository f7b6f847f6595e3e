using System.Text;
using SoftReserve.Shell.Syntax;
using SoftReserve.Userspace;

namespace SoftReserve.Shell;

/// <summary>A command behind <c>&amp;&amp;</c> or <c>||</c>.</summary>
/// <param name="Inner">What is typed when it is its turn.</param>
/// <param name="AfterSuccess">True for <c>&amp;&amp;</c>.</param>
public sealed record ConditionalCommand(UserCommand Inner, bool AfterSuccess) : UserCommand
{
    /// <inheritdoc/>
    public override bool IsBlocked(Kernel kernel) => IsDue(kernel) && Inner.IsBlocked(kernel);

    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel) => IsDue(kernel)
        ? Inner.Run(kernel)
        : CommandOutcome.Done(kernel) with { ExitCode = kernel.Drivers.ExitCode };

    private bool IsDue(Kernel kernel) => kernel.Drivers.ExitCode == 0 == AfterSuccess;
}

/// <summary>A command whose output goes through filters.</summary>
/// <param name="Inner">What acts on the machine.</param>
/// <param name="Filters">What makes of its output what is printed, and of that the exit
/// status.</param>
public sealed record FilteredCommand(UserCommand Inner, ShellNode Filters) : UserCommand
{
    /// <inheritdoc/>
    public override bool IsBlocked(Kernel kernel) => Inner.IsBlocked(kernel);

    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel)
    {
        var outcome = Inner.Run(kernel);
        var (output, complaints) = (new StringBuilder(), new StringBuilder(outcome.Complaints));
        var exitCode = new Interpreter(new Machine(outcome.Kernel)).Run(
            Filters,
            new Streams(
                outcome.Output, text => output.Append(text), text => complaints.Append(text)));
        return outcome with
        {
            Output = output.ToString(),
            Complaints = complaints.ToString(),
            ExitCode = exitCode,
        };
    }
}

/// <summary>A command that does nothing to the machine, as <c>sleep</c> and <c>echo</c>.</summary>
/// <param name="ExitCode">Its exit status.</param>
public sealed record Idle(int ExitCode) : UserCommand
{
    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel) =>
        CommandOutcome.Done(kernel) with { ExitCode = ExitCode };
}
