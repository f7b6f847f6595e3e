using System.Diagnostics.CodeAnalysis;
using SoftReserve.Addresses;

namespace SoftReserve.Machines.Diagnostics;

/// <summary>What was read, or everything that kept it from being read; never both.</summary>
public sealed record ReadResult<T> where T : class
{
    private ReadResult(T? value, ValueList<Diagnostic> diagnostics) =>
        (Value, Diagnostics) = (value, diagnostics);

    /// <summary>Null when there is a diagnostic.</summary>
    public T? Value { get; }

    /// <summary>Ordered by place; empty when the value was read.</summary>
    public ValueList<Diagnostic> Diagnostics { get; }

    /// <summary>True when <see cref="Value"/> is there.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsRead => Value is not null;

    internal static ReadResult<T> Of(T? value, DiagnosticBag bag)
    {
        Invariant.Holds(value is not null || !bag.IsEmpty);
        return bag.IsEmpty ? new(value, []) : new(null, bag.ToList());
    }
}
