using System.Text.Json;
using SoftReserve.Addresses;
using SoftReserve.Listings;

namespace SoftReserve.Tests.Listings;

/// <summary>Dax regions out of recorded output.</summary>
internal static class RecordedDax
{
    /// <summary>Regions out of <c>daxctl list -RDM</c>. A device of size zero, which the tool
    /// hides, is put back where a region shows none.</summary>
    public static ValueList<DaxRegionView> Regions(string json) =>
        RecordedJson.Parse(json).All(Region);

    public static DaxRegionView Region(JsonElement region)
    {
        var devices = region.List("devices", Device);
        var id = region.Int("id");
        return new DaxRegionView(
            region.TextIfAny("path") ?? "",
            id,
            region.Size("size"),
            region.Size("available_size"),
            region.Size("align"),
            devices.IsEmpty && region.At("size") is not null ? [Hidden(id)] : devices);
    }

    private static DaxDeviceView Hidden(int region) => new(
        $"dax{region}.0", default, 1, ByteSize.MiB(2), DaxctlMode.Devdax, null, null, null, true,
        []);

    private static DaxDeviceView Device(JsonElement device) => new(
        device.Text("chardev"),
        device.Size("size"),
        device.Int("target_node"),
        device.Size("align"),
        device.Text("mode") == "system-ram" ? DaxctlMode.SystemRam : DaxctlMode.Devdax,
        device.IntIfAny("online_memblocks"),
        device.IntIfAny("total_memblocks"),
        device.FlagIfAny("movable"),
        device.IsDisabled(),
        device.At("mappings") is { } mappings
            ? [.. mappings.EnumerateArray().Select((each, index) => Mapping(each, index))]
            : []);

    private static DaxMappingView Mapping(JsonElement mapping, int number) => new(
        number,
        mapping.Number("page_offset"),
        new AddressRange(mapping.Number("start"), mapping.Number("end")));
}
