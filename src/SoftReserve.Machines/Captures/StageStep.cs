namespace SoftReserve.Machines.Captures;

/// <summary>One thing that was done on the kernel under test, in the order of the
/// recording.</summary>
public abstract record StageStep
{
    private StageStep()
    {
    }

    /// <summary>A module was loaded by hand.</summary>
    /// <param name="Module">As modprobe knows it.</param>
    public sealed record Load(string Module) : StageStep;

    /// <summary>The module's file was taken away.</summary>
    /// <param name="Module">As modprobe knows it.</param>
    public sealed record Blacklist(string Module) : StageStep;

    /// <summary>The module's file was put back.</summary>
    /// <param name="Module">As modprobe knows it.</param>
    public sealed record Unblacklist(string Module) : StageStep;

    /// <summary>From here on modules load by their aliases, first those of all devices, then by
    /// events.</summary>
    public sealed record Autoload : StageStep;

    /// <summary>The state was recorded.</summary>
    /// <param name="State">One of <see cref="Recording.States"/>, unless the machine died before
    /// its files were saved; a dot for the last.</param>
    public sealed record Capture(string State) : StageStep;

    /// <summary>A command was typed.</summary>
    /// <param name="Text">As the shell ran it, variables expanded where a transcript has
    /// it.</param>
    /// <param name="ExitCode">Null where no transcript has it.</param>
    public sealed record Command(string Text, int? ExitCode) : StageStep;

    /// <summary>Waited until every card was attached.</summary>
    public sealed record WaitForEndpoints : StageStep;

    /// <summary>Waited until nothing was pending.</summary>
    public sealed record Settle : StageStep;

    /// <summary>Anything else.</summary>
    /// <param name="Text">The script's line.</param>
    public sealed record Other(string Text) : StageStep;
}
