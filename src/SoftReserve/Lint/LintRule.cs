using SoftReserve.Addresses;

namespace SoftReserve.Lint;

/// <summary>One thing that firmware can get wrong.</summary>
/// <param name="Id">Stable: <c>L07</c>; never reused for something else.</param>
/// <param name="Name">Stable words: <c>window-without-srat</c>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="About">What it looks for, one sentence.</param>
public sealed record LintRule(string Id, string Name, LintSeverity Severity, string About)
{
    /// <summary>Finds the places. May yield any number; the linter stops asking after
    /// <see cref="Linter.MostFindings"/>.</summary>
    internal Func<LintView, IEnumerable<Contradiction>> Find { get; init; } = _ => [];
}

/// <summary>What a rule found, before any kernel has been asked about it.</summary>
/// <param name="Fields">The guilty field first.</param>
/// <param name="Explanation">One sentence.</param>
/// <param name="Consequence">What a booted kernel made of it, in words.</param>
internal sealed record Contradiction(
    ValueList<LintField> Fields, string Explanation, Func<LintBoot, string> Consequence);
