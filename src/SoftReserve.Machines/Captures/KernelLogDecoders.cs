using SoftReserve.Addresses;
using SoftReserve.Firmware;

namespace SoftReserve.Machines.Captures;

/// <summary>What a kernel said about the decoders that firmware left, as a second witness beside
/// a recording's own description.</summary>
public static class KernelLogDecoders
{
    /// <summary>The decoders that the debug messages of the boot show, under the names of the
    /// recording's machine and in the order of its cards.</summary>
    /// <remarks>Empty where CXL drivers did not load or their debug messages were off. A position
    /// that the kernel did not get to compute is the card's place among those of its
    /// set.</remarks>
    public static ValueList<EndpointDecoderSetting> Read(Recording recording) =>
        DecoderNames.Translate(
            LoggedDecoders.Read((recording.KernelLog ?? "").Split('\n')),
            Serials(recording),
            recording.Machine.Cxl);

    // a card that was removed and found again may have another name: the first state counts
    private static SortedDictionary<string, ulong> Serials(Recording recording)
    {
        var serials = new SortedDictionary<string, ulong>(StringComparer.Ordinal);
        foreach (var state in recording.States)
        {
            using var list = CxlListFile.TryParse(
                state.CxlListJson ?? "", CaptureLimits.Default.JsonDepth);
            foreach (var bus in list?.Buses ?? [])
                foreach (var endpoint in CxlListFile.Endpoints(bus, CxlListFile.Text(bus, "bus")))
                    foreach (var card in CxlListFile.List(endpoint, "memdev"))
                        serials.TryAdd(
                            CxlListFile.Text(card, "memdev"),
                            CxlListFile.Number(card, "serial") ?? 0);
        }

        return serials;
    }
}
