namespace SoftReserve.Userspace.Ndctl;

/// <summary>A command of cxl or daxctl.</summary>
/// <param name="Name">Its first word.</param>
/// <param name="Syntax">What may follow.</param>
/// <param name="Act">What it does; the result is the exit status.</param>
internal sealed record Subcommand(
    string Name, ToolSyntax Syntax, Func<ToolRun, OptionValues, int> Act)
{
    /// <summary>The command with its words; null where <paramref name="isModelled"/> says no to
    /// what they ask for.</summary>
    public UserCommand? With(
        string[] words, string line, Func<OptionValues, bool>? isModelled = null) =>
        OptionReader.Read(Syntax, words) switch
        {
            OptionReading.Done(var values) when isModelled?.Invoke(values) == false => null,
            OptionReading.Done(var values) => new ToolCommand(this, values) { Line = line },
            OptionReading.Ended ended => new EndedTool(ended) { Line = line },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}

/// <summary>A command that its tool understood.</summary>
internal sealed record ToolCommand(Subcommand Subcommand, OptionValues Values) : UserCommand
{
    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel)
    {
        var run = new ToolRun(kernel);
        return run.End(Subcommand.Act(run, Values));
    }
}

/// <summary>A line at which a tool printed something and gave up before it looked at the
/// machine.</summary>
internal sealed record EndedTool(OptionReading.Ended Ended) : UserCommand
{
    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel) => new(
        kernel, Ended.ExitCode == 0 ? 0 : Errno.Invalid, Ended.Output)
    {
        Complaints = Ended.Complaints,
        ExitCode = Ended.ExitCode,
    };
}
