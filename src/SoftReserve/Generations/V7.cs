using SoftReserve.Drivers;
using SoftReserve.Hmem;
using SoftReserve.Hmem.Arbitration;

namespace SoftReserve.Generations;

/// <summary>v7, 19 March 2026: range by range again; one committed region must contain the
/// range.</summary>
public static class V7
{
    /// <summary>The choices.</summary>
    public static Generation Choices { get; } = V6.Choices with
    {
        Name = "v7",
        About = "the series as posted on 19 March 2026",
        OnWindowedRange = new AwaitThenRegister(), // after the first decision it asks no more
        Settlement = new DropOrRegister(),         // no more all or nothing
        WorkRelease = WorkRelease.WorkChecks,      // the work gives up when nobody is bound
        FlushesUninitialisedWork = true,           // bug C10
        Links = ModuleLinks.DaxCxlAfterHmem,       // symbol dependency on dax_hmem
    };
}
