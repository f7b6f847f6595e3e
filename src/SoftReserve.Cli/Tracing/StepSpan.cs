namespace SoftReserve.Cli.Tracing;

/// <summary>The steps of a trace that a user wants to see.</summary>
/// <param name="From">The first, from 1.</param>
/// <param name="Until">The last, inclusive.</param>
internal readonly record struct StepSpan(int From, int Until)
{
    /// <summary>Every step of a trace.</summary>
    public static StepSpan All(Trace trace) => new(1, trace.Steps.Count);

    /// <summary>The steps, in order.</summary>
    public IEnumerable<TracedStep> Of(Trace trace) =>
        trace.Steps.Skip(From - 1).Take(Until - From + 1);
}

/// <summary>What <c>--format</c> prints.</summary>
internal enum TraceFormat
{
    /// <summary>Lines for people.</summary>
    Text,

    /// <summary>A sequence diagram.</summary>
    Mermaid,
}
