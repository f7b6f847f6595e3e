using System.Text.Json;
using SoftReserve.Addresses;
using SoftReserve.Diagnosis;
using SoftReserve.Machines.Captures;

namespace SoftReserve.Machines.Diagnosing;

/// <summary>Dax devices from <c>daxctl list</c>, or from iomem where only regions are
/// listed.</summary>
internal static class SeenDax
{
    private static readonly string[] Lists =
        [CaptureFileNames.Daxctl, CaptureFileNames.DaxctlRegions];

    public static ValueList<SeenDaxDevice> Read(
        CaptureContext context, ValueList<SeenResource> iomem)
    {
        var paths = new SortedDictionary<ulong, string>();
        foreach (var path in Lists)
        {
            if (context.Text(path) is not { FirstLine.Length: > 0 } text)
                continue;
            using var list = JsonLines.TryParse(context, text);
            var devices = list is null ? [] : Devices(list, paths);
            if (devices.Count > 0)
                return [.. devices];
        }

        return [.. iomem.Where(IsDevice).Select(line => OfResource(line, iomem, paths))];
    }

    private static List<SeenDaxDevice> Devices(
        JsonLines list, SortedDictionary<ulong, string> paths)
    {
        var devices = new List<SeenDaxDevice>();
        foreach (var region in CxlListFile.Objects(list.Root))
        {
            var path = Printable.Of(CxlListFile.Text(region, "path"));
            if (CxlListFile.Number(region, "id") is { } id)
                paths[id] = path;
            foreach (var device in CxlListFile.List(region, "devices"))
                devices.Add(Device(device, path, list));
        }

        return devices;
    }

    private static SeenDaxDevice Device(JsonElement device, string path, JsonLines list)
    {
        var name = CxlListFile.Text(device, "chardev");
        return new SeenDaxDevice(
            Printable.Of(name), path, [.. CxlListFile.List(device, "mappings").Select(RangeOf)
                .OfType<AddressRange>()],
            CxlListFile.Text(device, "mode"),
            CxlListFile.Text(device, "state") != "disabled",
            CxlListFile.Number(device, "target_node") is { } node and <= int.MaxValue
                ? (int)node : -1,
            list.LineOf("chardev", name, with: null));
    }

    private static AddressRange? RangeOf(JsonElement mapping) =>
        CxlListFile.Number(mapping, "start") is { } start
        && CxlListFile.Number(mapping, "end") is { } end && start <= end
            ? new AddressRange(start, end) : null;

    // "dax0.0"
    private static bool IsDevice(SeenResource line) =>
        line.Name.StartsWith("dax", StringComparison.Ordinal)
        && line.Name[3..].Split('.') is [{ Length: > 0 and < 10 } id, { Length: > 0 } number]
        && id.All(char.IsAsciiDigit) && number.All(char.IsAsciiDigit);

    // a device that nobody lists stands in iomem only when a driver has it
    private static SeenDaxDevice OfResource(
        SeenResource line, ValueList<SeenResource> iomem, SortedDictionary<ulong, string> paths)
    {
        var id = ulong.Parse(
            line.Name.AsSpan(3, line.Name.IndexOf('.', StringComparison.Ordinal) - 3),
            System.Globalization.CultureInfo.InvariantCulture);
        var isRam = iomem.Any(each => each.Depth > line.Depth && each.Range.Overlaps(line.Range)
            && each.Name.StartsWith("System RAM", StringComparison.Ordinal));
        var isInRegion = iomem.Any(each => each.Depth < line.Depth
            && each.Name.StartsWith("region", StringComparison.Ordinal)
            && each.Range.Contains(line.Range));
        return new SeenDaxDevice(
            line.Name, paths.GetValueOrDefault(id) ?? (isInRegion ? "" : "hmem"), [line.Range],
            isRam ? "system-ram" : "devdax", IsBound: true, -1, line.At);
    }
}
