using SoftReserve.Cxl;
using SoftReserve.Resources;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Cxl;

/// <summary><c>cxl destroy-region [-f]</c>.</summary>
/// <remarks>ndctl: <c>destroy_region()</c>, cxl/region.c. Version 85 looks for locks and for later
/// decoders of the same cards before it touches anything.</remarks>
internal static class DestroyRegion
{
    public static readonly Subcommand Command = RegionWalk.Command(
        "destroy-region", "destroyed",
        CxlSyntax.OfRegions(
            "cxl destroy-region <region0> ... [<options>]",
            CxlSyntax.Force("disable the region first")),
        static (run, id, values) => Destroy(run, id, values.Has("force")));

    private const string MissingDecoder = "libcxl: cxl_region_get_target_decoder";

    private static int Destroy(ToolRun run, int id, bool isForced)
    {
        var name = IomemLabels.CxlRegion(id);
        var region = run.Kernel.Cxl.FindRegion(id)!;
        if (region.IsLocked && run.Kernel.Boot.Generation.HonoursLocks)
        {
            run.Region("destroy_region", $"{name}: cannot destroy a locked region");
            return -Errno.NotPermitted;
        }

        if (OutOfOrder(run, region, name) is not 0 and var blocked)
            return blocked;
        if (region.IsBound && !isForced)
        {
            run.Region("destroy_region", $"{name} active. Disable it or use --force");
            return -Errno.Busy;
        }

        if (region.IsBound)
            DisableRegion.Disable(run, id, isForced: true);
        var result = run.Kernel.DestroyCxlRegion(id, isForced: true);
        run.Kernel = result.Kernel;
        if (result is not UserResult.Refused refused)
            return 0;
        run.Region(
            "destroy_region", $"{name}: failed to reset decode: {ErrorText.Of(refused.Errno)}");
        return -refused.Errno;
    }

    private static int OutOfOrder(ToolRun run, CxlRegion region, string name)
    {
        const string Function = "region_destroy_validate_order";
        if (region.Ways == 0)
        {
            run.Region(Function, $"{name}: error getting interleave ways");
            return -Errno.NoSuchDeviceOrAddress;
        }

        // a card is missing, and with it a decoder
        if (region.Targets.Count < region.Ways)
        {
            run.Complain($"{MissingDecoder}: {name}: " + FormattableString.Invariant(
                $"error locating decoder for target{region.Targets.Count}"));
            return -Errno.NoSuchDeviceOrAddress;
        }

        foreach (var target in region.Targets.OrderBy(target => target.Position))
        {
            var memdev = run.Kernel.Cxl.FindMemdev(target.Memdev)!;
            foreach (var later in memdev.Decoders)
                if (later.Index > target.Decoder && later.Dpa is not null)
                {
                    run.Region(Function, FormattableString.Invariant(
                        $"{name}: destroy blocked, {memdev.Name} still has later active decoder ")
                        + FormattableString.Invariant(
                            $"decoder{memdev.EndpointId}.{later.Index}"));
                    return -Errno.Busy;
                }
        }

        return 0;
    }
}
