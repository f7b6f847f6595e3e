using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Cli.Qemu;

/// <summary>Soft Reserved memory that no CXL window touches (HBM, ordinary RAM set aside): in a
/// guest it is cut out of the RAM.</summary>
/// <param name="Places">Where each range comes to lie.</param>
/// <param name="Refusals">Ranges for which the guest has no room.</param>
internal sealed record RamPlacement(
    ValueList<(AddressRange Original, AddressRange Placed)> Places, ValueList<string> Refusals)
{
    private const ulong First = 0x3000_0000, End = 0x5800_0000, Step = 0x200_0000;
    private const ulong Smallest = 0x1000_0000;

    /// <summary>Places every range; what lies there already stays.</summary>
    public static RamPlacement Of(Machine machine, ulong scale)
    {
        var windows = WindowPlacement.Windowed(machine);
        var apart = SoftReservedRanges.Of(machine)
            .Where(range => !windows.Any(window => window.Range.Overlaps(range)))
            .Distinct().Order().ToList();
        var divisor = windows.IsEmpty ? DivisorAlone(apart) : scale;
        var places = new List<(AddressRange, AddressRange)>();
        var refusals = new List<string>();
        var next = First;
        foreach (var range in apart)
        {
            var placed = divisor == 1 && IsInside(range) ? range : Next(range, next, divisor);
            if (placed is { } there && there.End.Value < End)
            {
                places.Add((range, there));
                next = (there.End.Value + Step) / Step * Step;
            }
            else
            {
                refusals.Add($"Soft Reserved {range} outside every window: a guest has "
                    + $"{new ByteSize(End - First)} of RAM to spare");
            }
        }

        return new RamPlacement([.. places], [.. refusals]);
    }

    /// <summary>Where a range comes to lie; null when it is none of these.</summary>
    public AddressRange? Place(AddressRange range)
    {
        foreach (var (original, placed) in Places)
            if (original == range)
                return placed;
        return null;
    }

    private static bool IsInside(AddressRange range) =>
        range.Start.Value >= First && range.End.Value < End;

    private static AddressRange? Next(AddressRange range, ulong start, ulong divisor) =>
        range.Size.Bytes % divisor == 0
        && AddressRange.TryMakeSized(start, new ByteSize(range.Size.Bytes / divisor), out var next)
            ? next
            : null;

    // alone on the machine, the largest becomes 256 MiB or a little more
    private static ulong DivisorAlone(List<AddressRange> ranges)
    {
        ulong divisor = 1;
        while (ranges.Exists(range => range.Size.Bytes / divisor >= 2 * Smallest)
            && ranges.TrueForAll(range => range.Size.Bytes % (divisor * 2 * 4096) == 0))
            divisor *= 2;
        return divisor;
    }
}
