using System.Runtime.CompilerServices;

namespace SoftReserve;

/// <summary>Conditions that hold unless the program itself is wrong; checked in release
/// too.</summary>
public static class Invariant
{
    /// <summary>Stops the program when <paramref name="condition"/> is false.</summary>
    /// <exception cref="InvalidOperationException">The condition is false; the message quotes
    /// it.</exception>
    public static void Holds(
        bool condition,
        [CallerArgumentExpression(nameof(condition))] string text = "")
    {
        if (!condition)
            throw new InvalidOperationException($"softreserve is wrong about itself: {text}");
    }
}
