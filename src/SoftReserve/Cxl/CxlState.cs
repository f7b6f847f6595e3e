using SoftReserve.Addresses;

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
    public CxlMemdev? FindMemdev(string name)
    {
        foreach (var memdev in Memdevs)
            if (memdev.Name == name)
                return memdev;
        return null;
    }

    /// <summary>This state with one more card, in its place by name: the order in which cards
    /// probed decides nothing.</summary>
    public CxlState Add(CxlMemdev memdev) => this with
    {
        Memdevs = Memdevs.AddInOrder(
            memdev, each => string.CompareOrdinal(each.Name, memdev.Name) > 0),
    };

    /// <summary>This state with the card of the same name exchanged.</summary>
    public CxlState WithMemdev(CxlMemdev changed)
    {
        for (var index = 0; index < Memdevs.Count; index++)
            if (Memdevs[index].Name == changed.Name)
                return this with { Memdevs = Memdevs.SetItem(index, changed) };
        return this;
    }

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
        for (var id = 1; ; id++)
            if (!IsPortIdTaken(id))
                return id;
    }

    private bool IsPortIdTaken(int id)
    {
        foreach (var port in Ports)
            if (port.Id == id)
                return true;
        foreach (var memdev in Memdevs)
            if (memdev.EndpointId == id)
                return true;
        return false;
    }
}
