using SoftReserve.Configuration;
using SoftReserve.Dax;
using SoftReserve.Drivers;
using SoftReserve.Firmware;
using SoftReserve.Hmem;
using SoftReserve.Hmem.Arbitration;

namespace SoftReserve.Generations;

/// <summary>v4 of the series, 20 November 2025, on 6.18: HMEM waits, asks whether CXL regions tile
/// the range, and tears down what does not.</summary>
public static class V4
{
    /// <summary>The choices.</summary>
    public static Generation Choices { get; } = new()
    {
        Name = "v4",
        About = "the series as posted on 20 November 2025, on 6.18",
        Home = SoftReservedHome.PrivateTree,             // 1/9: staged until HMEM is ready
        StagesByEfiSoftReserve = true,                   // 1/9: the tree is within its #ifdef
        DeferralGate = ConfigSymbol.DevDaxCxl,           // 3/9: was CXL_REGION
        OnWindowedRange = new AskGlobalMode(),           // 4/9: one mode for all ranges
        Coverage = new RegionChain(),                    // 5/9: cxl_regions_fully_map()
        Settlement = new TearDownOrHandOver(),           // 5/9, 7/9, 8/9
        WorkSharing = WorkSharing.OnePerDevice,          // allocated by each probe
        WorkRelease = WorkRelease.FreesWrongAddress,     // bug N1
        ModeIsModules = true,                            // 4/9: static in hmem.c
        ReturnsSoftReserved = true,                      // 9/9: back into iomem with HMEM
        CxlDaxCreation = CxlDaxCreation.UserCreatedOnly, // 6/9: register_dax
        CxlDaxBinding = CxlDaxBinding.AtOnce,           // dax_cxl is as it was
        DaxClaims = DaxClaims.Unchecked,                 // the tree of dax regions came with v6
        RequestsCxlModules = true,                       // 2/9: cxl_acpi and cxl_pci, not cxl_mem
        PostponesDaxCxl = false,                         // v6 on
        Links = ModuleLinks.MemdevByUdev,                // the synchronous attach is not in
        Kconfig =                                        // 2/9
        [
            .. KconfigRules.Common, .. KconfigRules.MemBelowPci, .. KconfigRules.CxlAtLeastHmem,
        ],
        BuildBreaks = [KconfigRules.HmemNeedsCxlCore],   // calls into cxl_core, bug N4
        ParentsHmemDevices = false,                      // /platform/hmem.N
        IomemDepth = 5,                                  // as 6.18
        E820Text = E820TextStyle.Six,                    // as 6.18
        ReadsWindowsLate = false,                        // 7.1 on
        AdvisesBlockSize = true,                         // 6.15 and later
        TellsTruncation = false,                         // 7.2 on
        HonoursLocks = false,                            // the lock test never hit
        FallsBackToRangeRegister = true,                 // as 6.18
    };
}
