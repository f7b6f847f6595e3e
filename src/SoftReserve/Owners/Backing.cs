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
    /// endpoint decoders maps now, ascending. A card that is not on the bus maps nothing; one that
    /// no kernel has touched is as firmware left it.</summary>
    public static ValueList<AddressRange> Missing(Kernel kernel, AddressRange range) => Missing(
        kernel.Cxl.RootDecoders.Select(window => window.Range), range,
        kernel.Boot.Machine.Cxl.Memdevs.SelectMany(card => SetsOf(kernel, card)));

    /// <summary>The same for every window of firmware's CEDT and for firmware's decoders, whether
    /// or not a kernel has looked at them: the hardware does not ask.</summary>
    public static ValueList<AddressRange> Missing(Machine machine, AddressRange range) => Missing(
        Windows(machine), range, machine.Cxl.Memdevs.SelectMany(card => SetsOf(machine, card)));

    private static IEnumerable<AddressRange> Windows(Machine machine)
    {
        if (machine.Cedt is not null)
            foreach (var window in machine.Cedt.Windows)
                if (AddressRange.TryMakeSized(
                    window.Base.Value, new ByteSize(window.Size), out var range))
                    yield return range;
    }

    private static IEnumerable<(AddressRange Range, int Ways)> SetsOf(Kernel kernel, Memdev card)
    {
        if (card.Type != 3) // of an accelerator nothing but firmware's word is known
            return SetsOf(kernel.Boot.Machine, card);
        if (!kernel.HasCard(card.Name))
            return [];
        var held = kernel.Cxl.FindMemdev(card.Name)?.Decoders
            ?? kernel.Cxl.Registers.FirstOrDefault(each => each.Card == card.Name)?.Decoders
            ?? [];
        return held.IsEmpty
            ? SetsOf(kernel.Boot.Machine, card)
            : held.Where(decoder => decoder.IsEnabled)
                .Select(decoder => (decoder.Committed!.Value, decoder.Ways));
    }

    private static IEnumerable<(AddressRange Range, int Ways)> SetsOf(
        Machine machine, Memdev card) => machine.Cxl.Decoders
        .Where(decoder => decoder.IsCommitted && decoder.Memdev == card.Name)
        .Select(decoder => (decoder.Range, decoder.Ways));

    private static ValueList<AddressRange> Missing(
        IEnumerable<AddressRange> allWindows, AddressRange range,
        IEnumerable<(AddressRange Range, int Ways)> decoders)
    {
        var windows = allWindows.ToList();
        var backed = decoders
            // what range registers say begins at 0, where nothing is sent to the card
            .Where(decoder => windows.Exists(window => window.Contains(decoder.Range)))
            .GroupBy(decoder => decoder)
            .Where(set => set.Count() == set.Key.Ways) // a missing card leaves holes everywhere
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
