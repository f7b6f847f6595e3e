using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Cxl;

/// <summary>The CXL side of the kernel: what cxl_acpi, cxl_port, cxl_mem and cxl_core
/// know.</summary>
/// <param name="HasRoot">True once cxl_acpi has bound: windows are published.</param>
/// <param name="IsRescanQueued">The bus rescan that ends cxl_acpi's probe has not run yet.</param>
/// <param name="RootDecoders">One for each accepted window, in CEDT order.</param>
/// <param name="Ports">Host bridge and switch ports, in creation order.</param>
/// <param name="Memdevs">Cards whose PCI function has probed, by name.</param>
/// <param name="Regions">CXL regions, in creation order.</param>
public sealed record CxlState(
    bool HasRoot,
    bool IsRescanQueued,
    ValueList<RootDecoder> RootDecoders,
    ValueList<CxlPort> Ports,
    ValueList<CxlMemdev> Memdevs,
    ValueList<CxlRegion> Regions)
{
    /// <summary>No CXL driver has bound anything.</summary>
    public static readonly CxlState Empty = new(false, false, [], [], [], []);

    /// <summary>What cards hold that had a driver and have none any more.</summary>
    public ValueList<CardRegisters> Registers { get; init; } = [];

    /// <summary>Faults that were injected after boot.</summary>
    public ValueList<CxlFault> Faults { get; init; } = [];

    /// <summary>What went wrong without showing in any table.</summary>
    public CxlMishaps Mishaps { get; init; }

    /// <summary>The CXL region of that number; null when there is none.</summary>
    public CxlRegion? FindRegion(int id)
    {
        foreach (var region in Regions)
            if (region.Id == id)
                return region;
        return null;
    }

    /// <summary>This state with the CXL region of the same number exchanged.</summary>
    public CxlState WithRegion(CxlRegion changed)
    {
        for (var index = 0; index < Regions.Count; index++)
            if (Regions[index].Id == changed.Id)
                return this with { Regions = Regions.SetItem(index, changed) };
        return this;
    }

    /// <summary>The probed card of that name; null when it has not probed.</summary>
    public CxlMemdev? FindMemdev(string name) =>
        PlaceOfMemdev(name) is >= 0 and var place ? Memdevs[place] : null;

    /// <summary>True while a probed card waits for cxl_mem.</summary>
    public bool HasWaitingMemdev
    {
        get
        {
            foreach (var memdev in Memdevs)
                if (memdev.Attachment == MemdevAttachment.Waiting)
                    return true;
            return false;
        }
    }

    /// <summary>This state with one more card, in its place by name: the order in which cards
    /// probed decides nothing.</summary>
    public CxlState Add(CxlMemdev memdev) => this with
    {
        Memdevs = Memdevs.AddInOrder(
            memdev, each => string.CompareOrdinal(each.Name, memdev.Name) > 0),
    };

    /// <summary>This state with the card of the same name exchanged.</summary>
    public CxlState WithMemdev(CxlMemdev changed) =>
        PlaceOfMemdev(changed.Name) is >= 0 and var place
            ? this with { Memdevs = Memdevs.SetItem(place, changed) }
            : this;

    /// <summary>The root decoder of that number; null when there is none.</summary>
    public RootDecoder? FindRootDecoder(int index) =>
        index >= 0 && index < RootDecoders.Count ? RootDecoders[index] : null;

    /// <summary>This state with the root decoder of the same number exchanged.</summary>
    public CxlState WithRootDecoder(RootDecoder changed) =>
        this with { RootDecoders = RootDecoders.SetItem(changed.Index, changed) };

    /// <summary>The port at that place; null when it has not been made.</summary>
    /// <param name="hostBridgeUid">The host bridge that it is or lies below.</param>
    /// <param name="path">Port numbers from the host bridge down to it.</param>
    public CxlPort? FindPort(uint hostBridgeUid, ReadOnlySpan<int> path)
    {
        foreach (var port in Ports)
            if (port.HostBridgeUid == hostBridgeUid && port.Path.AsSpan().SequenceEqual(path))
                return port;
        return null;
    }

    /// <summary>This state with the port of the same number exchanged.</summary>
    public CxlState WithPort(CxlPort changed)
    {
        for (var index = 0; index < Ports.Count; index++)
            if (Ports[index].Id == changed.Id)
                return this with { Ports = Ports.SetItem(index, changed) };
        return this;
    }

    /// <summary>The lowest number that no portN or endpointN has; 0 is the root's.</summary>
    public int LowestFreePortId()
    {
        Span<bool> isTaken = new bool[Ports.Count + Memdevs.Count + 2]; // one of them is free
        foreach (var port in Ports)
            Take(isTaken, port.Id);
        foreach (var memdev in Memdevs)
            Take(isTaken, memdev.EndpointId ?? 0);
        return 1 + isTaken[1..].IndexOf(false);
    }

    private static void Take(Span<bool> isTaken, int id)
    {
        if (id < isTaken.Length)
            isTaken[id] = true;
    }

    // cards stand in the order of their names
    private int PlaceOfMemdev(string name)
    {
        int low = 0, high = Memdevs.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            switch (string.CompareOrdinal(Memdevs[middle].Name, name))
            {
                case 0:
                    return middle;
                case < 0:
                    low = middle + 1;
                    break;
                default:
                    high = middle - 1;
                    break;
            }
        }

        return -1;
    }
}
