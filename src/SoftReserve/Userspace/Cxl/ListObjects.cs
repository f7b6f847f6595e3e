using SoftReserve.Listings;
using SoftReserve.Userspace.Daxctl;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Cxl;

/// <summary><c>cxl list</c>.</summary>
internal static class ListObjects
{
    private static readonly ToolSyntax Syntax = new(
        "cxl list [<options>]",
        [
            ToolOption.Text('m', "memdev", "memory device name(s)", "only these cards"),
            ToolOption.Text('s', "serial", "memory device serial(s)", "only cards so numbered"),
            ToolOption.Flag('M', "memdevs", "show cards"),
            ToolOption.Text('b', "bus", "bus device name", "only these buses"),
            ToolOption.Flag('B', "buses", "show buses"),
            ToolOption.Text('p', "port", "port device name", "only these ports"),
            ToolOption.Flag('P', "ports", "show ports"),
            ToolOption.Flag('S', "single", "nothing below the ports that are named"),
            ToolOption.Text('e', "endpoint", "endpoint device name", "only these endpoints"),
            ToolOption.Flag('E', "endpoints", "show endpoints"),
            ToolOption.Text('d', "decoder", "decoder device name", "only these decoders"),
            ToolOption.Flag('D', "decoders", "show decoders"),
            ToolOption.Flag('T', "targets", "show downstream ports, targets and mappings"),
            ToolOption.Text('r', "region", "region name", "only these CXL regions"),
            ToolOption.Flag('R', "regions", "show CXL regions"),
            ToolOption.Flag('X', "dax", "show the dax regions of CXL regions"),
            ToolOption.Flag('i', "idle", "show what is disabled too"),
            ToolOption.Flag('u', "human", "print sizes for people"),
            ToolOption.Flag('H', "health", "show the health of cards"),
            ToolOption.Flag('I', "partition", "show the partitions of cards"),
            ToolOption.Flag('F', "firmware", "show the firmware of cards"),
            ToolOption.Flag('A', "alert-config", "show the alerts of cards"),
            ToolOption.Flag('L', "media-errors", "show bad places of cards and regions"),
            ToolOption.Flag('v', "verbose", "show more, up to three times"),
            CxlSyntax.Debug,
        ]);

    public static readonly Subcommand Command = new("list", Syntax, Act);

    private static readonly string[] Kinds =
        ["memdevs", "buses", "ports", "endpoints", "decoders", "regions"];

    private static int Act(ToolRun run, OptionValues values)
    {
        foreach (var extra in values.Arguments)
            run.Complain($"  Error: unknown parameter \"{extra}\"\n");
        if (values.Arguments.IsEmpty && values.Has("single") && !values.Has("port"))
            run.Complain("  Error: -S/--single expects a port filter: -p/--port=\n");
        if (!values.Arguments.IsEmpty || (values.Has("single") && !values.Has("port")))
            return DeviceSyntax.Fail(run, Syntax);

        var options = Options(values);
        var text = CxlListing.Text(CxlOfKernel.View(run.Kernel), options, out var complaints);
        foreach (var complaint in complaints)
            run.Complain(complaint);
        if (text == EmptyList)
            run.Complain(NoneFound);
        run.Print(text);
        return 0;
    }

    /// <summary>What the tools print where there is nothing to list.</summary>
    public const string EmptyList = "[]\n";

    /// <summary>The warning before it.</summary>
    public const string NoneFound = "  Warning: no matching devices found\n";

    // filters alone show what they filter, and nothing below it
    private static CxlListOptions Options(OptionValues values)
    {
        var isAsked = Kinds.Any(values.Has);
        bool Shows(string kind, string filter) =>
            isAsked ? values.Has(kind) : values.Has(filter);
        var ports = Shows("ports", "port");
        return new CxlListOptions(
            Shows("buses", "bus"), ports, Shows("endpoints", "endpoint"),
            Shows("memdevs", "memdev") || (!isAsked && values.Has("serial")),
            Shows("decoders", "decoder"), Shows("regions", "region"),
            values.Has("targets"), values.Has("dax"), values.Has("idle"), values.Has("human"),
            values.Has("health"), values.Has("alert-config"), values.Has("partition"),
            values.Has("firmware"))
        {
            Filter = new CxlListFilter(
                values.Text("bus"), values.Text("port"), values.Text("endpoint"),
                values.Text("decoder"), values.Text("memdev"), values.Text("serial"),
                values.Text("region"), IsSingle: values.Has("single") || !isAsked),
        }.WithVerbosity(values.Count("verbose")).WithPortClasses(values.Text("port"));
    }

    private static CxlListOptions WithPortClasses(this CxlListOptions options, string? port) =>
        !options.Ports || port is null
            ? options
            : options with
            {
                Buses = options.Buses || Mentions(port, CxlPlace.Root),
                Endpoints = options.Endpoints || Mentions(port, CxlPlace.Endpoint),
            };

    private static bool Mentions(string words, string kind) => CxlListFilter.Split(words)
        .Any(word => word.Contains(kind, StringComparison.Ordinal));
}
