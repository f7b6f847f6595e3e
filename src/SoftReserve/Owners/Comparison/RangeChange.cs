using SoftReserve.Addresses;

namespace SoftReserve.Owners.Comparison;

/// <summary>One thing that differs about a range between two kernels. Each kind has its own advice
/// in <see cref="ChangeAdvice"/>.</summary>
public abstract record RangeChange
{
    private RangeChange()
    {
    }

    /// <summary>Bytes that could be used cannot any more.</summary>
    /// <param name="Ranges">Ascending, at least one.</param>
    public sealed record Lost(ValueList<AddressRange> Ranges) : RangeChange;

    /// <summary>Bytes that could not be used can.</summary>
    /// <param name="Ranges">Ascending, at least one.</param>
    public sealed record Gained(ValueList<AddressRange> Ranges) : RangeChange;

    /// <summary>Memory comes into use that no committed decoder maps.</summary>
    /// <param name="Ranges">Ascending, at least one.</param>
    public sealed record BackingLost(ValueList<AddressRange> Ranges) : RangeChange;

    /// <summary>Memory that no committed decoder maps is in use no more.</summary>
    /// <param name="Ranges">Ascending, at least one.</param>
    public sealed record BackingRegained(ValueList<AddressRange> Ranges) : RangeChange;

    /// <summary>Another owner.</summary>
    /// <param name="From">Who had it.</param>
    /// <param name="To">Who has it.</param>
    /// <param name="Use">What it is good for now.</param>
    public sealed record OwnerChanged(RangeOwner From, RangeOwner To, RangeUse Use) : RangeChange;

    /// <summary>Another use.</summary>
    /// <param name="From">What it was good for.</param>
    /// <param name="To">What it is good for.</param>
    /// <param name="Device">The dax device that it concerns, the new one first; null when there is
    /// none.</param>
    /// <param name="HasKmem">The new kernel can make System RAM of dax devices.</param>
    public sealed record UseChanged(RangeUse From, RangeUse To, string? Device, bool HasKmem)
        : RangeChange;

    /// <summary>Another dax device.</summary>
    /// <param name="From">Null: there was none.</param>
    /// <param name="To">Null: there is none.</param>
    public sealed record DeviceChanged(string? From, string? To) : RangeChange;

    /// <summary>The dax region stands elsewhere in sysfs.</summary>
    /// <param name="From">Below /sys/devices.</param>
    /// <param name="To">Below /sys/devices.</param>
    public sealed record PathChanged(string From, string To) : RangeChange;

    /// <summary>Another node.</summary>
    /// <param name="From">-1: it had none.</param>
    /// <param name="To">-1: it has none.</param>
    public sealed record NodeChanged(int From, int To) : RangeChange;

    /// <summary>The node is in another memory tier.</summary>
    /// <param name="From">Null: it was in none.</param>
    /// <param name="To">Null: it is in none.</param>
    public sealed record TierChanged(int? From, int? To) : RangeChange;

    /// <summary>System RAM goes online by itself, or does so no more.</summary>
    /// <param name="IsOnline">True: it goes online now.</param>
    /// <param name="Device">The dax device; null for ordinary RAM.</param>
    public sealed record OnlineChanged(bool IsOnline, string? Device) : RangeChange;

    /// <summary>CXL regions over the range come or go.</summary>
    /// <param name="Gone">By number.</param>
    /// <param name="New">By number.</param>
    public sealed record CxlRegionsChanged(ValueList<string> Gone, ValueList<string> New)
        : RangeChange;

    /// <summary>/proc/iomem says Soft Reserved of the range, or does so no more.</summary>
    /// <param name="IsShown">True: it says so now.</param>
    /// <param name="IsMarked">The new kernel's memory map says Soft Reserved, shown or not.</param>
    public sealed record SoftReservedLine(bool IsShown, bool IsMarked) : RangeChange;

    /// <summary>Other lines of /proc/iomem come or go.</summary>
    /// <param name="Gone">In the order of the listing.</param>
    /// <param name="New">In the order of the listing.</param>
    public sealed record IomemLines(ValueList<IomemLine> Gone, ValueList<IomemLine> New)
        : RangeChange;

    /// <summary>Lines that stay in /proc/iomem nest in another order.</summary>
    /// <param name="From">Outermost first.</param>
    /// <param name="To">Outermost first.</param>
    public sealed record IomemNesting(ValueList<IomemLine> From, ValueList<IomemLine> To)
        : RangeChange;
}
