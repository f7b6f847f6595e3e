using SoftReserve.Addresses;

namespace SoftReserve.Machines.Diagnostics;

/// <summary>Collects problems while a file is read, so that all are told at once.</summary>
/// <param name="capacity">Problems that are kept; the others are only counted.</param>
public sealed class DiagnosticBag(int capacity)
{
    private readonly List<Diagnostic> _kept = [];
    private readonly HashSet<Diagnostic> _seen = [];
    private int _omitted;

    /// <summary>Problems so far, those that are only counted included.</summary>
    public int Count => _kept.Count + _omitted;

    /// <summary>True when nothing was wrong.</summary>
    public bool IsEmpty => _kept.Count == 0;

    /// <summary>True when further problems are only counted.</summary>
    public bool IsFull => _kept.Count >= capacity;

    /// <summary>Adds a problem; one that is already known counts once.</summary>
    public void Add(Diagnostic problem)
    {
        if (IsFull)
            _omitted += _seen.Contains(problem) ? 0 : 1;
        else if (_seen.Add(problem))
            _kept.Add(problem);
    }

    /// <summary>The problems in the order of file, line and column; those beyond the capacity as
    /// a last one, <c>and N more</c>.</summary>
    public ValueList<Diagnostic> ToList()
    {
        ValueList<Diagnostic> sorted = [.. _kept
            .OrderBy(problem => problem.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.Line)
            .ThenBy(problem => problem.Column)
            .ThenBy(problem => problem.Id, StringComparer.Ordinal)];
        return _omitted == 0
            ? sorted
            : sorted.Add(sorted[^1] with
            {
                Id = DiagnosticId.TooLarge,
                Message = FormattableString.Invariant($"and {_omitted} more"),
            });
    }
}
