using SoftReserve.Addresses;

namespace SoftReserve.Diagnosis;

/// <summary>One thing that hurts, or will.</summary>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Range">The memory in question; null when it is not about one range.</param>
/// <param name="Symptom">What somebody sees, one sentence.</param>
/// <param name="Owner">Who has the memory, in a few words.</param>
/// <param name="Cause">Why, one or two sentences.</param>
/// <param name="Evidence">The lines that show it, the decisive one first; empty only where a file
/// that should be there is not.</param>
/// <param name="Next">What to type or do next that can not hurt; what hurts is named as
/// such.</param>
public sealed record Finding(
    DiagnosisRule Rule,
    AddressRange? Range,
    string Symptom,
    string Owner,
    string Cause,
    ValueList<Sighting> Evidence,
    string Next);

/// <summary>How bad a finding is.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Note,

    /// <summary>It works, but not as people expect, or not for long.</summary>
    Warning,

    /// <summary>Memory is lost, unusable or dangerous.</summary>
    Error,
}

/// <summary>One way in which Soft Reserved memory goes wrong on a running machine.</summary>
/// <param name="Id">Stable: <c>D02</c>; never reused for something else.</param>
/// <param name="Name">Stable words: <c>hmem-owns-window</c>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="About">What it looks for, one sentence.</param>
public sealed record DiagnosisRule(
    string Id, string Name, FindingSeverity Severity, string About)
{
    /// <summary>Finds the places; the diagnosis stops asking after
    /// <see cref="Diagnoser.MostFindings"/>.</summary>
    internal Func<DiagnosisView, IEnumerable<Finding>> Find { get; init; } = _ => [];
}
