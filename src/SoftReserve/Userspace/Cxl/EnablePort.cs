using SoftReserve.Cxl;
using SoftReserve.Listings;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Cxl;

/// <summary><c>cxl enable-port [-m]</c>: cxl_port gets a port back, and with <c>-m</c> cxl_mem its
/// cards.</summary>
internal static class EnablePort
{
    public static readonly Subcommand Command = PortWalk.Command(
        "enable-port", "enabled",
        new ToolSyntax(
            "cxl enable-port <port0> [<port1>..<portN>] [<options>]",
            [
                CxlSyntax.Debug, PortWalk.Endpoint,
                ToolOption.Flag('m', "enable-memdevs", "enable the cards below too"),
            ]),
        Enable);

    private static int Enable(ToolRun run, CxlPlace place, OptionValues values)
    {
        if (place.Kind == CxlPlace.Endpoint)
            return 0;
        var id = NumberedName.Of(place.Name)!.Value;
        run.Kernel = run.Kernel.EnableCxlPort(id);
        if (values.Has("enable-memdevs"))
            foreach (var memdev in run.Kernel.MemdevsBelow(id))
                EnableMemdev.Enable(run, run.Kernel.Cxl.FindMemdev(memdev)!);
        return 0;
    }
}
