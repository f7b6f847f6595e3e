using SoftReserve.Configuration;
using SoftReserve.Drivers;
using SoftReserve.Hmem;

namespace SoftReserve.Generations;

/// <summary>7.0: patch 1 of the series and the CXL rework, without any arbitration: Soft Reserved
/// has left iomem, and what CXL fails to assemble is lost.</summary>
public static class Kernel70
{
    /// <summary>The choices.</summary>
    public static Generation Choices { get; } = Legacy612.Choices with
    {
        Name = "7.0",
        About = "7.0, patch 1 of the series alone",
        Home = SoftReservedHome.PrivateTree,  // commit bc62f5b308cb
        Links = ModuleLinks.MemdevWithPci,    // commits 1f1cb7f0c255, ae201a009236
        Kconfig =                             // as the links
            [.. KconfigRules.Common, .. KconfigRules.PciSelectsMem],
        AdvisesBlockSize = true,              // since 6.15
        RefusesUnflushedReset = false,        // as 7.2
        IomemDepth = 8,                       // the listing goes deeper
    };
}
