using SoftReserve.Addresses;

namespace SoftReserve.Owners.Life;

/// <summary>What a stage of a range's life is about, in the order in which a quiet machine comes
/// to them.</summary>
public enum StageKind
{
    /// <summary>Firmware marks it.</summary>
    Firmware,

    /// <summary>The kernel's memory map types it.</summary>
    MemoryMap,

    /// <summary>Soft Reserved is kept somewhere.</summary>
    Kept,

    /// <summary>HMEM's list, and the node.</summary>
    Candidate,

    /// <summary>CXL windows.</summary>
    Window,

    /// <summary>What HMEM makes of it.</summary>
    Hmem,

    /// <summary>CXL regions come, or why they do not.</summary>
    Assembly,

    /// <summary>Who gets it.</summary>
    Decision,

    /// <summary>Dax regions come and go, the loser's CXL regions go.</summary>
    Dax,

    /// <summary>What a driver makes of the dax device.</summary>
    Use,

    /// <summary>A typed command that changed something about it.</summary>
    Command,

    /// <summary>How it stands in the end.</summary>
    Now,
}

/// <summary>A piece of evidence.</summary>
/// <param name="Name">What it is: <c>window</c>, <c>symbol</c>, <c>errno</c>.</param>
/// <param name="Value">Its value, in the words of the kernel's files.</param>
public sealed record StageFact(string Name, string Value);

/// <summary>One stage: what happened, by which rule, on what evidence, where in the kernel, and
/// what did not happen.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Step">The number of the step that did it, from 1 as a trace counts; null for what
/// no step does: firmware, and what is told about the end.</param>
/// <param name="What">One sentence without its full stop.</param>
/// <param name="Rule">The rule or section of the kernel description.</param>
/// <param name="Facts">The evidence.</param>
/// <param name="Function">The kernel function and its file, or the specification.</param>
/// <param name="Otherwise">What would have changed it; null when no change is known that
/// does.</param>
public sealed record LifeStage(
    StageKind Kind,
    int? Step,
    string What,
    string Rule,
    ValueList<StageFact> Facts,
    string Function,
    ProvenAlternative? Otherwise)
{
    /// <summary>The name of the rule in words.</summary>
    public string RuleName => RuleNames.Of(Rule);
}

/// <summary>The life of a piece of the address space of which every byte has the same
/// life.</summary>
/// <param name="Range">The piece, as far as that life reaches.</param>
/// <param name="Title">What it is: <c>Soft Reserved</c>, <c>System RAM</c>, <c>hole</c>.</param>
/// <param name="IsSoftReserved">False where firmware marked nothing and no CXL region lies: then
/// there is a single stage, or none for what is not memory at all.</param>
/// <param name="Stages">In the order in which they happened.</param>
public sealed record RangeLife(
    AddressRange Range, string Title, bool IsSoftReserved, ValueList<LifeStage> Stages);
