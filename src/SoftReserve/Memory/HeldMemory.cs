using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Memory;

/// <summary>A range whose pages do not go away when the kernel wants them to.</summary>
/// <param name="Range">Any bytes; each block with one of them is concerned.</param>
/// <param name="Hold">What keeps them.</param>
public readonly record struct HeldMemory(AddressRange Range, MemoryHold Hold)
{
    /// <summary>What a machine's faults say, by address.</summary>
    public static ValueList<HeldMemory> Of(ValueList<CxlFault> faults)
    {
        ValueList<HeldMemory> held = [];
        foreach (var fault in faults)
            if (fault is CxlFault.UnmovableMemory unmovable)
                held = new HeldMemory(unmovable.Range, MemoryHold.Unmovable).AddTo(held);
            else if (fault is CxlFault.BusyMemory busy)
                held = new HeldMemory(busy.Range, MemoryHold.Busy).AddTo(held);
        return held;
    }

    /// <summary>A list with this range too, each byte once for each kind of hold.</summary>
    public ValueList<HeldMemory> AddTo(ValueList<HeldMemory> held)
    {
        var (range, hold) = (Range, Hold);
        return
        [
            .. Without(held, each => each.Hold == hold, range)
                .Append(this).OrderBy(each => each.Range).ThenBy(each => each.Hold),
        ];
    }

    /// <summary>A list in which nothing of a range is held.</summary>
    public static ValueList<HeldMemory> Without(
        ValueList<HeldMemory> held, AddressRange range) => [.. Without(held, _ => true, range)];

    private static IEnumerable<HeldMemory> Without(
        ValueList<HeldMemory> held, Func<HeldMemory, bool> isMeant, AddressRange range) =>
        held.SelectMany(each => isMeant(each)
            ? each.Range.Except([range]).Select(left => each with { Range = left })
            : [each]);
}

/// <summary>What keeps pages where they are.</summary>
public enum MemoryHold
{
    /// <summary>The kernel's own data. It only goes to zones below
    /// <see cref="MemoryZone.Movable"/>.</summary>
    Unmovable,

    /// <summary>Somebody uses the pages and does not let go; migration is tried for
    /// ever.</summary>
    Busy,
}
