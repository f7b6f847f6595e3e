using SoftReserve.Configuration;
using SoftReserve.Hmem;

namespace SoftReserve.Generations;

/// <summary>7.1: v8 without its last patch, with Kconfig and the second hmem_platform device
/// repaired.</summary>
public static class Mainline71
{
    /// <summary>The choices.</summary>
    public static Generation Choices { get; } = V8.Choices with
    {
        Name = "7.1",
        About = "7.1, the series as merged",
        ReturnsSoftReserved = false,              // 9/9 was not merged
        WorkSharing = WorkSharing.OnePerDevice,   // commit f8dc1bde1873
        Kconfig =                                 // commit 1eaef15b2349
        [
            .. KconfigRules.Common, .. KconfigRules.PciSelectsMem,
            .. KconfigRules.NeverAheadOfModules,
        ],
        ParentsHmemDevices = true,                // commit 059edcc405e4
        ReadsWindowsLate = true,                  // commit 1e1cd49ded59
        KeepsStagedDecoders = true,               // commit 87805c32e6ad
        FallsBackToRangeRegister = false,         // seen with 7.2: the decoders' enable bit tells
    };
}
