namespace SoftReserve.Exploration;

/// <summary>A parted model in which every value is a number: a state is a row of a few numbers, and
/// no step is run twice on the same values.</summary>
/// <remarks>Rows hold the number of the shared value, then one for each place. Any thread may ask;
/// the model itself is run by one at a time.</remarks>
public abstract class RowModel
{
    /// <summary>Numbers in a row.</summary>
    public abstract int Width { get; }

    /// <summary>How many steps there are.</summary>
    public abstract int StepCount { get; }

    /// <summary>Bytes that values and memories take, roughly.</summary>
    public abstract long Bytes { get; }

    /// <summary>Writes the first state.</summary>
    public abstract void Start(Span<int> row);

    /// <summary>Lists the enabled steps, ascending.</summary>
    /// <param name="row">A state.</param>
    /// <param name="isReduced">True leaves out steps when one of the enabled ones can run first
    /// without any loss.</param>
    /// <param name="steps">Gets the steps; <see cref="StepCount"/> long.</param>
    /// <returns>How many.</returns>
    public abstract int Enabled(ReadOnlySpan<int> row, bool isReduced, Span<int> steps);

    /// <summary>Runs every enabled step of a state.</summary>
    /// <param name="row">The state.</param>
    /// <param name="isReduced">As for <see cref="Enabled"/>.</param>
    /// <param name="isSymmetric">True orders the places of what it leads to.</param>
    /// <param name="steps">Gets the steps; <see cref="StepCount"/> long.</param>
    /// <param name="rows">Gets the state after each, one behind the other.</param>
    /// <returns>How many.</returns>
    public abstract int Successors(
        ReadOnlySpan<int> row, bool isReduced, bool isSymmetric, Span<int> steps, Span<int> rows);

    /// <summary>Runs a step.</summary>
    public abstract void Run(ReadOnlySpan<int> row, int step, Span<int> next);

    /// <summary>Orders the places of each kind, so that states which differ only by exchanging
    /// such places become one row.</summary>
    public abstract void Sort(Span<int> row);

    /// <summary>The counterpart of a step of a sorted state in a state whose places are not
    /// sorted.</summary>
    public abstract int Counterpart(ReadOnlySpan<int> sorted, int step, ReadOnlySpan<int> row);

    /// <summary>A number that equal states have, in every run of the program.</summary>
    public abstract UInt128 FingerprintOf(ReadOnlySpan<int> row);
}
