using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Firmware;

namespace SoftReserve.Owners;

/// <summary>Whether committed decoders stand behind memory that lies in CXL windows.</summary>
/// <remarks>Memory outside every window needs none. Onlining memory that no decoder maps crashes a
/// real kernel (kernel/semantics.md M).</remarks>
public static class Backing
{
    /// <summary>The parts of a range that lie in a window and that no complete set of committed
    /// endpoint decoders of firmware maps, ascending. A card that is not on the bus maps
    /// nothing.</summary>
    public static ValueList<AddressRange> Missing(Kernel kernel, AddressRange range) => Missing(
        kernel.Boot.Machine, kernel.Cxl.RootDecoders.Select(window => window.Range), range,
        card => kernel.Boot.Machine.Cxl.FindMemdev(card) is not { Type: 3 }
            || kernel.HasCard(card));

    /// <summary>The same for every window of firmware's CEDT, whether or not a kernel has looked
    /// at it: the hardware does not ask.</summary>
    public static ValueList<AddressRange> Missing(Machine machine, AddressRange range) => Missing(
        machine, Windows(machine), range, _ => true);

    private static IEnumerable<AddressRange> Windows(Machine machine)
    {
        if (machine.Cedt is not null)
            foreach (var window in machine.Cedt.Windows)
                if (AddressRange.TryMakeSized(
                    window.Base.Value, new ByteSize(window.Size), out var range))
                    yield return range;
    }

    private static ValueList<AddressRange> Missing(
        Machine machine, IEnumerable<AddressRange> windows, AddressRange range,
        Func<string, bool> isThere)
    {
        var backed = machine.Cxl.Decoders
            .Where(decoder => decoder.IsCommitted)
            .GroupBy(decoder => (decoder.Range, decoder.Ways))
            .Where(set => set.Count() == set.Key.Ways // a missing card leaves holes everywhere
                && set.All(decoder => isThere(decoder.Memdev)))
            .Select(set => set.Key.Range)
            .ToList();
        return
        [
            .. windows
                .Select(window => window.Intersect(range))
                .OfType<AddressRange>()
                .SelectMany(inside => inside.Except(backed)),
        ];
    }
}
