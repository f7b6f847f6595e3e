using SoftReserve.Cxl;
using SoftReserve.Dax;
using SoftReserve.Hmem;
using SoftReserve.Memory;
using SoftReserve.Resources;

namespace SoftReserve.Slots;

/// <summary>Adds slots, one after another, to what they share.</summary>
internal sealed class SlotJoiner
{
    private readonly Kernel _shared;
    private readonly List<string> _unprobed;
    private readonly List<CxlPort> _ports;
    private readonly List<CxlMemdev> _memdevs;
    private readonly List<CxlRegion> _regions;
    private readonly List<HmemDevice> _hmem;
    private readonly List<DaxRegion> _dax;
    private readonly List<HotAddedMemory> _added;
    private Resource _iomem, _kept, _claims;

    public SlotJoiner(Kernel shared)
    {
        _shared = shared;
        _unprobed = [.. shared.Drivers.UnprobedCards];
        _ports = [.. shared.Cxl.Ports];
        _memdevs = [.. shared.Cxl.Memdevs];
        _regions = [.. shared.Cxl.Regions];
        _hmem = [.. shared.Hmem.Devices];
        _dax = [.. shared.Dax.Regions];
        _added = [.. shared.Memory.Added];
        var trees = shared.Resources;
        (_iomem, _kept, _claims) =
            (trees.Iomem.Root, trees.SoftReserved.Root, trees.DaxRegions.Root);
    }

    public void Add(Slot slot, SlotState state)
    {
        var names = new SlotNames(slot, _shared.Cxl.RootDecoders);
        var renaming = names.Outward();
        foreach (var piece in state.Iomem)
            _iomem = SpineTree.Graft(_iomem, renaming.Of(piece));
        foreach (var piece in state.SoftReserved)
            _kept = SpineTree.Graft(_kept, renaming.Of(piece));
        foreach (var piece in state.DaxClaims)
            _claims = SpineTree.Graft(_claims, renaming.Of(piece));
        foreach (var card in state.UnprobedCards)
            _unprobed.Add(renaming.Card(card));
        var place = 0;
        foreach (var port in state.Ports)
            _ports.Add(renaming.Of(port, names.PortId(place++)));
        foreach (var memdev in state.Memdevs)
            _memdevs.Add(renaming.Of(memdev) with
            {
                EndpointId = memdev.EndpointId is null ? null : names.PortId(place++),
            });
        foreach (var region in state.Regions)
            _regions.Add(renaming.Of(region));
        foreach (var device in state.HmemDevices)
            _hmem.Add(renaming.Of(device));
        foreach (var region in state.DaxRegions)
            _dax.Add(renaming.Of(region));
        foreach (var memory in state.Added)
            _added.Add(renaming.Of(memory));
    }

    public Kernel ToKernel(int slots)
    {
        _memdevs.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return _shared with
        {
            Resources = new ResourceTrees(
                new ResourceTree(_iomem), new ResourceTree(_kept), new ResourceTree(_claims)),
            Memregions = new MemregionIds(SlotNames.Fresh(slots), []),
            Drivers = _shared.Drivers with { UnprobedCards = [.. _unprobed] },
            Cxl = _shared.Cxl with
            {
                Ports = [.. _ports],
                Memdevs = [.. _memdevs],
                Regions = [.. _regions],
            },
            Hmem = _shared.Hmem with { Devices = [.. _hmem] },
            Dax = _shared.Dax with { Regions = [.. _dax] },
            Memory = _shared.Memory with { Added = [.. _added] },
        };
    }
}
