using SoftReserve.Dax;
using SoftReserve.Drivers;
using SoftReserve.Hmem.Arbitration;

namespace SoftReserve.Generations;

/// <summary>v5, 22 January 2026: one answer for all ranges; dax_cxl waits for it.</summary>
public static class V5
{
    /// <summary>The choices.</summary>
    public static Generation Choices { get; } = V4.Choices with
    {
        Name = "v5",
        About = "the series as posted on 22 January 2026",
        OnWindowedRange = new AskGlobalMode { OutlivesModule = true }, // a variable of the dax core
        Settlement = new TearDownAll(),                // one uncovered range gives HMEM all
        CxlDaxCreation = CxlDaxCreation.AtProbe,       // register_dax is gone
        CxlDaxBinding = CxlDaxBinding.WhenHmemDropped, // -EPROBE_DEFER until then
        Links = ModuleLinks.MemdevWithPci,             // on top of 7.0's CXL rework
        IomemDepth = 8,
    };
}
