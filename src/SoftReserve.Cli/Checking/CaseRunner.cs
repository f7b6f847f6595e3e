using SoftReserve.Addresses;
using SoftReserve.Cli.Exploring;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Machines.Cases;
using SoftReserve.Shell;

namespace SoftReserve.Cli.Checking;

/// <summary>How one run of a case went under one kernel.</summary>
internal abstract record RunVerdict
{
    private RunVerdict()
    {
    }

    /// <summary>Everything that the case expects was seen.</summary>
    public sealed record Agrees : RunVerdict;

    /// <summary>Something differs.</summary>
    /// <param name="Lines">One difference each.</param>
    public sealed record Differs(ValueList<string> Lines) : RunVerdict;

    /// <summary>This program has no such kernel, or cannot do what the run asks.</summary>
    public sealed record Skipped(string Why) : RunVerdict;

    /// <summary>The case asks for something impossible.</summary>
    public sealed record Invalid(string Why) : RunVerdict;
}

/// <summary>Runs one run of a case file and compares.</summary>
internal static class CaseRunner
{
    public static RunVerdict Run(CaseRun run, string kernelName, Catalogue kernels)
    {
        if (kernels.Find(kernelName) is not { } generation)
            return new RunVerdict.Skipped(kernels.WhyUnknown(kernelName));
        if (FirstUnknownCommand(run) is { } unknown)
            return new RunVerdict.Skipped($"command not modelled: {unknown}");
        if (run.Explore is { } explore && ExploreCheck.FirstUnjudged(explore) is { } property)
            return new RunVerdict.Skipped($"property not judged: {property}");

        var resolved = Kconfig.Resolve(
            [.. run.Machine.Kernel.Config, .. run.Config],
            generation.Kconfig, generation.BuildBreaks);
        return resolved switch
        {
            KconfigResult.Impossible refused => AgainstRefusal(run, refused.Rule),
            KconfigResult.Valid when run.Expectation?.InvalidConfig is { } why =>
                new RunVerdict.Differs([$"config: builds, expected: {why}"]),
            KconfigResult.Valid valid => Boot(run, generation, valid.Configuration),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static RunVerdict AgainstRefusal(CaseRun run, string rule) =>
        run.Expectation?.InvalidConfig is null
            ? new RunVerdict.Differs([$"config: {rule}"])
            : new RunVerdict.Agrees();

    private static RunVerdict Boot(
        CaseRun run, Generation generation, KernelConfiguration config)
    {
        var options = new BootOptions(
            generation,
            config,
            KernelCommandLine.Parse(run.CommandLine ?? run.Machine.Kernel.CommandLine),
            [.. run.Commands.SelectMany(line => StraightScript.Read(line).Commands)]);
        var kernel = BootContext.Create(run.Machine, options).PowerOn();
        var differences = new List<string>();
        ValueList<string> order = [.. run.Order.Select(token => token.ToString())];
        if (run.Expectation is { } expectation)
        {
            if (Schedule.Run(kernel, order, skipsImpossible: false)
                is not Scheduled.Settled settled)
                return new RunVerdict.Invalid($"the order cannot happen: {order}");
            differences.AddRange(ExpectationCheck.Differences(expectation, settled.Kernel));
        }

        if (run.Explore is { } explore)
            differences.AddRange(
                ExploreCheck.Differences(explore, kernel, new StepOrder(order)));
        return differences.Count == 0
            ? new RunVerdict.Agrees()
            : new RunVerdict.Differs([.. differences]);
    }

    private static string? FirstUnknownCommand(CaseRun run) =>
        run.Commands.FirstOrDefault(line => !StraightScript.Read(line).Problems.IsEmpty);
}
