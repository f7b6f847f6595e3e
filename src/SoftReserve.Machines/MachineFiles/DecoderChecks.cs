using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Machines.Diagnostics;
using SoftReserve.Machines.Yaml;

namespace SoftReserve.Machines.MachineFiles;

/// <summary>Checks that decoders with the same range make an interleave set, and that every
/// decoder's share fits into its card.</summary>
/// <remarks>Firmware may be wrong about windows, granularities and ranges: that is for the kernel
/// to find. It cannot write a position twice or memory that is not there.</remarks>
internal sealed class DecoderChecks(ReadContext context)
{
    // what the capability register of a device can count
    private const int MostDecoders = 32;

    private readonly Dictionary<AddressRange, InterleaveSet> _sets = [];
    private readonly Dictionary<string, CardUse> _uses = new(StringComparer.Ordinal);

    /// <summary>Position below ways and unique in the set, ways equal in the whole set.</summary>
    public void CheckSet(EndpointDecoderSetting decoder, Fields fields)
    {
        if (!_sets.TryGetValue(decoder.Range, out var set))
            _sets.Add(decoder.Range, set = new InterleaveSet(decoder.Ways, fields.Node));
        var node = fields.Find("position") ?? fields.Node;
        if (decoder.Ways != set.Ways)
            Report(fields.Find("ways") ?? fields.Node, DiagnosticId.BadInterleaveSet,
                $"{decoder.Ways} ways stand here and {set.Ways} at line "
                + $"{set.First.Place.Line} for the same range, expected the same number");
        else if (decoder.Position >= decoder.Ways)
            Report(node, DiagnosticId.BadInterleaveSet,
                $"position {decoder.Position} of {decoder.Ways} ways, expected 0 to "
                + $"{decoder.Ways - 1}");
        else if (!set.Positions.TryAdd(decoder.Position, node))
            Report(node, DiagnosticId.BadInterleaveSet,
                $"position {decoder.Position} is taken at line "
                + $"{set.Positions[decoder.Position].Place.Line}, expected each position of a "
                + "set once");
    }

    /// <summary>The share, packed behind the card's decoder before it unless <c>dpa</c> says
    /// otherwise, lies in the partition of its mode and in no other decoder's share.</summary>
    public void CheckCapacity(EndpointDecoderSetting decoder, Memdev card, Fields fields)
    {
        var node = fields.Find("range")!;
        var size = decoder.Range.Size.Bytes;
        if (size % (UInt128)decoder.Ways != 0)
        {
            Report(node, DiagnosticId.BadInterleaveSet,
                $"{decoder.Range} is {decoder.Range.Size} long, expected a multiple of "
                + $"{decoder.Ways} ways");
            return;
        }

        if (!_uses.TryGetValue(card.Name, out var use))
            _uses.Add(card.Name, use = new CardUse());
        if (use.Count == MostDecoders)
            Report(node, DiagnosticId.TooLarge,
                $"{card.Name} has more than {MostDecoders} decoders");
        if (use.Count >= MostDecoders)
            return;
        var share = new ByteSize(size / (UInt128)decoder.Ways);
        var start = decoder.Dpa?.Value ?? use.NextIn(decoder.Mode, card);
        CheckShare(decoder, card, use, AddressRange.Sized(new Hpa(start), share), node);
    }

    private void CheckShare(
        EndpointDecoderSetting decoder, Memdev card, CardUse use, AddressRange share,
        SourceNode node)
    {
        var (first, length) = decoder.Mode == PartitionMode.Ram
            ? ((UInt128)0, card.Volatile)
            : (card.Volatile.Bytes, card.Persistent);
        if (share.Start.Value < first || (UInt128)share.End.Value >= first + length.Bytes)
            Report(node, DiagnosticId.OutsideCapacity,
                $"the decoder takes {share.Size} of {card.Name} at device address "
                + $"{share.Start}, expected it inside the "
                + (decoder.Mode == PartitionMode.Ram ? "volatile " : "persistent ")
                + $"capacity of {length}");
        else if (use.FindOverlap(share) is { } other)
            Report(node, DiagnosticId.OverlappingDpa,
                $"the decoder takes {share} of {card.Name}, where another one has {other}, "
                + "expected every device address once");
        use.Add(decoder.Mode, share);
    }

    private void Report(SourceNode node, string id, string message) =>
        context.Report(node, id, message);

    private sealed class InterleaveSet(int ways, SourceNode first)
    {
        public int Ways { get; } = ways;

        public SourceNode First { get; } = first;

        public Dictionary<int, SourceNode> Positions { get; } = [];
    }

    private sealed class CardUse
    {
        private readonly List<AddressRange> _shares = [];
        private readonly ulong?[] _next = new ulong?[2];

        public int Count => _shares.Count;

        public ulong NextIn(PartitionMode mode, Memdev card) => _next[(int)mode]
            ?? (mode == PartitionMode.Ram ? 0 : card.Volatile.ToUInt64());

        public AddressRange? FindOverlap(AddressRange share)
        {
            foreach (var other in _shares)
                if (other.Overlaps(share))
                    return other;
            return null;
        }

        public void Add(PartitionMode mode, AddressRange share)
        {
            _shares.Add(share);
            _next[(int)mode] = share.End.Value + 1;
        }
    }
}
