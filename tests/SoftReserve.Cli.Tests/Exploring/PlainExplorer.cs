using SoftReserve.Owners;

namespace SoftReserve.Cli.Tests.Exploring;

/// <summary>Explores whole kernels, one at a time, without any of the explorer's ideas: what the
/// explorer finds is compared with it.</summary>
internal static class PlainExplorer
{
    /// <summary>The outcomes of all orders; null when there are more states than allowed.</summary>
    public static SortedSet<string>? Outcomes(Kernel start, int mostStates)
    {
        var outcomes = new SortedSet<string>(StringComparer.Ordinal);
        var known = new HashSet<Kernel>(new Identity()) { start };
        var waiting = new Queue<Kernel>(known);
        while (waiting.TryDequeue(out var kernel))
        {
            var steps = Schedule.Enabled(kernel).ToList();
            if (steps.Count == 0)
                outcomes.Add(OutcomeText.Of(kernel));
            foreach (var step in steps)
                if (step.Run(kernel) is var next && known.Add(next))
                    waiting.Enqueue(next with { Journal = Journal.Empty });
            if (known.Count > mostStates)
                return null;
        }

        return outcomes;
    }

    private sealed class Identity : IEqualityComparer<Kernel>
    {
        public bool Equals(Kernel? x, Kernel? y) => x!.IsSameState(y!);

        public int GetHashCode(Kernel obj) => obj.StateHash();
    }
}

/// <summary>An outcome in words, without the names of devices.</summary>
internal static class OutcomeText
{
    public static string Of(Kernel kernel) => string.Join("; ", OwnersTable.Of(kernel)
        .Select(row => $"{row.Range} {row.Owner} {row.Use}"));
}
