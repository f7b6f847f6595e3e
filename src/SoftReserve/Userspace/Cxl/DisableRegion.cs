using SoftReserve.Cxl;
using SoftReserve.Dax;
using SoftReserve.Listings;
using SoftReserve.Resources;
using SoftReserve.Userspace.Daxctl;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Cxl;

/// <summary><c>cxl disable-region [-f]</c>: the memory of the region's own dax devices goes
/// offline, then the region loses its driver; with force also when memory stayed.</summary>
/// <remarks>ndctl: <c>disable_region()</c>, cxl/region.c.</remarks>
internal static class DisableRegion
{
    private const string Function = "disable_region";

    public static readonly Subcommand Command = RegionWalk.Command(
        "disable-region", "disabled",
        CxlSyntax.OfRegions(
            "cxl disable-region <region0> ... [<options>]",
            CxlSyntax.Force("go on when its memory stays online")),
        static (run, id, values) => Disable(run, id, values.Has("force")));

    /// <summary>Disables a region; one that has no driver needs nothing.</summary>
    /// <returns>0, or an error, negative.</returns>
    public static int Disable(ToolRun run, int id, bool isForced)
    {
        var failed = false;
        foreach (var target in MemoryOf(run, id))
        {
            if (target.TakeOffline() is not (not 0 and var errno))
                continue;
            run.Region(
                Function,
                $"{Name(id)}: unable to offline {target.Name}: {ErrorText.Of(errno)}");
            if (!isForced)
                return -errno;
            failed = true;
        }

        if (failed)
            foreach (var warning in Warnings)
                run.Region(Function, $"{Name(id)}: {warning}");
        run.Kernel = run.Kernel.DisableCxlRegion(id);
        return 0;
    }

    private static readonly string[] Warnings =
    [
        "Forcing region disable without successful offline.",
        "Physical address space has now been permanently leaked.",
        "Leaked address cannot be recovered until a reboot.",
    ];

    private static string Name(int id) => IomemLabels.CxlRegion(id);

    private static IEnumerable<DaxTarget> MemoryOf(ToolRun run, int id) =>
        run.Kernel.Dax.Find(DaxOwner.Cxl, id) is { } region
            ? KernfsOrder
                .Sort(region.Devices, device => IomemLabels.DaxDevice(id, device.Instance))
                .Select(device => new DaxTarget(run, (DaxOwner.Cxl, id), device.Instance))
                .Where(target => target.IsMemory)
            : [];
}
