using SoftReserve.Addresses;

namespace SoftReserve.Owners;

/// <summary>Whether committed decoders stand behind memory that lies in CXL windows.</summary>
/// <remarks>Memory outside every window needs none. Onlining memory that no decoder maps crashes a
/// real kernel (kernel/semantics.md M).</remarks>
public static class Backing
{
    /// <summary>The parts of a range that lie in a window and that no complete set of committed
    /// endpoint decoders of firmware maps, ascending.</summary>
    public static ValueList<AddressRange> Missing(Kernel kernel, AddressRange range)
    {
        var backed = kernel.Boot.Machine.Cxl.Decoders
            .Where(decoder => decoder.IsCommitted)
            .GroupBy(decoder => (decoder.Range, decoder.Ways))
            .Where(set => set.Count() == set.Key.Ways) // a missing card leaves holes everywhere
            .Select(set => set.Key.Range)
            .ToList();
        return
        [
            .. kernel.Cxl.RootDecoders
                .Select(window => window.Range.Intersect(range))
                .OfType<AddressRange>()
                .SelectMany(inside => inside.Except(backed)),
        ];
    }
}
