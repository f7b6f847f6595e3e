using SoftReserve.Cxl;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Cxl;

/// <summary><c>cxl disable-region [-f]</c>: the memory of the region's own dax devices goes
/// offline, then the region loses its driver.</summary>
internal static class DisableRegion
{
    public static readonly Subcommand Command = RegionWalk.Command(
        "disable-region", "disabled",
        CxlSyntax.OfRegions(
            "cxl disable-region <region0> ... [<options>]",
            CxlSyntax.Force("go on when its memory stays online")),
        static (run, id, values) => Disable(run, id));

    /// <summary>Disables a region; one that has no driver needs nothing.</summary>
    public static int Disable(ToolRun run, int id)
    {
        run.Kernel = run.Kernel.DisableCxlRegionByUser(id).Kernel;
        return 0;
    }
}
