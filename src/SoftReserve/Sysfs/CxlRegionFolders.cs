using System.Globalization;
using SoftReserve.Cxl;
using SoftReserve.Dax;
using SoftReserve.Firmware;

namespace SoftReserve.Sysfs;

/// <summary>CXL regions.</summary>
/// <remarks>Kernel: <c>region_groups[]</c>, drivers/cxl/core/region.c.</remarks>
internal static class CxlRegionFolders
{
    private const string NoUuid = "00000000-0000-0000-0000-000000000000";

    public static void Add(FolderBuilder root, Kernel kernel, CxlRegion region)
    {
        var id = region.Id;
        var folder = root.In(CxlNames.CxlRegion(region))
            .CxlDevice("cxl_region", 6, region.IsBound ? "cxl_region" : null)
            .Text("mode", region.Mode == PartitionMode.Ram ? "ram" : "pmem")
            .Hex("resource", region.Range?.Start.Value ?? ulong.MaxValue)
            .Writable(
                "size", FolderBuilder.HexOf(region.Range?.Size.ToUInt64() ?? 0),
                text => CxlWrites.Size(id, text))
            .Writable("interleave_ways", Text(region.Ways), text => CxlWrites.Ways(id, text))
            .Writable(
                "interleave_granularity", Text(region.Granularity),
                text => CxlWrites.Granularity(id, text))
            .Writable(
                "commit", region.IsCommitted ? "1" : "0", text => CxlWrites.Commit(id, text));
        if (region.Mode == PartitionMode.Ram)
            folder.Text("uuid", "");
        else
            folder.Writable("uuid", NoUuid, KernelWrite.NotModelled);
        if (kernel.Boot.Generation.HonoursLocks)
            folder.Text("locked", region.IsLocked ? "1" : "0");
        folder.In("access0");
        folder.In("access1");
        Targets(folder, kernel, region);
        if (region.HasDaxRegionDevice)
            DaxRegionDevice(folder, kernel, region);
    }

    private static void Targets(FolderBuilder folder, Kernel kernel, CxlRegion region)
    {
        var id = region.Id;
        var names = new string[region.Ways];
        Array.Fill(names, "");
        for (var index = 0; index < region.Targets.Count; index++)
        {
            // a set that is not complete keeps its cards in the order in which they came
            var target = region.Targets[index];
            var endpoint = kernel.Cxl.FindMemdev(target.Memdev)?.EndpointId ?? 0;
            if ((target.Position ?? index) is var position && position < names.Length)
                names[position] = string.Create(
                    CultureInfo.InvariantCulture, $"decoder{endpoint}.{target.Decoder}");
        }

        for (var position = 0; position < names.Length; position++)
        {
            var place = position;
            folder.Writable(
                "target" + Text(place), names[place], text => CxlWrites.Target(id, place, text));
        }
    }

    private static void DaxRegionDevice(FolderBuilder folder, Kernel kernel, CxlRegion region)
    {
        var dax = kernel.Dax.Find(DaxOwner.Cxl, region.Id);
        folder.In("dax_region" + Text(region.Id))
            .CxlDevice("cxl_dax_region", 8, dax is null ? null : "cxl_dax_region");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
