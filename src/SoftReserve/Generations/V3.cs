using SoftReserve.Dax;
using SoftReserve.Hmem.Arbitration;

namespace SoftReserve.Generations;

/// <summary>v3, 30 September 2025: HMEM waits, but takes a window for ownership, so that nothing
/// ever comes back to it.</summary>
public static class V3
{
    /// <summary>The choices.</summary>
    public static Generation Choices { get; } = V4.Choices with
    {
        Name = "v3",
        About = "the series as posted on 30 September 2025, on 6.17",
        Coverage = new WindowIsEnough(),         // bug A7: REGISTER was never reached
        Settlement = new AnswerByMode(),         // no teardown yet, no cxl_register_dax() either
        CxlDaxCreation = CxlDaxCreation.AtProbe, // register_dax came with v4 6/9
        BuildBreaks = [],                        // it calls nothing in cxl_core
    };
}
