using SoftReserve.Addresses;

namespace SoftReserve.Userspace;

/// <summary>Something that a root user types on the machine.</summary>
public abstract record UserCommand
{
    /// <summary>The line as it was typed.</summary>
    public required string Line { get; init; }

    /// <summary>True while the command would wait for a lock.</summary>
    public virtual bool IsBlocked(Kernel kernel) => false;

    /// <summary>Carries the command out.</summary>
    public abstract CommandOutcome Run(Kernel kernel);

    /// <summary>Begins the command in the background: what is left to do of it.</summary>
    public virtual UserCommand Begin(Kernel kernel) => this;

    /// <summary>Carries the command out and journals how it ended.</summary>
    public Kernel TypeIn(Kernel kernel)
    {
        var outcome = Run(kernel);
        var ended = outcome.Kernel with
        {
            Drivers = outcome.Kernel.Drivers with { ExitCode = outcome.ExitCode },
        };
        return ended.Note(new CommandEnded(
            this, outcome.Errno, outcome.ExitCode, outcome.Output, outcome.Complaints));
    }
}

/// <summary>What a command did.</summary>
/// <param name="Kernel">The kernel after it.</param>
/// <param name="Errno">0, or the error of the kernel that stopped it, positive.</param>
/// <param name="Output">What the tool printed on standard output, with its line ends.</param>
public sealed record CommandOutcome(Kernel Kernel, int Errno, string Output)
{
    /// <summary>What the tool printed on standard error.</summary>
    public string Complaints { get; init; } = "";

    /// <summary>The tool's exit status, 0 to 255.</summary>
    public int ExitCode { get; init; }

    /// <summary>The command worked and said nothing.</summary>
    public static CommandOutcome Done(Kernel kernel) => new(kernel, 0, "");

    /// <summary>The command failed and changed nothing more than <paramref name="kernel"/>
    /// shows.</summary>
    public static CommandOutcome Failed(Kernel kernel, int errno, string why) =>
        new(kernel, errno, "") { Complaints = why, ExitCode = 1 };

    /// <summary>The command would have gone on for ever and was given up, as by Ctrl-C.</summary>
    /// <param name="kernel">What it did until then.</param>
    public static CommandOutcome Interrupted(Kernel kernel) =>
        new(kernel, SoftReserve.Errno.Interrupted, "")
        {
            Complaints = "softreserve: waits for ever: its memory is busy\n",
            ExitCode = GivenUpStatus,
        };

    // as timeout(1) has it
    private const int GivenUpStatus = 124;
}

/// <summary>A command was typed and has ended.</summary>
/// <param name="Command">As typed.</param>
/// <param name="Errno">0, or the error that stopped it.</param>
/// <param name="ExitCode">The tool's exit status.</param>
/// <param name="Output">What the tool printed on standard output.</param>
/// <param name="Complaints">What it printed on standard error.</param>
public sealed record CommandEnded(
    UserCommand Command, int Errno, int ExitCode, string Output, string Complaints) : Decision
{
    /// <inheritdoc/>
    public override string Rule => "typed";

    /// <inheritdoc/>
    public override FormattableString Because => Errno == 0
        ? (FormattableString)$"{Command.Line}"
        : $"{Command.Line}: error {Errno}: {Complaints}";
}

/// <summary>The next command of the script is typed, once all before it has settled.</summary>
/// <remarks>Atomic: what a tool writes to sysfs returns when it is done; what that only starts, as
/// a module's uevents, are steps of their own.</remarks>
/// <param name="Index">Its place in the script, from 0.</param>
public sealed record TypeCommand(int Index) : KernelStep
{
    /// <inheritdoc/>
    public override string Token => "commands";

    /// <inheritdoc/>
    public override string Title => $"type command {Index + 1}";

    /// <inheritdoc/>
    public override string Function => "userspace";

    /// <inheritdoc/>
    public override bool IsEnabled(Kernel kernel) =>
        kernel.Drivers.CommandsDone == Index
        && kernel.Drivers.InitcallsDone == kernel.Boot.Initcalls.Count
        && !kernel.Boot.Commands[Index].IsBlocked(kernel);

    /// <inheritdoc/>
    public override Kernel Run(Kernel kernel)
    {
        var drivers = kernel.Drivers with { CommandsDone = Index + 1 };
        return kernel.Boot.Commands[Index].TypeIn(kernel with { Drivers = drivers });
    }
}
