namespace SoftReserve.Exploration;

/// <summary>Visits every state that some order of steps reaches, nearest first.</summary>
public static class Explorer
{
    /// <summary>Explores from a state until every reachable state is known or
    /// <paramref name="mostStates"/> are.</summary>
    /// <remarks>Breadth first, so the path to each end is one of the shortest; of several, the one
    /// that takes default steps first.</remarks>
    public static Exploration<TState, TStep> Explore<TState, TStep>(
        IModel<TState, TStep> model, TState initial, int mostStates)
        where TState : notnull
    {
        var known = new HashSet<TState>(model.Identity) { initial };
        var waiting = new Queue<Path<TState, TStep>>();
        waiting.Enqueue(new Path<TState, TStep>(initial, default, null));
        var ends = new List<Path<TState, TStep>>();
        long transitions = 0;
        while (waiting.TryDequeue(out var path))
        {
            var steps = model.Enabled(path.State);
            if (steps.Count == 0)
                ends.Add(path);
            foreach (var step in steps)
            {
                transitions++;
                var next = model.Run(path.State, step);
                if (!known.Add(next))
                    continue;
                if (known.Count > mostStates)
                    return new(false, known.Count, transitions, ends);
                waiting.Enqueue(new Path<TState, TStep>(next, step, path));
            }
        }

        return new(true, known.Count, transitions, ends);
    }
}

/// <summary>What an exploration found.</summary>
/// <param name="IsComplete">False when a bound ended it: other ends may exist.</param>
/// <param name="States">Distinct states seen.</param>
/// <param name="Transitions">Steps taken.</param>
/// <param name="Ends">Every state in which nothing is left to do, nearest first.</param>
public sealed record Exploration<TState, TStep>(
    bool IsComplete, int States, long Transitions, IReadOnlyList<Path<TState, TStep>> Ends);

/// <summary>A state and one shortest way to it.</summary>
/// <param name="State">Where it leads.</param>
/// <param name="Last">The step that led there; meaningless for the first state.</param>
/// <param name="Before">The path without that step; null for the first state.</param>
public sealed record Path<TState, TStep>(
    TState State, TStep? Last, Path<TState, TStep>? Before)
{
    /// <summary>The steps from the first state, in order.</summary>
    public IReadOnlyList<TStep> Steps
    {
        get
        {
            var steps = new List<TStep>();
            for (var path = this; path.Before is not null; path = path.Before)
                steps.Add(path.Last!);
            steps.Reverse();
            return steps;
        }
    }
}
