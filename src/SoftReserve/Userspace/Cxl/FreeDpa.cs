using SoftReserve.Cxl;
using SoftReserve.Listings;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Cxl;

/// <summary><c>cxl free-dpa</c>: the last decoder of a card gives its memory back, unless a CXL
/// region has it.</summary>
internal static class FreeDpa
{
    public static readonly Subcommand Command = MemdevJson.Command(
        "free-dpa",
        count => "reservation release completed on "
            + CxlLog.Count(count, "mem device", noneIsPlural: false),
        CxlSyntax.OfMemdevs(
            "cxl free-dpa <mem0> [<mem1>..<memn>] [<options>]",
            ReserveDpa.Decoder, ReserveDpa.Type,
            CxlSyntax.Force("try what is expected to fail")),
        Free);

    private static (int Result, NdctlJson? Json) Free(
        ToolRun run, CxlMemdev memdev, OptionValues values)
    {
        if (!ReserveDpa.TryMode(run, memdev, values, out var mode, out var error)
            || ReserveDpa.Choose(run, memdev, values, Last(memdev), out error) is not { } index)
            return (error, null);
        var decoder = memdev.Decoders[index];
        if (decoder.IsEnabled || decoder.CxlRegionId is not null)
        {
            ReserveDpa.NotSet(run, memdev, index);
            return (-Errno.Busy, null);
        }

        run.Kernel = run.Kernel with
        {
            Cxl = run.Kernel.Cxl.WithMemdev(memdev.With(decoder with
            {
                Dpa = null,
                FormerMode = decoder.Dpa is null ? decoder.FormerMode : mode,
            })),
        };
        return (0, MemdevJson.Of(run, memdev.Name, index));
    }

    // from the end, past decoders without memory; one that decodes stands before all others
    private static int Last(CxlMemdev memdev)
    {
        for (var index = memdev.Decoders.Count - 1; index >= 0; index--)
            if (memdev.Decoders[index].Dpa is not null)
                return memdev.Decoders[index].Range is null ? index : -1;
        return -1;
    }
}
