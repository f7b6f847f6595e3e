using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Listings;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Cxl;

/// <summary>Commands on cards that print the cards they changed.</summary>
internal static class MemdevJson
{
    /// <summary>A command that ends with a list, be it empty.</summary>
    /// <param name="name">The command.</param>
    /// <param name="done">What it says that it did, with the count put in.</param>
    /// <param name="syntax">Its options.</param>
    /// <param name="act">What it does to one card: 0, or an error, negative; with what it
    /// prints.</param>
    public static Subcommand Command(
        string name, Func<int, string> done, ToolSyntax syntax,
        Func<ToolRun, CxlMemdev, OptionValues, (int Result, NdctlJson? Json)> act) =>
        new(name, syntax, (run, values) =>
        {
            var printed = new List<NdctlJson>();
            return MemdevWalk.Run(
                run, values, name, done, syntax,
                (tool, memdev, each) =>
                {
                    var (result, json) = act(tool, memdev, each);
                    if (json is not null)
                        printed.Add(json);
                    return result;
                },
                () => Report(run, printed));
        });

    private static void Report(ToolRun run, List<NdctlJson> printed)
    {
        if (printed.Count == 0)
            run.Complain(ListObjects.NoneFound);
        run.Print(NdctlJson.Print([.. printed], isHuman: false));
    }

    /// <summary>A card as these commands print it.</summary>
    /// <param name="run">The tool.</param>
    /// <param name="name">The card.</param>
    /// <param name="decoder">The M of the decoder to show in it; null for none.</param>
    public static NdctlJson Of(ToolRun run, string name, int? decoder)
    {
        var view = CxlOfKernel.View(run.Kernel);
        var endpoint = view.Buses.SelectMany(bus => CxlBelow.Ports(bus.Ports))
            .SelectMany(port => port.Endpoints)
            .FirstOrDefault(each => each.Memdev?.Name == name);
        var memdev = endpoint?.Memdev ?? view.AnonymousMemdevs.First(each => each.Name == name);
        return CxlListing.Memdev(
            memdev, decoder is { } index ? endpoint?.Decoders[index] : null);
    }
}
