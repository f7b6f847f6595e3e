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
        Settlement = new TearDownOrHandOver(),           // 5/9, 7/9, 8/9
        ReturnsSoftReserved = true,                      // 9/9: back into iomem with HMEM
        CxlDaxCreation = CxlDaxCreation.UserCreatedOnly, // 6/9: register_dax
        CxlDaxBinding = CxlDaxBinding.AtOnce,
        DaxClaims = DaxClaims.Unchecked,                 // the tree of dax regions came with v6
        RequestsCxlModules = true,                       // 2/9: cxl_acpi and cxl_pci, not cxl_mem
        PostponesDaxCxl = false,
        Links = ModuleLinks.MemdevByUdev,                // the synchronous attach is not in
        Kconfig =                                        // 2/9
        [
            .. KconfigRules.Common, .. KconfigRules.MemBelowPci, .. KconfigRules.CxlAtLeastHmem,
        ],
        BuildBreaks = [KconfigRules.HmemNeedsCxlCore],   // calls into cxl_core, bug N4
        ParentsHmemDevices = false,
        IomemDepth = 5,                                  // as 6.18
        E820Text = E820TextStyle.Six,
        ReadsWindowsLate = false,
        AdvisesBlockSize = true,                         // 6.15 and later
        TellsTruncation = false,
        HonoursLocks = false,
        FallsBackToRangeRegister = true,                 // as 6.18
    };
}
