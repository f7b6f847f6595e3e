using SoftReserve.Cxl;
using SoftReserve.Listings;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Cxl;

/// <summary><c>cxl disable-port [-f]</c>: a port is taken from cxl_port, with force also while
/// cards below it are in use.</summary>
internal static class DisablePort
{
    public static readonly Subcommand Command = PortWalk.Command(
        "disable-port", "disabled",
        new ToolSyntax(
            "cxl disable-port <port0> [<port1>..<portN>] [<options>]",
            [CxlSyntax.Debug, PortWalk.Endpoint, CxlSyntax.Force("even while cards use it")]),
        Disable);

    private static int Disable(ToolRun run, CxlPlace place, OptionValues values)
    {
        var active = Active(run.Kernel, place);
        if (active > 0 && !values.Has("force"))
        {
            var (cards, devices) = CxlLog.ActiveCards(active);
            run.Port(
                "action_disable", $"{place.Name} hosts {cards} part of an active region");
            run.Port(
                "action_disable",
                $"See 'cxl list -M -p {place.Name}' to see impacted {devices}");
            return -Errno.Busy;
        }

        run.Kernel = run.Kernel.DisableCxlPort(NumberedName.Of(place.Name)!.Value);
        return 0;
    }

    private static int Active(Kernel kernel, CxlPlace place)
    {
        if (place.Kind == CxlPlace.Endpoint)
            return 1;
        var count = 0;
        foreach (var memdev in kernel.MemdevsBelow(NumberedName.Of(place.Name)!.Value))
            if (kernel.Cxl.FindMemdev(memdev)!.Attachment == MemdevAttachment.Attached)
                count++;
        return count;
    }
}
