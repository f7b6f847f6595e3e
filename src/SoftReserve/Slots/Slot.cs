using SoftReserve.Addresses;

namespace SoftReserve.Slots;

/// <summary>A part of a machine that shares no address and no card with any other part.</summary>
/// <remarks>Typically one window with its card and its Soft Reserved range. What happens in one
/// slot neither sees nor changes another, so an explorer can remember it once for all that the
/// others may be doing.</remarks>
/// <param name="Index">Its place among the slots of the machine, in address order.</param>
/// <param name="Hull">The addresses that belong to it, ascending; empty for a card alone.</param>
/// <param name="Cards">Its cards, in the machine's order.</param>
/// <param name="Bridges">Host bridges below which only its own cards are, in the machine's
/// order.</param>
/// <param name="Nodes">The nodes of its addresses, in the order of first use.</param>
/// <param name="Kind">Slots of one kind differ in nothing but address and names, so any two may be
/// exchanged.</param>
public sealed record Slot(
    int Index,
    ValueList<AddressRange> Hull,
    ValueList<string> Cards,
    ValueList<uint> Bridges,
    ValueList<int> Nodes,
    int Kind)
{
    /// <summary>The address that the slot's state counts from.</summary>
    public ulong Base => Hull.IsEmpty ? 0 : Hull[0].Start.Value;

    /// <summary>True when the whole range belongs to the slot.</summary>
    public bool Holds(AddressRange range)
    {
        foreach (var part in Hull)
            if (part.Contains(range))
                return true;
        return false;
    }
}
