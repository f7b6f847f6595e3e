namespace SoftReserve.Slots;

/// <summary>A kernel in which only one slot has anything in it, and HMEM considers nothing in
/// others: enough for a step that stays within slots.</summary>
public sealed class LoneSlot
{
    private readonly KernelSlots _slots;
    private readonly Slot _slot;
    private readonly Kernel _shared;
    private readonly SlotState _state;

    internal LoneSlot(KernelSlots slots, Slot slot, Kernel shared, SlotState state)
    {
        (_slots, _slot, _shared, _state) = (slots, slot, shared, state);
        var builder = new SlotJoiner(shared);
        builder.Add(slot, state);
        var alone = builder.ToKernel(slots.Slots.Count);
        Kernel = alone with
        {
            Hmem = alone.Hmem with
            {
                Candidates = alone.Hmem.Candidates.Without(candidate =>
                    !slot.Holds(candidate.Range) && slots.IsInSlot(candidate.Range)),
            },
        };
    }

    /// <summary>What a step runs on.</summary>
    public Kernel Kernel { get; }

    /// <summary>True when this is what slots share and what is in the slot.</summary>
    public bool IsOf(Kernel shared, SlotState state) =>
        ReferenceEquals(_shared, shared) && ReferenceEquals(_state, state);

    /// <summary>Takes the kernel after a step apart; what the step left alone is not looked at
    /// again.</summary>
    /// <param name="after">The kernel after the step; its journal is forgotten.</param>
    /// <param name="state">Gets the state of the slot, the same object when nothing that slots
    /// have changed.</param>
    /// <returns>What the slots share, the same object when nothing changed.</returns>
    public Kernel Split(Kernel after, out SlotState state)
    {
        state = _state;
        if (IsUntouched(after))
            return _shared;
        var pieces = new SlotPieces(_slots.Slots);
        var resources = pieces.Carve(after.Resources);
        state = HasSameNumbers(after)
            ? SlotReader.Changed(_state, _slot, after, pieces.Iomem[_slot.Index])
            : SlotReader.Of(_slot, after, pieces);
        return _shared with
        {
            Resources = resources,
            Drivers = after.Drivers == Kernel.Drivers
                ? _shared.Drivers
                : _slots.SharedPartOf(after.Drivers),
            Cxl = after.Cxl == Kernel.Cxl ? _shared.Cxl : _slots.SharedPartOf(after.Cxl),
            Hmem = after.Hmem == Kernel.Hmem
                ? _shared.Hmem
                : _slots.SharedPartOf(after.Hmem) with { Candidates = _shared.Hmem.Candidates },
            Dax = after.Dax == Kernel.Dax ? _shared.Dax : _slots.SharedPartOf(after.Dax),
            Memory = after.Memory == Kernel.Memory
                ? _shared.Memory
                : _slots.SharedPartOf(after.Memory),
        };
    }

    private bool IsUntouched(Kernel after) =>
        after.Drivers == Kernel.Drivers && after.Cxl == Kernel.Cxl && after.Hmem == Kernel.Hmem
        && after.Dax == Kernel.Dax && after.Memory == Kernel.Memory
        && after.Resources == Kernel.Resources;

    private bool HasSameNumbers(Kernel after) =>
        after.Cxl.Regions == Kernel.Cxl.Regions && after.Hmem.Devices == Kernel.Hmem.Devices
        && after.Dax.Regions == Kernel.Dax.Regions && after.Resources == Kernel.Resources;
}
