using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Listings;

namespace SoftReserve.Machines.Capturing;

/// <summary>The CXL hierarchy as the files of a live machine show it.</summary>
/// <remarks>What ndctl's libcxl reads: <c>add_cxl_port()</c>, <c>add_cxl_decoder()</c>,
/// <c>add_cxl_region()</c>, cxl/lib/libcxl.c. What a card's mailbox answers comes by ioctl and is
/// left out.</remarks>
public sealed class SysfsCxl
{
    private const string Devices = "/sys/bus/cxl/devices", Debug = "/sys/kernel/debug/cxl";

    private readonly HostFiles _files;
    private readonly ValueList<DaxRegionView> _dax;

    private SysfsCxl(HostFiles files, ValueList<DaxRegionView> dax) =>
        (_files, _dax) = (files, dax);

    /// <summary>Everything that <c>cxl list</c> shows of the machine.</summary>
    /// <param name="files">The machine's.</param>
    /// <param name="dax">Its dax regions.</param>
    public static CxlView Read(HostFiles files, ValueList<DaxRegionView> dax)
    {
        var reader = new SysfsCxl(files, dax);
        var names = files.List(Devices);
        var owned = Numbered(names, "endpoint")
            .Select(name => files.LinkName($"{Devices}/{name}/uport")).ToList();
        return new CxlView(
            [
                .. Numbered(names, "mem").Where(name => !owned.Contains(name))
                    .Select(reader.Memdev),
            ],
            [.. Numbered(names, "root").Select(reader.Bus)]);
    }

    private CxlBusView Bus(string name)
    {
        var path = $"{Devices}/{name}";
        ValueList<CxlDportView> dports = [.. Dports(path)];
        return new CxlBusView(
            name,
            _files.LinkName(path + "/uport")?.StartsWith(
                "ACPI0017", StringComparison.Ordinal) == true ? "ACPI.CXL" : "cxl_test",
            dports,
            [.. Children(path, "port").Select(port => Port(port, depth: 1))],
            [.. Children(path, "decoder").Select(decoder => RootDecoder(decoder, dports))]);
    }

    private CxlPortView Port(string path, int depth)
    {
        ValueList<CxlDportView> dports = [.. Dports(path)];
        return new CxlPortView(
            NameOf(path),
            _files.LinkName(path + "/uport") ?? "",
            depth > 1 ? _files.LinkName(path + "/parent_dport") : null,
            depth,
            Small(path + "/decoders_committed"),
            IsUnbound(path),
            dports,
            // no machine has switches so deep
            depth < 16 ? [.. Children(path, "port").Select(port => Port(port, depth + 1))] : [],
            [.. Children(path, "endpoint").Select(each => Endpoint(each, depth + 1))],
            [
                .. Children(path, "decoder").Select(decoder => new CxlDecoderView.Port(
                    NameOf(decoder), RangeOf(decoder), Ways(decoder), Granularity(decoder),
                    RegionOf(decoder), Targets(decoder, dports))),
            ]);
    }

    private CxlEndpointView Endpoint(string path, int depth)
    {
        var memdev = _files.LinkName(path + "/uport");
        return new CxlEndpointView(
            NameOf(path),
            memdev ?? "",
            _files.LinkName(path + "/parent_dport"),
            depth,
            Small(path + "/decoders_committed"),
            IsUnbound(path),
            memdev is null ? null : Memdev(memdev),
            [
                .. Children(path, "decoder").Select(decoder => new CxlDecoderView.Endpoint(
                    NameOf(decoder), RangeOf(decoder), Ways(decoder), Granularity(decoder),
                    RegionOf(decoder),
                    _files.Number(decoder + "/dpa_size") > 0
                        ? new Dpa(_files.Number(decoder + "/dpa_resource") ?? 0) : null,
                    new ByteSize(_files.Number(decoder + "/dpa_size") ?? 0),
                    _files.Text(decoder + "/mode") is "ram" or "pmem"
                        ? _files.Text(decoder + "/mode") : null)),
            ]);
    }

    private CxlMemdevView Memdev(string name)
    {
        var path = _files.Real($"{Devices}/{name}") ?? $"{Devices}/{name}";
        var above = path[..path.LastIndexOf('/')];
        return new CxlMemdevView(
            name,
            new ByteSize(_files.Number(path + "/pmem/size") ?? 0),
            QosClass(path + "/pmem/qos_class"),
            new ByteSize(_files.Number(path + "/ram/size") ?? 0),
            QosClass(path + "/ram/qos_class"),
            _files.Number(path + "/serial") ?? 0,
            QosClass(path + "/numa_node"), // -1 for none, too
            NameOf(above),
            _files.Text(path + "/firmware_version"),
            IsUnbound(path),
            _files.Exists($"{Debug}/{name}/inject_poison"),
            CxlMemdevDetails.None);
    }

    private CxlDecoderView.Root RootDecoder(string path, ValueList<CxlDportView> dports)
    {
        var range = RangeOf(path);
        var qosClass = QosClass(path + "/qos_class");
        ValueList<CxlRegionView> regions =
        [
            .. Children(path, "region").Select(region => Region(region, qosClass)),
        ];
        return new CxlDecoderView.Root(
            NameOf(path), range, Ways(path), Granularity(path),
            range is { } window
                ? window.Except(regions.Where(each => each.IsCommitted)
                        .Select(each => each.Range).OfType<AddressRange>())
                    .Select(gap => gap.Size).DefaultIfEmpty().Max()
                : default,
            _files.Text(path + "/cap_pmem") == "1",
            _files.Text(path + "/cap_ram") == "1",
            _files.Text(path + "/cap_type2") == "1",
            qosClass,
            Targets(path, dports),
            regions);
    }

    private CxlRegionView Region(string path, int? windowClass)
    {
        var mode = _files.Text(path + "/mode") ?? "ram";
        ValueList<CxlMappingView> mappings = [.. Mappings(path)];
        return new CxlRegionView(
            NameOf(path),
            RangeOf(path, "resource"),
            new ByteSize(_files.Number(path + "/extended_linear_cache_size") ?? 0),
            mode,
            Ways(path),
            Granularity(path),
            _files.Text(path + "/commit") == "1",
            IsUnbound(path),
            _files.Text(path + "/locked") is { } locked ? locked == "1" : null,
            mappings,
            DaxRegion(path),
            mappings.Any(each => QosClass($"{Devices}/{each.Memdev}/{mode}/qos_class")
                != windowClass));
    }

    private IEnumerable<CxlMappingView> Mappings(string region)
    {
        for (var place = 0; place < Ways(region); place++)
            if (_files.Text(string.Create(
                    CultureInfo.InvariantCulture, $"{region}/target{place}"))
                is { Length: > 0 } decoder
                && _files.Real($"{Devices}/{decoder}") is { } path)
                yield return new CxlMappingView(
                    place,
                    _files.LinkName(path[..path.LastIndexOf('/')] + "/uport") ?? "",
                    decoder);
    }

    private DaxRegionView? DaxRegion(string region)
    {
        if (Children(region, "dax_region").FirstOrDefault() is not { } path)
            return null;
        foreach (var dax in _dax)
            if ("/sys/devices" + dax.Path == path)
                return dax;
        return new DaxRegionView(
            "", int.Parse(NameOf(path).AsSpan("dax_region".Length), CultureInfo.InvariantCulture),
            default, default, default, []);
    }

    private IEnumerable<CxlDportView> Dports(string path)
    {
        foreach (var name in Numbered(_files.List(path), "dport"))
        {
            var device = _files.LinkName($"{path}/{name}") ?? "";
            yield return new CxlDportView(
                device,
                _files.LinkName($"{path}/{name}/firmware_node"),
                ulong.Parse(name.AsSpan("dport".Length), CultureInfo.InvariantCulture),
                _files.Exists($"{Debug}/{device}/einj_inject"));
        }
    }

    private ValueList<CxlTargetView> Targets(string decoder, ValueList<CxlDportView> dports) =>
    [
        .. (_files.Text(decoder + "/target_list") ?? "").Split(',').Select((text, position) =>
            dports.FirstOrDefault(dport => text
                == dport.Id.ToString(CultureInfo.InvariantCulture)) is { } dport
                ? new CxlTargetView(dport.Dport, dport.Alias, position, dport.Id)
                : null).OfType<CxlTargetView>(),
    ];

    private IEnumerable<string> Children(string path, string kind) =>
        _files.Real(path) is { } real
            ? Numbered(_files.List(real), kind).Select(name => $"{real}/{name}")
            : [];

    // "port1" and "decoder1.0", but not "port_type"
    private static IEnumerable<string> Numbered(IEnumerable<string> names, string kind) =>
        names.Where(name => name.StartsWith(kind, StringComparison.Ordinal)
            && name[kind.Length..].Split('.') is var numbers
            && numbers.Length == (kind == "decoder" ? 2 : 1)
            && numbers.All(number => number.Length is > 0 and < 10
                && number.All(char.IsAsciiDigit)));

    private AddressRange? RangeOf(string path, string first = "start") =>
        AddressRange.TryMakeSized(
            _files.Number($"{path}/{first}") ?? 0,
            new ByteSize(_files.Number(path + "/size") ?? 0), out var range) ? range : null;

    private string? RegionOf(string path) =>
        _files.Text(path + "/region") is { Length: > 0 } region ? region : null;

    private int Ways(string path) => Small(path + "/interleave_ways");

    private int Granularity(string path) => Small(path + "/interleave_granularity");

    private int Small(string path) => (int)Math.Min(_files.Number(path) ?? 0, int.MaxValue);

    private int? QosClass(string path) => _files.Number(path) is { } number and <= int.MaxValue
        ? (int)number : null;

    private bool IsUnbound(string path) => _files.LinkName(path + "/driver") is null;

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}
