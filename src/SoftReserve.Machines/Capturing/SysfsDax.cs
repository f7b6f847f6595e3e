using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Listings;

namespace SoftReserve.Machines.Capturing;

/// <summary>The dax bus as the files of a live machine show it.</summary>
/// <remarks>What ndctl's libdaxctl reads: <c>add_dax_dev()</c>, <c>daxctl_memory_op()</c>,
/// daxctl/lib/libdaxctl.c.</remarks>
public sealed class SysfsDax
{
    private const string Devices = "/sys/bus/dax/devices", Blocks = "/sys/devices/system/memory";

    private readonly HostFiles _files;
    private readonly List<MemoryBlockFiles> _blocks;

    private SysfsDax(HostFiles files) => (_files, _blocks) = (files, ReadBlocks(files));

    /// <summary>Every dax region that has a device.</summary>
    public static ValueList<DaxRegionView> Read(HostFiles files)
    {
        var reader = new SysfsDax(files);
        return
        [
            .. files.List(Devices)
                .Select(name => files.Real($"{Devices}/{name}")).OfType<string>()
                .GroupBy(device => device[..device.LastIndexOf('/')])
                .Select(region => reader.Region(region.Key, region)),
        ];
    }

    private DaxRegionView Region(string path, IEnumerable<string> devices)
    {
        var attributes = path + "/dax_region";
        var align = new ByteSize(_files.Number(attributes + "/align") ?? 0);
        return new DaxRegionView(
            path["/sys/devices".Length..],
            (int)((_files.Number(attributes + "/id") ?? 0) & int.MaxValue),
            new ByteSize(_files.Number(attributes + "/size") ?? 0),
            new ByteSize(_files.Number(attributes + "/available_size") ?? 0),
            align,
            [.. devices.Select(device => Device(device, align))]);
    }

    private DaxDeviceView Device(string path, ByteSize align)
    {
        var driver = _files.LinkName(path + "/driver");
        ValueList<DaxMappingView> mappings = [.. Mappings(path)];
        var blocks = driver == "kmem" ? BlocksIn(mappings) : null;
        return new DaxDeviceView(
            path[(path.LastIndexOf('/') + 1)..],
            new ByteSize(_files.Number(path + "/size") ?? 0),
            int.TryParse(
                _files.Text(path + "/target_node"), CultureInfo.InvariantCulture, out var node)
                ? node : -1,
            _files.Number(path + "/align") is { } own ? new ByteSize(own) : align,
            ModeOf(driver),
            blocks?.Count(block => block.IsOnline),
            blocks?.Count,
            blocks is null || blocks.Count == 0 || blocks.Exists(block => !block.IsOnline)
                ? null : blocks.TrueForAll(block => block.IsMovable),
            driver is null,
            mappings);
    }

    private static DaxctlMode ModeOf(string? driver) => driver switch
    {
        "kmem" => DaxctlMode.SystemRam,
        "device_dax" or null => DaxctlMode.Devdax,
        "fsdev_dax" => DaxctlMode.Famfs,
        _ => DaxctlMode.Unknown,
    };

    private IEnumerable<DaxMappingView> Mappings(string device)
    {
        foreach (var name in _files.List(device))
            if (name.StartsWith("mapping", StringComparison.Ordinal)
                && _files.Number($"{device}/{name}/start") is { } start
                && _files.Number($"{device}/{name}/end") is { } end && start <= end)
                yield return new DaxMappingView(
                    _files.Number($"{device}/{name}/page_offset") ?? 0,
                    new AddressRange(start, end));
    }

    private List<MemoryBlockFiles> BlocksIn(ValueList<DaxMappingView> mappings) =>
        _blocks.FindAll(block => mappings.Any(mapping => mapping.Range.Contains(block.Range)));

    private static List<MemoryBlockFiles> ReadBlocks(HostFiles files)
    {
        if (!ulong.TryParse(
                files.Text(Blocks + "/block_size_bytes"), NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture, out var size) || size == 0)
            return [];
        var blocks = new List<MemoryBlockFiles>();
        foreach (var name in files.List(Blocks))
            if (name.StartsWith("memory", StringComparison.Ordinal)
                && ulong.TryParse(name.AsSpan(6), CultureInfo.InvariantCulture, out var number)
                && UInt128.Max(number, 1) * size <= ulong.MaxValue - size)
                blocks.Add(new MemoryBlockFiles(
                    AddressRange.Sized(new Hpa(number * size), new ByteSize(size)),
                    files.Text($"{Blocks}/{name}/state") == "online",
                    files.Text($"{Blocks}/{name}/valid_zones")?.StartsWith(
                        "Movable", StringComparison.Ordinal) == true));
        return blocks;
    }

    private sealed record MemoryBlockFiles(AddressRange Range, bool IsOnline, bool IsMovable);
}
