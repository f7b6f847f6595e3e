using SoftReserve.Hmem.Arbitration;

namespace SoftReserve.Generations;

/// <summary>v8, 22 March 2026: the last posting.</summary>
public static class V8
{
    /// <summary>The choices.</summary>
    public static Generation Choices { get; } = V7.Choices with
    {
        Name = "v8",
        About = "the series as posted on 22 March 2026",
        OnWindowedRange = new AwaitOnce(), // a reload leaves window ranges to CXL
        FlushesUninitialisedWork = false,  // the work is initialised statically
        HonoursLocks = true,               // tested on 7.0 with the lock test repaired
    };
}
