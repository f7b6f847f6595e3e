using System.Globalization;
using SoftReserve.Addresses;

namespace SoftReserve.Listings;

/// <summary>Whether an object passes the filters of <c>cxl list</c>.</summary>
/// <remarks>ndctl: cxl/filter.c. An object that does not pass hides what is below it only where the
/// tool skips it; most often it just is not printed itself.</remarks>
internal sealed class CxlMatch(CxlView view, CxlListFilter filter)
{
    private readonly bool _isByMemdev = filter.Memdev is not null || filter.Serial is not null;

    public bool Memdev(CxlMemdevView memdev) =>
        CxlListFilter.IsMemdev(filter.Memdev, memdev) && HasSerial(memdev);

    /// <summary>One of the cards that were asked for is below.</summary>
    public bool Hosts(IEnumerable<CxlMemdevView> memdevs) => !_isByMemdev || memdevs.Any(Memdev);

    public bool Bus(CxlBusView bus) => CxlListFilter.IsBus(filter.Bus, bus);

    public bool Port(CxlPlace port) => port.IsBelow(filter.Port, filter.IsSingle);

    public bool Endpoint(CxlPlace endpoint) =>
        CxlListFilter.Allows(
            filter.Endpoint, word => word == endpoint.Name || word == endpoint.Host
                || NumberedName.Matches(word, "endpoint", NumberedName.Of(endpoint.Name)))
        && (endpoint.IsNamed(filter.Port)
            || endpoint.Above?.IsBelow(filter.Port, filter.IsSingle) == true);

    /// <summary>A card below the endpoint is behind a host bridge or switch that was asked for: the
    /// bus and the endpoint itself do not count.</summary>
    public bool IsBehindPort(CxlPlace endpoint)
    {
        for (var port = endpoint.Above; port?.Kind == CxlPlace.Switch; port = port.Above)
            if (port.IsNamed(filter.Port))
                return true;
        return filter.Port is null;
    }

    /// <summary>The card is behind a decoder that was asked for; the card's own decoders have no
    /// targets and do not count.</summary>
    public bool IsDecodedBy(CxlMemdevView memdev) => filter.Decoder is null
        || view.Buses.Any(bus =>
            bus.Decoders.Any(decoder => Named(decoder, CxlPlace.Root)
                && decoder.Targets.Any(
                    target => CxlBelow.Dport(bus, target.Target).Contains(memdev)))
            || CxlBelow.Ports(bus.Ports).Any(port =>
                port.Decoders.Any(decoder => Named(decoder, CxlPlace.Switch)
                    && decoder.Targets.Any(
                        target => CxlBelow.Dport(port, target.Target).Contains(memdev)))));

    public bool Decoder(
        CxlDecoderView decoder, CxlPlace port, IEnumerable<CxlMemdevView> memdevs) =>
        Named(decoder, port.Kind) && Port(port) && Hosts(memdevs) && IsOfRegion(decoder);

    public bool Region(CxlRegionView region, CxlDecoderView decoder, CxlPlace root) =>
        CxlListFilter.IsRegion(filter.Region, region.Name) && root.IsNamed(filter.Port)
        && Named(decoder, CxlPlace.Root);

    private bool Named(CxlDecoderView decoder, string kind) => CxlListFilter.Allows(
        filter.Decoder, word => word == kind || word == decoder.Name
            || word == decoder.Name["decoder".Length..]);

    private bool IsOfRegion(CxlDecoderView decoder) => filter.Region is null
        || (decoder is CxlDecoderView.Root root && root.Regions.Any(
            region => CxlListFilter.IsRegion(filter.Region, region.Name)))
        || (decoder.Region is { } name && CxlListFilter.IsRegion(filter.Region, name));

    private bool HasSerial(CxlMemdevView memdev) => filter.Serial is null
        || CxlListFilter.Split(filter.Serial).Any(word => Number(word) == memdev.Serial);

    private static ulong? Number(string word)
    {
        var isHex = word.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return ulong.TryParse(
            isHex ? word.AsSpan(2) : word,
            isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
            CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }
}
