using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Dax;
using SoftReserve.Drivers;
using SoftReserve.Hmem;
using SoftReserve.Memory;

namespace SoftReserve.Slots;

/// <summary>Takes a kernel apart into its slots and what they share, and puts it together
/// again.</summary>
/// <remarks>Together with <see cref="Join"/>, <see cref="Split"/> forgets what decides nothing:
/// which numbers CXL regions, hmem devices and ports drew, in which order things of different
/// slots came, and the journal. Two kernels that split alike go on alike.</remarks>
public sealed class KernelSlots
{
    private static readonly NodeHistory Unread = NodeHistory.Begin(
        () => throw new InvalidOperationException("a kernel in slots keeps no history"));

    /// <summary>Takes kernels of a boot apart.</summary>
    /// <param name="slots">From <see cref="Find"/>, or none: then a kernel stays whole and keeps
    /// its numbers.</param>
    public KernelSlots(ValueList<Slot> slots) => Slots = slots;

    /// <summary>The slots of a boot, in address order. None when a user types commands, which may
    /// name anything by its number.</summary>
    public static ValueList<Slot> Find(BootContext boot) =>
        boot.Commands.IsEmpty ? boot.Slots : [];

    /// <summary>The slots, in address order.</summary>
    public ValueList<Slot> Slots { get; }

    /// <summary>Takes a kernel apart.</summary>
    /// <param name="kernel">The kernel; its journal is forgotten.</param>
    /// <param name="states">Gets the state of each slot.</param>
    /// <returns>What the slots share.</returns>
    public Kernel Split(Kernel kernel, Span<SlotState> states)
    {
        if (Slots.IsEmpty)
            return kernel with { Journal = Journal.Empty };
        var pieces = new SlotPieces(Slots);
        var shared = kernel with
        {
            Resources = pieces.Carve(kernel.Resources),
            Memregions = MemregionIds.AllFree,
            Drivers = SharedPartOf(kernel.Drivers),
            Cxl = SharedPartOf(kernel.Cxl),
            Hmem = SharedPartOf(kernel.Hmem),
            Dax = SharedPartOf(kernel.Dax),
            Memory = SharedPartOf(kernel.Memory),
            Journal = Journal.Empty,
        };
        foreach (var slot in Slots)
            states[slot.Index] = SlotReader.Of(slot, kernel, pieces);
        return shared;
    }

    /// <summary>A kernel with one slot, for a step that stays within slots.</summary>
    /// <param name="shared">What <see cref="Split"/> returned.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="state">Its state.</param>
    public LoneSlot Alone(Kernel shared, Slot slot, SlotState state) =>
        new(this, slot, shared, state);

    /// <summary>Puts a kernel together.</summary>
    /// <param name="shared">What <see cref="Split"/> returned.</param>
    /// <param name="states">The state of each slot.</param>
    public Kernel Join(Kernel shared, ReadOnlySpan<SlotState> states)
    {
        if (Slots.IsEmpty)
            return shared;
        var builder = new SlotJoiner(shared);
        foreach (var slot in Slots)
            builder.Add(slot, states[slot.Index]);
        return builder.ToKernel(Slots.Count);
    }

    // a root decoder always holds one number; which one it is is forgotten
    internal CxlState SharedPartOf(CxlState cxl) => cxl with
    {
        RootDecoders = Renaming.Each(
            cxl.RootDecoders, decoder => decoder.NextRegionId == decoder.Index
                ? decoder
                : decoder with { NextRegionId = decoder.Index }),
        Ports = cxl.Ports.Without(port =>
            Slots.Any(slot => slot.Bridges.IndexOf(port.HostBridgeUid) >= 0)),
        Memdevs = cxl.Memdevs.Without(memdev => IsInSlot(memdev.Name)),
        Regions = cxl.Regions.Without(each => IsInSlot(each.Range)),
    };

    internal DriverCore SharedPartOf(DriverCore drivers) => drivers with
    {
        UnprobedCards = drivers.UnprobedCards.Without(IsInSlot),
    };

    internal HmemState SharedPartOf(HmemState hmem) => hmem with
    {
        Devices = hmem.Devices.Without(each => IsInSlot(each.Range)),
    };

    internal DaxState SharedPartOf(DaxState dax) => dax with
    {
        Regions = dax.Regions.Without(each => IsInSlot(each.Range)),
    };

    internal MemoryState SharedPartOf(MemoryState memory) => memory with
    {
        Added = memory.Added.Without(each => IsInSlot(each.Range)),
        History = Unread,
    };

    internal bool IsInSlot(AddressRange? range)
    {
        foreach (var slot in Slots)
            if (range is { } some && slot.Holds(some))
                return true;
        return false;
    }

    private bool IsInSlot(string card)
    {
        foreach (var slot in Slots)
            if (slot.Cards.IndexOf(card) >= 0)
                return true;
        return false;
    }
}
