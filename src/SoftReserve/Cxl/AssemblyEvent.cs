using SoftReserve.Addresses;

namespace SoftReserve.Cxl;

/// <summary>One thing that the kernel does or finds while it puts a CXL region together.</summary>
/// <remarks>What <see cref="AssemblyText"/> prints.</remarks>
public abstract record AssemblyEvent
{
    private AssemblyEvent()
    {
    }

    /// <summary>The place of a card was worked out.</summary>
    public sealed record Positioned(RegionMember Member, int Position) : AssemblyEvent;

    /// <summary>The place that a user gave a card agrees with the decoders.</summary>
    public sealed record PlaceTested(RegionMember Member, int Position) : AssemblyEvent;

    /// <summary>A port above a card has no decoder for the region's range.</summary>
    public sealed record NoMapping(RegionMember Member) : AssemblyEvent;

    /// <summary>The decoder above does not list the port that leads to the card.</summary>
    /// <param name="Member">The card.</param>
    /// <param name="Port">The port whose decoder it is; null for the root.</param>
    /// <param name="Decoder">Index of that decoder.</param>
    public sealed record NotATarget(RegionMember Member, CxlPort? Port, int Decoder)
        : AssemblyEvent;

    /// <summary>All cards have their places, or not.</summary>
    public sealed record Sorted(bool IsSuccessful) : AssemblyEvent;

    /// <summary>A card is at a place that belongs to another host bridge.</summary>
    public sealed record WrongPlace(RegionMember Member) : AssemblyEvent;

    /// <summary>A port below the root takes part for a card.</summary>
    /// <param name="Port">The port; null for the card's own endpoint.</param>
    /// <param name="Decoder">Index of its decoder.</param>
    /// <param name="Member">The card.</param>
    /// <param name="Position">The card's place.</param>
    /// <param name="Below">The next port on the way to the card; null when that is the card
    /// itself.</param>
    /// <param name="Endpoints">Cards of the region below the port so far.</param>
    /// <param name="Targets">Downstream ports of it in use so far.</param>
    public sealed record Joined(
        CxlPort? Port, int Decoder, RegionMember Member, int Position, CxlPort? Below,
        int Endpoints, int Targets) : AssemblyEvent;

    /// <summary>A port cannot take part: address order.</summary>
    public sealed record OutOfOrder(CxlPort Port, AddressRange Other, AddressRange Range)
        : AssemblyEvent;

    /// <summary>A port has a number of targets that no decoder can express.</summary>
    public sealed record BadTargetCount(CxlPort Port, int Targets) : AssemblyEvent;

    /// <summary>A port's decoder is not programmed as the region needs it.</summary>
    /// <param name="Port">The port.</param>
    /// <param name="Ways">Ways that the region needs.</param>
    /// <param name="Granularity">Granularity that the region needs.</param>
    /// <param name="Range">The region.</param>
    /// <param name="Found">What the decoder holds.</param>
    public sealed record Mismatch(
        CxlPort Port, int Ways, int Granularity, AddressRange Range, SwitchDecoder Found)
        : AssemblyEvent;

    /// <summary>A port's decoder fits.</summary>
    public sealed record SetUp(CxlPort Port, int Ways, int Granularity) : AssemblyEvent;

    /// <summary>A port's decoder lists another downstream port at a card's place.</summary>
    public sealed record UnexpectedTarget(
        CxlPort Port, SwitchDecoder Decoder, int Expected, int Index) : AssemblyEvent;

    /// <summary>A downstream port leads to a card.</summary>
    public sealed record TargetSet(
        CxlPort Port, int Index, int Dport, RegionMember Member, int Position) : AssemblyEvent;
}

/// <summary>A card's part in a CXL region, for messages.</summary>
/// <param name="Memdev">The card.</param>
/// <param name="EndpointId">The N of endpointN.</param>
/// <param name="Decoder">The M of decoderN.M.</param>
/// <param name="Range">What it decodes.</param>
public sealed record RegionMember(
    string Memdev, int EndpointId, int Decoder, AddressRange Range);
