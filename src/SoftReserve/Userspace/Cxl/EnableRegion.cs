using SoftReserve.Cxl;
using SoftReserve.Resources;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Cxl;

/// <summary><c>cxl enable-region</c>: the region driver probes.</summary>
internal static class EnableRegion
{
    public static readonly Subcommand Command = RegionWalk.Command(
        "enable-region", "enabled",
        CxlSyntax.OfRegions("cxl enable-region <region0> ... [<options>]"),
        static (run, id, _) => Enable(run, id));

    /// <summary>Lets the driver probe a region that it does not have.</summary>
    public static int Enable(ToolRun run, int id)
    {
        var result = run.Kernel.EnableCxlRegion(id);
        run.Kernel = result.Kernel;
        if (result is not UserResult.Refused refused)
            return 0;
        run.Complain(
            $"libcxl: cxl_region_enable: {IomemLabels.CxlRegion(id)}: failed to enable");
        return -refused.Errno;
    }
}
