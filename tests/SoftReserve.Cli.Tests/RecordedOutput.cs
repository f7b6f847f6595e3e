using SoftReserve.Listings;
using SoftReserve.Machines.Captures;
using SoftReserve.Resources;

namespace SoftReserve.Cli.Tests;

/// <summary>One thing that a recording kept, and where the model says the same.</summary>
/// <param name="Name">As <c>captures/exceptions.txt</c> calls it.</param>
/// <param name="Recorded">Null where the recording lacks it.</param>
/// <param name="Predicted">What the model says, as the tool prints it.</param>
/// <param name="Filter">Makes comparable values of either.</param>
internal sealed record RecordedOutput(
    string Name,
    Func<RecordedState, string?> Recorded,
    Func<Kernel, string> Predicted,
    Func<string, IReadOnlyList<string>> Filter)
{
    private static readonly DaxctlOptions Everything =
        new(Regions: true, Devices: true, Mappings: true);

    /// <summary>All that is compared, in the order of docs/recordings.md.</summary>
    public static IReadOnlyList<RecordedOutput> All { get; } =
    [
        new("iomem", state => state.IomemText, Iomem, RecordingFilter.Iomem),
        new("daxctl", state => state.DaxctlJson ?? "", kernel => Daxctl(kernel, Everything),
            RecordingFilter.Daxctl),
        new("daxctl-u", state => state.DaxctlHumanJson ?? "",
            kernel => Daxctl(kernel, Everything with { Human = true }), RecordingFilter.Daxctl),
        new("daxctl-R-u", state => state.DaxctlRegionsJson ?? "",
            kernel => Daxctl(kernel, new DaxctlOptions(Regions: true, Human: true)),
            RecordingFilter.Daxctl),
        new("cxl", state => state.CxlListJson, Cxl, RecordingFilter.Cxl),
        new("drivers", state => state.DriversText, DriverLinks.Of, RecordingFilter.Drivers),
        new("memory", state => state.NumaText, MemoryFolders.Of, RecordingFilter.Memory),
        new("log", state => state.KernelLog, Log, RecordingFilter.Log),
    ];

    public static RecordedOutput Find(string name) => All.Single(each => each.Name == name);

    /// <summary>Values that only one of the two has; empty where nothing was recorded.</summary>
    public IReadOnlyList<string> Differences(RecordedState state, Kernel kernel) =>
        Recorded(state) is { } recorded
            ? RecordingFilter.Differences(Filter(recorded), Filter(Predicted(kernel)))
            : [];

    private static string Iomem(Kernel kernel) => IomemListing.Text(
        kernel.Resources.Iomem, kernel.Boot.Generation.IomemDepth);

    private static string Daxctl(Kernel kernel, DaxctlOptions options) =>
        DaxctlListing.Text(DaxctlOfKernel.Regions(kernel), options);

    // names of functions are an option of dynamic debug; the recordings do without
    private static string Log(Kernel kernel) => string.Join('\n', kernel.Journal
        .SelectMany(entry => entry.Messages)
        .Select(message => $"{message with { Function = null }}"));

    private static string Cxl(Kernel kernel) => CxlListing.Text(
        CxlOfKernel.View(kernel), new CxlListOptions().WithVerbosity(3));
}
