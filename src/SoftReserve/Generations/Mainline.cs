using SoftReserve.Configuration;
using SoftReserve.Dax;
using SoftReserve.Firmware;

namespace SoftReserve.Generations;

/// <summary>7.1 and 7.2: v8 without its last patch, with Kconfig repaired.</summary>
public static class Mainline
{
    /// <summary>The choices of 7.1.</summary>
    public static Generation Kernel71 { get; } = V8.Choices with
    {
        Name = "7.1",
        About = "7.1, the series as merged",
        ReturnsSoftReserved = false,   // 9/9 was not merged: no Soft Reserved line any more
        Kconfig = // commit 1eaef15b2349
        [
            .. KconfigRules.Common, .. KconfigRules.PciSelectsMem,
            .. KconfigRules.NeverAheadOfModules,
        ],
        ParentsHmemDevices = true,     // commit 059edcc405e4
        E820Text = E820TextStyle.Six,
        ReadsWindowsLate = true,       // commit 1e1cd49ded59
        FallsBackToRangeRegister = false, // seen with 7.2: the decoders' enable bit tells
    };

    /// <summary>The choices of 7.2.</summary>
    public static Generation Kernel72 { get; } = Kernel71 with
    {
        Name = "7.2",
        About = "7.2 and 7.3",
        DaxClaims = DaxClaims.ExclusiveLoud, // commit cd1a8d788763: the conflict is an error
        E820Text = E820TextStyle.SevenTwo,
        TellsTruncation = true,
    };
}
