using SoftReserve.Addresses;

namespace SoftReserve.Owners.Comparison;

/// <summary>One thing that an operator has to do about a change.</summary>
/// <param name="When">Before or after the move.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Commands">What to type, one line each; may be empty.</param>
public sealed record Advice(AdviceTime When, string Text, ValueList<string> Commands)
{
    internal static Advice Before(string text, params ReadOnlySpan<string> commands) =>
        new(AdviceTime.BeforeMove, text, [.. commands]);

    internal static Advice After(string text, params ReadOnlySpan<string> commands) =>
        new(AdviceTime.AfterMove, text, [.. commands]);
}

/// <summary>When advice is to be followed.</summary>
public enum AdviceTime
{
    /// <summary>While the old kernel runs.</summary>
    BeforeMove,

    /// <summary>Once the new kernel runs.</summary>
    AfterMove,
}
