using System.Diagnostics;
using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Machines.Cases;

/// <summary>A machine, what is done to it, and what kernels must then show.</summary>
/// <param name="Id">Unique in the corpus; also the file's name.</param>
/// <param name="About">One sentence.</param>
/// <param name="MachineSource">Path of the machine file, relative to the corpus root; null when
/// the machine stands in the case itself.</param>
/// <param name="Source">Who showed it, or which rule says so.</param>
/// <param name="Confidence">What stands behind the expectations.</param>
/// <param name="Runs">In file order.</param>
public sealed record Case(
    string Id,
    string About,
    string? MachineSource,
    string Source,
    Confidence Confidence,
    ValueList<CaseRun> Runs);

/// <summary>One boot, or one exploration, of each of a few kernels.</summary>
/// <param name="KernelNames">As written: <c>v4</c>, <c>7.2</c>, <c>v4+sync</c>; whether a program
/// has them is for the program to say.</param>
/// <param name="About">Null when the run says nothing of its own.</param>
/// <param name="Source">The case's, unless the run has its own.</param>
/// <param name="Confidence">The case's, unless the run has its own.</param>
/// <param name="Config">Symbols that this run changes; they win over the machine's.</param>
/// <param name="CommandLine">Replaces the machine's; null leaves it.</param>
/// <param name="Machine">The case's machine with <c>with</c> laid over it; its own
/// <see cref="KernelDefaults"/> do not yet have the two above.</param>
/// <param name="Order">Steps that happen in this order, the rest as in the default order.</param>
/// <param name="Commands">Typed after boot, one a line; empty lines are left out.</param>
/// <param name="Expectation">The final state; null when nothing is expected of it.</param>
/// <param name="Explore">What holds over all orders; null when nothing is expected of
/// them.</param>
/// <param name="Line">Where the run begins in its file, from 1.</param>
public sealed record CaseRun(
    ValueList<string> KernelNames,
    string? About,
    string Source,
    Confidence Confidence,
    ValueList<ConfigSetting> Config,
    string? CommandLine,
    Machine Machine,
    ValueList<OrderToken> Order,
    ValueList<string> Commands,
    Expectation? Expectation,
    ExploreExpectation? Explore,
    int Line);

/// <summary>What stands behind an expectation.</summary>
public enum Confidence
{
    /// <summary>Somebody showed that output on a machine.</summary>
    Reported,

    /// <summary>A recorded kernel printed it.</summary>
    Lab,

    /// <summary>It follows from the kernel's source.</summary>
    Source,

    /// <summary>It follows by reasoning that nobody has run.</summary>
    Derived,
}

/// <summary>One step that a case puts in order.</summary>
public abstract record OrderToken
{
    private OrderToken()
    {
    }

    /// <summary>The module's init is done.</summary>
    /// <param name="Name">With underscores.</param>
    public sealed record ModuleLoaded(string Name) : OrderToken;

    /// <summary>The card's attach is done, its endpoint included.</summary>
    /// <param name="Name">memN.</param>
    public sealed record MemdevAttached(string Name) : OrderToken;

    /// <summary>The deferred work decides.</summary>
    public sealed record Decision : OrderToken;

    /// <summary>The typed commands.</summary>
    public sealed record Commands : OrderToken;

    /// <summary>The token as a case has it.</summary>
    public sealed override string ToString() => this switch
    {
        ModuleLoaded module => module.Name,
        MemdevAttached card => card.Name,
        Decision => "decision",
        Commands => "commands",
        _ => throw new UnreachableException(),
    };
}
