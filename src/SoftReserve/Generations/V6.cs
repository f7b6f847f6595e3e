using SoftReserve.Dax;
using SoftReserve.Hmem;
using SoftReserve.Hmem.Arbitration;

namespace SoftReserve.Generations;

/// <summary>v6, 10 February 2026: no teardown; a tree of dax regions stops the loser.</summary>
public static class V6
{
    /// <summary>The choices.</summary>
    public static Generation Choices { get; } = V5.Choices with
    {
        Name = "v6",
        About = "the series as posted on 10 February 2026",
        Settlement = new KeepAllRegions(),      // still all or nothing
        WorkSharing = WorkSharing.OneForAll,    // 7/9: register, queue and flush helpers
        WorkRelease = WorkRelease.Flushes,      // bug C8: also inside the probe that failed
        CxlDaxBinding = CxlDaxBinding.AtOnce,   // the driver is registered late instead
        DaxClaims = DaxClaims.Exclusive,        // "DAX Regions"
        PostponesDaxCxl = true,                 // after flushing HMEM's work
        BuildBreaks = [],                       // the helper has a stub in include/cxl/cxl.h
    };
}
