using System.Globalization;
using System.Text.Json;
using SoftReserve.Addresses;

namespace SoftReserve.Machines.Captures;

/// <summary>One endpoint decoder under the kernel's names.</summary>
/// <param name="Memdev">The kernel's name, which differs between boots.</param>
/// <param name="Decoder">decoderN.M.</param>
/// <param name="Range">What it decodes.</param>
/// <param name="Ways">Cards in the set.</param>
/// <param name="Granularity">Bytes.</param>
/// <param name="Position">Null where the kernel did not come so far.</param>
/// <param name="IsCommitted">False for one that is set up but off.</param>
internal sealed record LoggedDecoder(
    string Memdev,
    string Decoder,
    AddressRange Range,
    int Ways,
    int Granularity,
    int? Position,
    bool IsCommitted);

/// <summary>Finds the decoders that firmware left in the debug messages of a boot.</summary>
/// <remarks>Kernel: <c>init_hdm_decoder()</c>, drivers/cxl/core/hdm.c: <c>endpoint2: decoder2.0:
/// range: A-B iw: 1 ig: 256</c>, where a decoder that is off ends one byte before it begins, and
/// on some versions <c>committed: 1 base: 0x1_10000000 size: 0x0_20000000</c>. Only what is said
/// first of a decoder is firmware's.</remarks>
internal sealed class LoggedDecoders
{
    // far above what any machine has, and low enough to compare each with each
    private const int Most = 4096;
    private const int DefaultGranularity = 256;

    private readonly SortedDictionary<string, LoggedDecoder> _found = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _memdevs = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ulong> _off = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (int Ways, int Granularity)> _interleave =
        new(StringComparer.Ordinal);

    /// <summary>The decoders by name.</summary>
    public static ValueList<LoggedDecoder> Read(IReadOnlyList<string> log)
    {
        var reader = new LoggedDecoders();
        foreach (var line in log)
            reader.ReadLine(line);
        reader.AddThoseWithoutSize();
        return [.. reader._found.Values.Select(reader.Complete).OfType<LoggedDecoder>()];
    }

    /// <summary>The decoders of one endpoint object of <c>cxl list</c> that belong to a
    /// region.</summary>
    public static IEnumerable<LoggedDecoder> OfEndpoint(JsonElement endpoint)
    {
        var name = CxlListFile.Text(endpoint, "endpoint");
        foreach (var decoder in CxlListFile.Below(endpoint, "decoders", name))
            if (CxlListFile.Text(decoder, "region").Length > 0
                && AddressRange.TryMakeSized(
                    CxlListFile.Number(decoder, "resource") ?? 0,
                    new ByteSize(CxlListFile.Number(decoder, "size") ?? 0), out var range))
                yield return new LoggedDecoder(
                    CxlListFile.Text(endpoint, "host"),
                    CxlListFile.Text(decoder, "decoder"),
                    range,
                    Small(CxlListFile.Number(decoder, "interleave_ways")) ?? 1,
                    Small(CxlListFile.Number(decoder, "interleave_granularity"))
                        ?? DefaultGranularity,
                    null,
                    IsCommitted: true);
    }

    private void ReadLine(string line)
    {
        string[] words = line.Contains("decoder", StringComparison.Ordinal)
            ? line.Split([' ', ']'], StringSplitOptions.RemoveEmptyEntries) : [];
        for (var index = 0; index + 1 < words.Length && _found.Count + _off.Count < Most; index++)
            ReadFrom(words.AsSpan(index));
    }

    private void ReadFrom(ReadOnlySpan<string> words)
    {
        if (words is ["cxl_mem", var owner, var added, "added", "to", _, ..])
            _memdevs.TryAdd(EndpointOf(added), owner.TrimEnd(':'));
        else if (words is [var endpoint, var decoder, "committed:", var state, "base:", var start,
            "size:", var size, ..] && IsEndpoint(endpoint))
            AddRegisters(decoder.TrimEnd(':'), state == "1", Register(start), Register(size));
        else if (words is [var port, var ranged, "range:", var range, "iw:", var ways, "ig:",
            var granularity, ..] && IsEndpoint(port))
            AddRange(ranged.TrimEnd(':'), range, Number(ways), Number(granularity));
        else if (words is [var placed, _, _, _, var position, ..]
            && placed.StartsWith("decoder:", StringComparison.Ordinal)
            && position.StartsWith("pos:", StringComparison.Ordinal)
            && Number(position[4..]) is { } place)
            _positions.TryAdd(placed[8..], place);
    }

    private static bool IsEndpoint(string word) =>
        word.StartsWith("endpoint", StringComparison.Ordinal);

    private void AddRegisters(string decoder, bool isOn, ulong? start, ulong? size)
    {
        if (start is { } first && size is { } count
            && AddressRange.TryMakeSized(first, new ByteSize(count), out var range))
            _found.TryAdd(decoder, new LoggedDecoder(
                "", decoder, range, 1, DefaultGranularity, null, isOn));
    }

    private void AddRange(string decoder, string text, int? ways, int? granularity)
    {
        if (ways is { } cards && granularity is { } bytes)
            _interleave.TryAdd(decoder, (cards, bytes));
        if (AddressRange.TryParse(text, out var range))
        {
            if (range != AddressRange.Everything)
                _found.TryAdd(decoder, new LoggedDecoder(
                    "", decoder, range, 1, DefaultGranularity, null, IsCommitted: true));
        }
        else if (Register(text.Split('-')[0]) is { } start)
        {
            _off.TryAdd(decoder, start);
        }
    }

    // a decoder that is off shows where it begins; its set has the size
    private void AddThoseWithoutSize()
    {
        foreach (var (decoder, start) in _off)
            if (_found.Values.FirstOrDefault(each => each.Range.Start.Value == start) is { } set)
                _found.TryAdd(decoder, set with { Decoder = decoder, IsCommitted = false });
    }

    private LoggedDecoder? Complete(LoggedDecoder decoder)
    {
        if (!_memdevs.TryGetValue(EndpointOf(decoder.Decoder), out var memdev))
            return null;
        var set = _interleave.GetValueOrDefault(decoder.Decoder, SetOf(decoder.Range));
        return decoder with
        {
            Memdev = memdev,
            Ways = set.Ways,
            Granularity = set.Granularity,
            Position = _positions.TryGetValue(decoder.Decoder, out var place) ? place : null,
        };
    }

    // versions that print registers say nothing about the interleaving of one that is off
    private (int Ways, int Granularity) SetOf(AddressRange range)
    {
        foreach (var other in _found.Values)
            if (other.Range == range && _interleave.TryGetValue(other.Decoder, out var set))
                return set;
        return (1, DefaultGranularity);
    }

    // decoder2.0 is of endpoint2
    private static string EndpointOf(string decoder) =>
        decoder.Replace("decoder", "endpoint", StringComparison.Ordinal).Split('.')[0];

    // the halves of a 64-bit register are apart by an underscore
    private static ulong? Register(string text) =>
        QemuLine.Number(text.Replace("_", "", StringComparison.Ordinal));

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : null;

    private static int? Small(ulong? number) => number <= 1 << 20 ? (int)number : null;
}
