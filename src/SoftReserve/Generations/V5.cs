using SoftReserve.Configuration;
using SoftReserve.Dax;
using SoftReserve.Drivers;
using SoftReserve.Hmem;
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
        Coverage = new SingleCommittedRegion(),        // 4/7: containment
        StagesByEfiSoftReserve = false,                // 7.0's tree is always there
        Settlement = new TearDownAll(),                // one uncovered range gives HMEM all
        ModeIsModules = false,                         // 5/7: moved to dax/bus.c
        CxlDaxCreation = CxlDaxCreation.AtProbe,       // register_dax is gone
        CxlDaxBinding = CxlDaxBinding.WhenHmemDropped, // -EPROBE_DEFER until then
        Links = ModuleLinks.MemdevWithPci,             // on top of 7.0's CXL rework
        Kconfig =                                      // 2/9 of v4 stays
        [
            .. KconfigRules.Common, .. KconfigRules.PciSelectsMem, .. KconfigRules.CxlAtLeastHmem,
        ],
        IomemDepth = 8,                                // as 7.0
    };
}
