using SoftReserve.Addresses;
using SoftReserve.Cxl;

namespace SoftReserve.Slots;

/// <summary>How the things of one slot are called: by their place in the slot, and in a whole
/// kernel.</summary>
/// <remarks>Which numbers they have in a whole kernel decides nothing, so each slot gets a block of
/// its own and the order in which slots took numbers is forgotten.</remarks>
internal sealed class SlotNames
{
    private const int Block = 1000, UnknownNode = 1_000_000;
    private const ulong Elsewhere = 1UL << 63; // physical addresses have 52 bits

    private readonly Slot _slot;
    private readonly List<RootDecoder> _windows = [];

    public SlotNames(Slot slot, ValueList<RootDecoder> windows)
    {
        _slot = slot;
        foreach (var window in windows)
            if (slot.Holds(window.Range))
                _windows.Add(window);
    }

    /// <summary>The first number of the slot's block.</summary>
    private int First => (_slot.Index + 1) * Block;

    /// <summary>The first number above every block.</summary>
    public static int Fresh(int slots) => (slots + 1) * Block;

    /// <summary>From a kernel to the slot.</summary>
    /// <param name="ids">Numbers of CXL regions and hmem devices, in the order of their
    /// creation.</param>
    public Renaming Inward(List<int> ids) => new(
        RangeInward,
        id => ids.IndexOf(id) is var at and >= 0 ? at : -1 - id,
        number => Place(_windows.FindIndex(each => each.PublishedNumber == number), number),
        index => Place(_windows.FindIndex(each => each.Index == index), index),
        card => PlaceName(_slot.Cards.IndexOf(card)),
        uid => (uint)Place(_slot.Bridges.IndexOf(uid), (int)uid),
        NodeInward);

    /// <summary>From the slot to a kernel.</summary>
    public Renaming Outward() => new(
        RangeOutward,
        place => place >= 0 ? First + place : -1 - place,
        place => place >= 0 ? _windows[place].PublishedNumber : -1 - place,
        place => place >= 0 ? _windows[place].Index : -1 - place,
        name => _slot.Cards[PlaceOf(name)],
        place => (int)place >= 0 ? _slot.Bridges[(int)place] : (uint)(-1 - (int)place),
        NodeOutward);

    /// <summary>The number of a port or endpoint in a kernel.</summary>
    /// <param name="place">Its place among the ports and endpoints of the slot.</param>
    public int PortId(int place) => First + place;

    /// <summary>A card's name in a slot's state; sorts as its place does.</summary>
    public static string PlaceName(int place) => ((char)('0' + place)).ToString();

    /// <summary>The place of such a name.</summary>
    public static int PlaceOf(string name) => name[0] - '0';

    private static int Place(int found, int name) => found >= 0 ? found : -1 - name;

    private AddressRange RangeInward(AddressRange range) => _slot.Holds(range)
        ? new AddressRange(range.Start.Value - _slot.Base, range.End.Value - _slot.Base)
        : new AddressRange(range.Start.Value | Elsewhere, range.End.Value | Elsewhere);

    private AddressRange RangeOutward(AddressRange range) => range.Start.Value < Elsewhere
        ? new AddressRange(range.Start.Value + _slot.Base, range.End.Value + _slot.Base)
        : new AddressRange(range.Start.Value & ~Elsewhere, range.End.Value & ~Elsewhere);

    private int NodeInward(int node) => node < 0
        ? node
        : _slot.Nodes.IndexOf(node) is var at and >= 0 ? at : UnknownNode + node;

    private int NodeOutward(int place) => place switch
    {
        < 0 => place,
        >= UnknownNode => place - UnknownNode,
        _ => _slot.Nodes[place],
    };
}
