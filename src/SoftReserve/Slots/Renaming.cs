using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Dax;
using SoftReserve.Hmem;
using SoftReserve.Memory;
using SoftReserve.Resources;

namespace SoftReserve.Slots;

/// <summary>Moves what a kernel knows to another address, with other names and numbers.</summary>
/// <param name="Range">Where a range goes.</param>
/// <param name="Id">Number of a CXL region or hmem device.</param>
/// <param name="Window">The n of "CXL Window n".</param>
/// <param name="RootDecoder">The k of decoder0.k.</param>
/// <param name="Card">memN.</param>
/// <param name="Bridge">Host bridge uid.</param>
/// <param name="Node">Memory node.</param>
internal sealed record Renaming(
    Func<AddressRange, AddressRange> Range,
    Func<int, int> Id,
    Func<int, int> Window,
    Func<int, int> RootDecoder,
    Func<string, string> Card,
    Func<uint, uint> Bridge,
    Func<int, int> Node)
{
    private const string WindowPrefix = "CXL Window ", DaxPrefix = "dax";

    private static readonly string[] NumberedById =
        ["region", "hmem hmem.", "cxl_dax_region dax_region"];

    public Resource Of(Resource resource)
    {
        SiblingSet children = default;
        foreach (var child in resource.Children)
            children = children.Add(Of(child));
        return new Resource(
            Range(resource.Range), NameOf(resource.Name), resource.Flags, resource.Description)
            .WithChildren(children);
    }

    /// <summary>The numbers of the dax devices that a resource and what is inside it are named
    /// after: memory that stays online outlives its device.</summary>
    public static IEnumerable<int> DaxNumbersIn(Resource resource)
    {
        if (resource.Name?.Split('.') is [var device, _] && Number(device, DaxPrefix) is { } id)
            yield return id;
        foreach (var child in resource.Children)
            foreach (var number in DaxNumbersIn(child))
                yield return number;
    }

    public CxlPort Of(CxlPort port, int id) => port with
    {
        Id = id,
        HostBridgeUid = Bridge(port.HostBridgeUid),
        Decoders = Each(port.Decoders, decoder => decoder with
        {
            Range = Move(decoder.Range),
            CxlRegionId = Rename(decoder.CxlRegionId),
        }),
    };

    public CxlMemdev Of(CxlMemdev memdev) => memdev with
    {
        Name = Card(memdev.Name),
        Decoders = Each(memdev.Decoders, decoder => decoder with
        {
            Range = Move(decoder.Range),
            Committed = Move(decoder.Committed),
            CxlRegionId = Rename(decoder.CxlRegionId),
        }),
    };

    public CxlRegion Of(CxlRegion region) => region with
    {
        Id = Id(region.Id),
        Range = Move(region.Range),
        RootDecoder = RootDecoder(region.RootDecoder),
        Targets = Each(region.Targets, target => target with { Memdev = Card(target.Memdev) }),
    };

    public HmemDevice Of(HmemDevice device) => device with
    {
        Id = Id(device.Id),
        Range = Range(device.Range),
        Node = Node(device.Node),
    };

    public DaxRegion Of(DaxRegion region) => region with
    {
        Id = Id(region.Id),
        Range = Range(region.Range),
        TargetNode = Node(region.TargetNode),
        Devices = Each(region.Devices, device => device with
        {
            Ranges = Each(device.Ranges, Range),
            Reserved = Each(device.Reserved, Range),
        }),
    };

    public HotAddedMemory Of(HotAddedMemory memory) => memory with
    {
        Range = Range(memory.Range),
        Node = Node(memory.Node),
    };

    public static ValueList<T> Each<T>(ValueList<T> list, Func<T, T> change)
    {
        if (list.IsEmpty)
            return list;
        var changed = new T[list.Count];
        for (var index = 0; index < changed.Length; index++)
            changed[index] = change(list[index]);
        return new ValueList<T>(changed);
    }

    private AddressRange? Move(AddressRange? range) => range is { } some ? Range(some) : null;

    private int? Rename(int? id) => id is { } some ? Id(some) : null;

    private string? NameOf(string? name)
    {
        if (name is null)
            return null;
        if (Number(name, WindowPrefix) is { } window)
            return IomemLabels.CxlWindow(Window(window));
        foreach (var prefix in NumberedById)
            if (Number(name, prefix) is { } id)
                return string.Create(CultureInfo.InvariantCulture, $"{prefix}{Id(id)}");
        if (!name.StartsWith(DaxPrefix, StringComparison.Ordinal)
            || name.IndexOf('.', StringComparison.Ordinal) is var dot && dot < 0)
            return name;
        return Number(name[..dot], DaxPrefix) is { } dax
            && Number(name[dot..], ".") is { } instance
            ? string.Create(CultureInfo.InvariantCulture, $"{DaxPrefix}{Id(dax)}.{instance}")
            : name;
    }

    // a number that nothing in the slot has any more is negative in the slot's state
    private static int? Number(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal)
        && int.TryParse(
            name.AsSpan(prefix.Length), NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
