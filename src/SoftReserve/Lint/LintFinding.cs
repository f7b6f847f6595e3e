using SoftReserve.Addresses;

namespace SoftReserve.Lint;

/// <summary>One contradiction or trap in what firmware tells the kernel.</summary>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Fields">The exact fields that contradict each other, the guilty one
/// first.</param>
/// <param name="Explanation">One sentence about these values.</param>
/// <param name="Consequences">What comes of it under each kernel, oldest first; kernels with the
/// same outcome are one entry. Empty for a machine that is too large to boot.</param>
public sealed record LintFinding(
    LintRule Rule,
    ValueList<LintField> Fields,
    string Explanation,
    ValueList<LintConsequence> Consequences);

/// <summary>One value in a table.</summary>
/// <param name="Table">Which table, and which kind of structure in it.</param>
/// <param name="Index">Counts structures of that kind from 0 in table order; null where there is
/// only one.</param>
/// <param name="Name">The field.</param>
/// <param name="Value">As the table has it.</param>
public sealed record LintField(LintTable Table, int? Index, string Name, string Value);

/// <summary>What comes of a finding.</summary>
/// <param name="Kernels">Names of generations, oldest first.</param>
/// <param name="Text">What these kernels make of it.</param>
public sealed record LintConsequence(ValueList<string> Kernels, string Text);

/// <summary>How bad a finding is.</summary>
public enum LintSeverity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Note,

    /// <summary>Legal, but some kernel makes something unexpected of it.</summary>
    Warning,

    /// <summary>Tables contradict each other or the specification.</summary>
    Error,
}

/// <summary>Kinds of structures that a finding can point at.</summary>
public enum LintTable
{
    /// <summary>An entry of firmware's memory map.</summary>
    MemoryMap,

    /// <summary>The kernel's command line.</summary>
    CommandLine,

    /// <summary>The kernel's configuration.</summary>
    Configuration,

    /// <summary>The SRAT as a whole.</summary>
    Srat,

    /// <summary>A memory affinity structure of SRAT.</summary>
    SratMemory,

    /// <summary>The HMAT as a whole.</summary>
    Hmat,

    /// <summary>A memory proximity domain attributes structure of HMAT.</summary>
    HmatTarget,

    /// <summary>A latency or bandwidth matrix of HMAT.</summary>
    HmatLocality,

    /// <summary>The SLIT.</summary>
    Slit,

    /// <summary>The CEDT as a whole.</summary>
    Cedt,

    /// <summary>A host bridge structure of CEDT.</summary>
    Chbs,

    /// <summary>A window structure of CEDT.</summary>
    Cfmws,

    /// <summary>An XOR interleave structure of CEDT.</summary>
    Cxims,

    /// <summary>A host bridge with its ports.</summary>
    HostBridge,

    /// <summary>A card.</summary>
    Memdev,

    /// <summary>An endpoint decoder as firmware left it.</summary>
    Decoder,
}
