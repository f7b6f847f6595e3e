using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Cli.Qemu;

/// <summary>Chooses how much smaller than the machine the guest is.</summary>
internal static class ScaleChoice
{
    /// <summary>The smallest power of two that makes the cards small enough for a guest and leaves
    /// whole units of all windows, cards and decoders; if there is none, the largest that leaves
    /// them whole. A forced memory-block size becomes the guest's.</summary>
    public static ulong For(Machine machine)
    {
        if (machine.MemoryBlock is { } block && block.Bytes % GuestBlock == 0)
            return (ulong)(block.Bytes / GuestBlock);
        var sizes = Sizes(machine).Where(size => size > 0).ToList();
        if (sizes.Count == 0)
            return 1;
        ulong scale = 1;
        while (Total(machine) / scale > Comfortable
            && sizes.TrueForAll(size => size % (scale * 2 * WindowPlacement.Unit) == 0)
            && Edges(machine).All(edge => edge % (scale * 2 * Page) == 0))
            scale *= 2;
        return scale;
    }

    /// <summary>Memory block size of a guest.</summary>
    public const ulong GuestBlock = 128UL << 20;

    private const ulong Page = 1UL << 21, Comfortable = 4UL << 30;

    private static UInt128 Total(Machine machine) => machine.Cxl.Memdevs.Aggregate(
        (UInt128)0, (sum, card) => sum + card.Volatile.Bytes + card.Persistent.Bytes);

    private static IEnumerable<ulong> Sizes(Machine machine)
    {
        foreach (var window in machine.Cedt?.Windows ?? [])
            yield return window.Size;
        foreach (var card in machine.Cxl.Memdevs)
        {
            yield return card.Volatile.ToUInt64();
            yield return card.Persistent.ToUInt64();
        }

        foreach (var decoder in machine.Cxl.Decoders)
        {
            yield return (ulong)decoder.Range.Size.Bytes / (ulong)decoder.Ways;
            foreach (var (_, window) in WindowPlacement.Windowed(machine))
                if (window.Contains(decoder.Range.Start))
                    yield return decoder.Range.Start.Value - window.Start.Value;
        }
    }

    // Soft Reserved may begin and end anywhere, but stays a multiple of 2 MiB where it is one
    private static IEnumerable<ulong> Edges(Machine machine)
    {
        foreach (var (_, window) in WindowPlacement.Windowed(machine))
            foreach (var reserved in SoftReservedRanges.Of(machine))
                if (reserved.Overlaps(window))
                {
                    yield return Distance(reserved.Start.Value, window.Start.Value);
                    yield return Distance(reserved.End.Value, window.End.Value);
                }
    }

    private static ulong Distance(ulong left, ulong right) =>
        left > right ? left - right : right - left;
}
