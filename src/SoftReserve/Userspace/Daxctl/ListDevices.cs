using SoftReserve.Listings;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Daxctl;

/// <summary><c>daxctl list</c>.</summary>
internal static class ListDevices
{
    private static readonly ToolSyntax Syntax = new(
        "daxctl list [<options>]",
        [
            ToolOption.Text('r', "region", "region-id", "only this dax region"),
            ToolOption.Text('d', "dev", "dev-id", "only this dax device"),
            ToolOption.Flag('D', "devices", "show dax devices"),
            ToolOption.Flag('R', "regions", "show dax regions"),
            ToolOption.Flag('M', "mappings", "show the ranges of devices"),
            ToolOption.Flag('i', "idle", "show devices without a byte too"),
            ToolOption.Flag('u', "human", "print sizes for people"),
        ]);

    public static readonly Subcommand Command = new("list", Syntax, Act);

    private static int Act(ToolRun run, OptionValues values)
    {
        foreach (var extra in values.Arguments)
            run.Complain($"  Error: unknown parameter \"{extra}\"\n");
        if (!values.Arguments.IsEmpty)
            return DeviceSyntax.Fail(run, Syntax);

        var isAsked = values.Has("regions") || values.Has("devices");
        var options = new DaxctlOptions(
            Regions: isAsked ? values.Has("regions") : values.Has("region"),
            Devices: isAsked ? values.Has("devices") : values.Has("dev"),
            values.Has("mappings"), values.Has("idle"), values.Has("human"))
        {
            ShowsDevice = name => DaxctlWalk.IsDevice(name, values.Text("dev")),
        };
        run.Print(DaxctlListing.Text(
            DaxctlOfKernel.Regions(run.Kernel)
                .Where(region => DaxctlWalk.IsRegion(region.Id, values.Text("region"))),
            options));
        return 0;
    }
}
