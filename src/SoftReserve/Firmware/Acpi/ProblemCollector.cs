using SoftReserve.Addresses;

namespace SoftReserve.Firmware.Acpi;

/// <summary>Collects the problems of one table, up to a limit.</summary>
/// <remarks>The limit keeps a hostile table from costing more memory than it has bytes.</remarks>
internal sealed class ProblemCollector
{
    private const int Limit = 100;

    private readonly List<TableProblem> _problems = [];

    /// <summary>Notes a problem; formats nothing once the limit is reached.</summary>
    public void Add(string id, int offset, FormattableString what)
    {
        if (_problems.Count < Limit)
            _problems.Add(new TableProblem(id, offset, FormattableString.Invariant(what)));
        else if (_problems.Count == Limit)
            _problems.Add(new TableProblem(TableProblemId.MoreProblems, offset,
                "and more: only the first hundred problems are listed"));
    }

    /// <summary>Joins the problems and what was read.</summary>
    public Decoded<T> Finish<T>(T? table)
        where T : class => new(table, [.. _problems]);
}
