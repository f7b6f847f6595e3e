using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Machines.Captures;

/// <summary>Puts decoders under the names that the machine gives its cards.</summary>
internal static class DecoderNames
{
    /// <summary>The decoders in the order of the cards.</summary>
    /// <param name="decoders">Under the kernel's names.</param>
    /// <param name="serials">Serial numbers by the kernel's names.</param>
    /// <param name="topology">The machine's cards.</param>
    public static ValueList<EndpointDecoderSetting> Translate(
        ValueList<LoggedDecoder> decoders,
        SortedDictionary<string, ulong> serials,
        CxlTopology topology)
    {
        var placed = new List<EndpointDecoderSetting>();
        foreach (var card in topology.Memdevs)
            foreach (var decoder in decoders)
                if (serials.TryGetValue(decoder.Memdev, out var serial) && serial == card.Serial)
                    placed.Add(new EndpointDecoderSetting(
                        card.Name, decoder.Range, decoder.Ways, decoder.Granularity,
                        decoder.Position ?? placed.Count(each => each.Range == decoder.Range),
                        decoder.IsCommitted, Dpa: null, IsLocked: false, PartitionMode.Ram));
        return [.. placed];
    }
}
