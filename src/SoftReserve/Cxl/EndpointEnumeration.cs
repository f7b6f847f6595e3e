using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Cxl;

/// <summary>What the port driver reads from a card's decoders.</summary>
/// <param name="Hardware">The registers, every decoder.</param>
/// <param name="Decoders">The endpoint decoders that the kernel makes of them.</param>
/// <param name="IsEmulated">No decoder is committed, so the single decoder stands for the card's
/// range register.</param>
/// <param name="Fault">What makes the probe fail with -ENXIO; null when nothing does.</param>
/// <remarks>Kernel: <c>init_hdm_decoder()</c>, <c>should_emulate_decoders()</c>,
/// drivers/cxl/core/hdm.c.</remarks>
internal sealed record EndpointEnumeration(
    ValueList<EndpointDecoder> Hardware,
    ValueList<EndpointDecoder> Decoders,
    bool IsEmulated,
    EndpointFault? Fault)
{
    /// <summary>Reads a card. A card that was attached before still holds what it held
    /// then.</summary>
    public static EndpointEnumeration Enumerate(
        CxlTopology topology, CxlMemdev memdev, bool fallsBackToRangeRegister)
    {
        var card = topology.FindMemdev(memdev.Name)!;
        var isKnown = !memdev.Decoders.IsEmpty;
        var hardware = isKnown && ReplugGranularity(topology, card.Name) is not { } granularity
            ? Reread(memdev.Decoders)
            : Firmware(topology, card, isKnown);
        if (fallsBackToRangeRegister
            && IsMemoryEnabled(topology, card.Name, isKnown) && !HasCommitted(hardware))
            return new(hardware, [RangeRegister(card)], true, null);
        return new(hardware, hardware, false, FindFault(hardware));
    }

    private static ValueList<EndpointDecoder> Firmware(
        CxlTopology topology, Memdev card, bool isReplugged)
    {
        var decoders = ProgrammedDecoders.OfCard(topology, card);
        return isReplugged && ReplugGranularity(topology, card.Name) is { } granularity
            ? decoders.Replace(
                decoder => decoder.IsEnabled, decoder => decoder with { Granularity = granularity })
            : decoders;
    }

    private static ValueList<EndpointDecoder> Reread(ValueList<EndpointDecoder> decoders) =>
        [.. decoders.Select(decoder => decoder.Committed is { } range
            ? decoder with { Range = range, IsAuto = true, CxlRegionId = null }
            : EndpointDecoder.Idle(decoder.Index))];

    // whoever programs a decoder also lets the card answer to memory addresses, and that stays
    private static bool IsMemoryEnabled(CxlTopology topology, string memdev, bool isKnown)
    {
        if (isKnown || topology.FindMemdev(memdev)!.IsMemoryEnabled)
            return true;
        foreach (var setting in topology.Decoders)
            if (setting.Memdev == memdev)
                return true;
        return false;
    }

    private static bool HasCommitted(ValueList<EndpointDecoder> decoders)
    {
        foreach (var decoder in decoders)
            if (decoder.IsEnabled)
                return true;
        return false;
    }

    private static EndpointDecoder RangeRegister(Memdev card)
    {
        var size = card.Volatile.Bytes > 0 ? card.Volatile : card.Persistent;
        var range = AddressRange.Sized(default, size);
        return new EndpointDecoder(
            0, range, range, DpaRange.Sized(default, size), 1,
            InterleaveCode.SmallestGranularity, true, true, null);
    }

    private static EndpointFault? FindFault(ValueList<EndpointDecoder> decoders)
    {
        for (var index = 0; index < decoders.Count; index++)
        {
            if (decoders[index].Range is not { } range)
                continue;
            if (index > 0 && !decoders[index - 1].IsEnabled)
                return new EndpointFault(index, true);
            if (range.Size.Bytes % (uint)decoders[index].Ways != 0)
                return new EndpointFault(index, false);
        }

        return null;
    }

    private static int? ReplugGranularity(CxlTopology topology, string memdev)
    {
        foreach (var fault in topology.Faults)
            if (fault is CxlFault.ReplugGranularity replug && replug.Memdev == memdev)
                return replug.Granularity;
        return null;
    }
}

/// <summary>What is wrong with a committed endpoint decoder.</summary>
/// <param name="Decoder">Its index.</param>
/// <param name="IsOutOfOrder">True: one below it is not committed. False: its size is no multiple
/// of its ways.</param>
internal sealed record EndpointFault(int Decoder, bool IsOutOfOrder)
{
    /// <summary>The same for people.</summary>
    public FormattableString Text => IsOutOfOrder
        ? (FormattableString)$"endpoint decoder {Decoder} is committed behind one that is not"
        : $"the ways of endpoint decoder {Decoder} do not divide its size";
}
