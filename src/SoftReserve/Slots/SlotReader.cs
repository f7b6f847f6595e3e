using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Dax;
using SoftReserve.Hmem;
using SoftReserve.Memory;
using SoftReserve.Resources;

namespace SoftReserve.Slots;

/// <summary>Reads the state of one slot from a kernel.</summary>
internal sealed class SlotReader
{
    private readonly Slot _slot;
    private readonly Kernel _kernel;
    private readonly Renaming _renaming;

    private SlotReader(Slot slot, Kernel kernel, List<Resource> iomem)
    {
        (_slot, _kernel) = (slot, kernel);
        var ids = new List<int>();
        foreach (var region in kernel.Cxl.Regions)
            if (region.Range is { } range && slot.Holds(range))
                AddOnce(region.Id);
        foreach (var device in kernel.Hmem.Devices)
            if (slot.Holds(device.Range))
                AddOnce(device.Id);
        foreach (var region in kernel.Dax.Regions)
            if (slot.Holds(region.Range))
                AddOnce(region.Id);
        foreach (var resource in iomem)
            foreach (var id in Renaming.DaxNumbersIn(resource))
                AddOnce(id);
        _renaming = new SlotNames(slot, kernel.Cxl.RootDecoders).Inward(ids);

        void AddOnce(int id)
        {
            if (!ids.Contains(id))
                ids.Add(id);
        }
    }

    /// <summary>The whole state.</summary>
    public static SlotState Of(Slot slot, Kernel kernel, SlotPieces pieces)
    {
        var reader = new SlotReader(slot, kernel, pieces.Iomem[slot.Index]);
        return new SlotState(
            reader.Resources(pieces.Iomem),
            reader.Resources(pieces.SoftReserved),
            reader.Resources(pieces.DaxClaims),
            reader.Cards(),
            reader.Ports(),
            reader.Memdevs(),
            reader.Regions(),
            reader.HmemDevices(),
            reader.DaxRegions(),
            reader.Added());
    }

    /// <summary>The state when nothing that has a number changed.</summary>
    /// <param name="before">The state before.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="kernel">The kernel after.</param>
    /// <param name="iomem">The slot's part of /proc/iomem, as it was and is.</param>
    public static SlotState Changed(
        SlotState before, Slot slot, Kernel kernel, List<Resource> iomem)
    {
        var reader = new SlotReader(slot, kernel, iomem);
        return before with
        {
            UnprobedCards = reader.Cards(),
            Ports = reader.Ports(),
            Memdevs = reader.Memdevs(),
            Added = reader.Added(),
        };
    }

    private ValueList<Resource> Resources(List<Resource>[] pieces) =>
        Each(pieces[_slot.Index], _renaming.Of);

    private ValueList<string> Cards()
    {
        var cards = new List<string>();
        foreach (var card in _slot.Cards)
            if (_kernel.Drivers.UnprobedCards.IndexOf(card) >= 0)
                cards.Add(_renaming.Card(card));
        return [.. cards];
    }

    private ValueList<CxlPort> Ports()
    {
        var ports = new List<CxlPort>();
        foreach (var port in _kernel.Cxl.Ports)
            if (_slot.Bridges.IndexOf(port.HostBridgeUid) >= 0)
                ports.Add(port);
        if (ports.Count == 0)
            return [];
        var place = 0;
        return
        [
            .. ports.OrderBy(port => _slot.Bridges.IndexOf(port.HostBridgeUid))
                .ThenBy(port => string.Join(',', port.Path), StringComparer.Ordinal)
                .Select(port => _renaming.Of(port, place++)),
        ];
    }

    private ValueList<CxlMemdev> Memdevs()
    {
        var memdevs = new List<CxlMemdev>();
        foreach (var card in _slot.Cards)
            foreach (var memdev in _kernel.Cxl.Memdevs)
                if (memdev.Name == card)
                    memdevs.Add(_renaming.Of(memdev with
                    {
                        EndpointId = memdev.EndpointId is null ? null : 0,
                    }));
        return [.. memdevs];
    }

    private ValueList<CxlRegion> Regions()
    {
        var regions = new List<CxlRegion>();
        foreach (var region in _kernel.Cxl.Regions)
            if (region.Range is { } range && _slot.Holds(range))
                regions.Add(_renaming.Of(region));
        return [.. regions];
    }

    private ValueList<HmemDevice> HmemDevices()
    {
        var devices = new List<HmemDevice>();
        foreach (var device in _kernel.Hmem.Devices)
            if (_slot.Holds(device.Range))
                devices.Add(_renaming.Of(device));
        return [.. devices];
    }

    private ValueList<DaxRegion> DaxRegions()
    {
        var regions = new List<DaxRegion>();
        foreach (var region in _kernel.Dax.Regions)
            if (_slot.Holds(region.Range))
                regions.Add(_renaming.Of(region));
        return [.. regions];
    }

    private ValueList<HotAddedMemory> Added()
    {
        var added = new List<HotAddedMemory>();
        foreach (var memory in _kernel.Memory.Added)
            if (_slot.Holds(memory.Range))
                added.Add(_renaming.Of(memory));
        return [.. added];
    }

    private static ValueList<T> Each<T>(List<T> list, Func<T, T> change)
    {
        if (list.Count == 0)
            return [];
        var changed = new T[list.Count];
        for (var index = 0; index < changed.Length; index++)
            changed[index] = change(list[index]);
        return new ValueList<T>(changed);
    }
}
