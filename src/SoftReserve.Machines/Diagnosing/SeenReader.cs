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
        return ReadResult<Seen>.Of(context.Problems.IsEmpty ? seen : null, context.Problems);
    }

    private static ValueList<Sighting> Lines(CaptureContext context, string path) =>
    [
        .. (context.Text(path)?.Lines ?? [])
            .Select((text, index) => (Text: text, Line: index + 1))
            .Where(each => !string.IsNullOrWhiteSpace(each.Text))
            .Select(each => new Sighting(path, each.Line,
                path == CaptureFileNames.Iomem ? each.Text.TrimEnd() : each.Text.Trim())),
    ];
}
