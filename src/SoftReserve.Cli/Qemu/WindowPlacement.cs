using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Machines.Captures;

namespace SoftReserve.Cli.Qemu;

/// <summary>One window of the machine, and where QEMU puts it.</summary>
/// <param name="Window">As the machine's CEDT has it.</param>
/// <param name="Original">Its addresses on the machine.</param>
/// <param name="Placed">Its addresses in QEMU.</param>
internal sealed record PlacedWindow(
    FixedMemoryWindow Window, AddressRange Original, AddressRange Placed);

/// <summary>Where the machine's CXL windows come to lie in QEMU, which chooses their addresses
/// itself: one behind the other.</summary>
/// <param name="Scale">A byte of the guest stands for this many of the machine.</param>
/// <param name="Windows">By address, gaps between them included in their places.</param>
internal sealed record WindowPlacement(ulong Scale, ValueList<PlacedWindow> Windows)
{
    /// <summary>QEMU makes windows and cards of multiples of this.</summary>
    public const ulong Unit = 256UL << 20;

    /// <summary>Places every window.</summary>
    /// <param name="machine">Its windows do not overlap.</param>
    /// <param name="scale">Divides each window into whole units.</param>
    public static WindowPlacement Of(Machine machine, ulong scale)
    {
        var placed = new List<PlacedWindow>();
        var next = QemuMemory.FirstWindow.Value;
        foreach (var (window, range) in Windowed(machine))
        {
            if (placed.Count > 0)
                next += GapUnits(placed[^1].Original, range, scale) * Unit;
            var size = new ByteSize(window.Size / scale);
            placed.Add(new PlacedWindow(
                window, range, AddressRange.Sized(new Hpa(next), size)));
            next = placed[^1].Placed.End.Value + 1;
        }

        return new WindowPlacement(scale, [.. placed]);
    }

    /// <summary>The machine's windows with their addresses, ascending.</summary>
    public static ValueList<(FixedMemoryWindow Window, AddressRange Range)> Windowed(
        Machine machine)
    {
        var windows = new List<(FixedMemoryWindow Window, AddressRange Range)>();
        foreach (var window in machine.Cedt?.Windows ?? [])
            if (AddressRange.TryMakeSized(
                    window.Base.Value, new ByteSize(window.Size), out var range))
                windows.Add((window, range));
        return [.. windows.OrderBy(each => each.Range)];
    }

    /// <summary>Where something of the machine lies in QEMU; null when its ends fall between the
    /// bytes of the guest, or it does not touch the windows.</summary>
    public AddressRange? Place(AddressRange range)
    {
        if (!Touches(range) || Start(range.Start) is not { } start || End(range.End) is not { } end)
            return null;
        return end >= start ? new AddressRange(start, end) : null;
    }

    /// <summary>True when the range shares a byte with a window.</summary>
    public bool Touches(AddressRange range) =>
        Windows.Any(window => window.Original.Overlaps(range));

    private Hpa? Start(Hpa address)
    {
        foreach (var window in Windows)
            if (window.Original.Contains(address))
                return Down(address.Value - window.Original.Start.Value) is { } inside
                    ? window.Placed.Start.Plus(inside)
                    : null;
        var above = Windows.FirstOrDefault(window => window.Original.Start > address);
        return above is not null
            && Down(above.Original.Start.Value - address.Value) is { } before
            && before < Unit / 2
            ? above.Placed.Start.Minus(before)
            : null;
    }

    private Hpa? End(Hpa address)
    {
        foreach (var window in Windows)
            if (window.Original.Contains(address))
                return Down(address.Value - window.Original.Start.Value + 1) is { } inside
                    ? window.Placed.Start.Plus(inside - 1)
                    : null;
        var below = Windows.LastOrDefault(window => window.Original.End < address);
        return below is not null
            && Down(address.Value - below.Original.End.Value) is { } behind
            ? below.Placed.End.Plus(behind)
            : null;
    }

    private ulong? Down(ulong bytes) => bytes % Scale == 0 ? bytes / Scale : null;

    // an empty gap matters, its size does not: the guest has few addresses
    private static ulong GapUnits(AddressRange below, AddressRange above, ulong scale)
    {
        var gap = above.Start.Value - below.End.Value - 1;
        return gap == 0 ? 0 : Math.Clamp(gap / scale / Unit, 1, 4);
    }
}
