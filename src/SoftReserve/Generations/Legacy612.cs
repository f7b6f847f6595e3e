using SoftReserve.Configuration;
using SoftReserve.Dax;
using SoftReserve.Drivers;
using SoftReserve.Firmware;
using SoftReserve.Hmem;
using SoftReserve.Hmem.Arbitration;

namespace SoftReserve.Generations;

/// <summary>6.3 to 6.19: HMEM leaves to CXL whatever a window touches, and never looks
/// back.</summary>
public static class Legacy612
{
    /// <summary>The choices.</summary>
    public static Generation Choices { get; } = new()
    {
        Name = "6.12",
        About = "6.3 to 6.19, before the series",
        Home = SoftReservedHome.Iomem,               // Soft Reserved is visible from boot
        DeferralGate = ConfigSymbol.CxlRegion,       // IS_ENABLED(CONFIG_CXL_REGION)
        OnWindowedRange = new LeaveToCxl(),          // no fallback: failed assembly loses memory
        Coverage = new WindowIsEnough(),             // a window is taken for ownership
        Settlement = new NothingDeferred(),          // nobody waits
        ReturnsSoftReserved = false,                 // it never left
        CxlDaxCreation = CxlDaxCreation.AtProbe,     // every region makes its own
        CxlDaxBinding = CxlDaxBinding.AtOnce,        // nobody to wait for
        DaxClaims = DaxClaims.Unchecked,             // overlapping dax regions may coexist
        RequestsCxlModules = false,                  // only a softdep, which promises no order
        PostponesDaxCxl = false,                     // v6 on
        Links = ModuleLinks.MemdevByUdev,            // cxl_mem comes by uevent
        // HMEM may be built in ahead of CXL
        Kconfig =                                    // HMEM may be built in ahead of CXL
            [.. KconfigRules.Common, .. KconfigRules.MemBelowPci],
        ParentsHmemDevices = false,                  // /platform/hmem.N
        IomemDepth = 5,                              // MAX_IORES_LEVEL
        E820Text = E820TextStyle.Six,                // 7.2 changed the lines
        ReadsWindowsLate = false,                    // fake nodes in numa_meminfo, always
        AdvisesBlockSize = false,                    // the advice came with 6.15
        TellsTruncation = false,                     // 7.2 on
        HonoursLocks = false,                        // the lock test never hit
        RefusesUnflushedReset = true,                // recorded on 6.12
        FallsBackToRangeRegister = true,             // stable kernels of later 2026 do not
    };
}
