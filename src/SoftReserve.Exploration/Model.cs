namespace SoftReserve.Exploration;

/// <summary>A system that the explorer can run: states, and the steps that lead from one to the
/// next.</summary>
/// <remarks>Obligations: <see cref="Enabled"/> lists the same steps in the same order for equal
/// states, and <see cref="Run"/> is a pure function. Paths are only replayable because of
/// that.</remarks>
/// <typeparam name="TState">An immutable state.</typeparam>
/// <typeparam name="TStep">A step, a value.</typeparam>
public interface IModel<TState, TStep>
{
    /// <summary>When two states are the same state.</summary>
    IEqualityComparer<TState> Identity { get; }

    /// <summary>The steps that can happen, the default first.</summary>
    IReadOnlyList<TStep> Enabled(TState state);

    /// <summary>The state after a step.</summary>
    TState Run(TState state, TStep step);
}
