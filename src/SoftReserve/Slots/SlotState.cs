using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Dax;
using SoftReserve.Hmem;
using SoftReserve.Memory;
using SoftReserve.Resources;

namespace SoftReserve.Slots;

/// <summary>What a kernel knows about one slot, without the slot's address and names: equal states
/// of two slots of one kind are one value.</summary>
/// <remarks>Addresses count from <see cref="Slot.Base"/>; cards, windows, nodes and host bridges
/// are places in the slot's lists; numbers of CXL regions and hmem devices are places in the order
/// of their creation. Within a slot creation order stays, because of two dax devices over one range
/// the first wins.</remarks>
/// <param name="Iomem">Outermost resources of /proc/iomem inside the slot.</param>
/// <param name="SoftReserved">The same of the tree that keeps Soft Reserved ranges.</param>
/// <param name="DaxClaims">The same of the tree of dax regions.</param>
/// <param name="UnprobedCards">Cards that no driver has probed.</param>
/// <param name="Ports">Ports of its own host bridges.</param>
/// <param name="Memdevs">Probed cards.</param>
/// <param name="Regions">CXL regions.</param>
/// <param name="HmemDevices">hmem.N.</param>
/// <param name="DaxRegions">Dax regions.</param>
/// <param name="Added">Memory that kmem added.</param>
public sealed record SlotState(
    ValueList<Resource> Iomem,
    ValueList<Resource> SoftReserved,
    ValueList<Resource> DaxClaims,
    ValueList<string> UnprobedCards,
    ValueList<CxlPort> Ports,
    ValueList<CxlMemdev> Memdevs,
    ValueList<CxlRegion> Regions,
    ValueList<HmemDevice> HmemDevices,
    ValueList<DaxRegion> DaxRegions,
    ValueList<HotAddedMemory> Added)
{
    /// <summary>Nothing is known.</summary>
    public static readonly SlotState Empty = new([], [], [], [], [], [], [], [], [], []);
}
