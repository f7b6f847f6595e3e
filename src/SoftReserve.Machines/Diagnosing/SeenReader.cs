using SoftReserve.Addresses;
using SoftReserve.Diagnosis;
using SoftReserve.Machines.Captures;
using SoftReserve.Machines.Diagnostics;

namespace SoftReserve.Machines.Diagnosing;

/// <summary>Reads what a machine showed last from the files of its recording.</summary>
/// <remarks>The same limits apply as for the machine. A line that makes no sense is passed over:
/// only what is there is evidence.</remarks>
public static class SeenReader
{
    // a large server has some thousand
    private const int MostResources = 32_768, MostMappings = 4096;

    /// <summary>Reads the last state.</summary>
    /// <param name="files">The recording's files.</param>
    /// <param name="limits">Null for <see cref="CaptureLimits.Default"/>.</param>
    public static ReadResult<Seen> Read(ICaptureFiles files, CaptureLimits? limits = null)
    {
        var context = new CaptureContext(files, limits ?? CaptureLimits.Default);
        var iomem = IomemLines.Read(Lines(context, CaptureFileNames.Iomem));
        var list = SeenCxl.Read(context);
        var seen = new Seen(
            iomem,
            SeenDax.Read(context, iomem),
            list.Regions.IsEmpty ? SeenCxl.Of(iomem) : list.Regions,
            list.Memdevs,
            Lines(context, CaptureFileNames.KernelLog),
            Lines(context, CaptureFileNames.Drivers),
            [
                .. Lines(context, CaptureFileNames.LoadedModules)
                    .Where(line => !line.Text.StartsWith("Module ", StringComparison.Ordinal)),
                .. Lines(context, CaptureFileNames.Modules),
            ],
            Lines(context, CaptureFileNames.Numa),
            Lines(context, CaptureFileNames.Cards),
            [
                .. Lines(context, CaptureFileNames.KernelCommandLine),
                .. Lines(context, CaptureFileNames.FirmwareMemoryMap),
                .. Lines(context, CaptureFileNames.Config),
            ]);
        Limit(context, CaptureFileNames.Iomem, seen.Iomem.Count, MostResources);
        Limit(context, CaptureFileNames.Daxctl, seen.DaxDevices.Count, context.Limits.Devices);
        Limit(context, CaptureFileNames.Daxctl,
            seen.DaxDevices.Sum(device => device.Ranges.Count), MostMappings);
        Limit(context, CaptureFileNames.CxlList, seen.CxlRegions.Count, context.Limits.Devices);
        return ReadResult<Seen>.Of(context.Problems.IsEmpty ? seen : null, context.Problems);
    }

    private static void Limit(CaptureContext context, string file, int count, int most)
    {
        if (count > most)
            context.Report(CaptureDiagnosticId.TooLarge, file, 1,
                $"{count} entries; at most {most} are read");
    }

    private static ValueList<Sighting> Lines(CaptureContext context, string path) =>
    [
        .. (context.Text(path)?.Lines ?? [])
            .Select((text, index) => (Text: text, Line: index + 1))
            .Where(each => !string.IsNullOrWhiteSpace(each.Text))
            .Select(each => new Sighting(path, each.Line, Printable.Of(
                path == CaptureFileNames.Iomem ? each.Text.TrimEnd() : each.Text.Trim()))),
    ];
}
