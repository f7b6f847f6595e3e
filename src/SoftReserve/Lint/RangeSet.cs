using SoftReserve.Addresses;

namespace SoftReserve.Lint;

/// <summary>The union of ranges, for questions that must not look at each of them.</summary>
internal sealed class RangeSet
{
    private readonly List<AddressRange> _parts = [];

    /// <summary>The union; neighbours become one.</summary>
    public RangeSet(IEnumerable<AddressRange> ranges)
    {
        foreach (var range in ranges.Order())
            if (_parts is [.., var last] && Touches(last, range))
                _parts[^1] = last.Union(range);
            else
                _parts.Add(range);
    }

    /// <summary>True when nothing is in it.</summary>
    public bool IsEmpty => _parts.Count == 0;

    /// <summary>True when the address is in it.</summary>
    public bool Contains(ulong address) => Overlaps(new AddressRange(address, address));

    /// <summary>True when it shares a byte with the range.</summary>
    public bool Overlaps(AddressRange range) =>
        FirstReaching(range.Start) is var index && index < _parts.Count
        && _parts[index].Overlaps(range);

    /// <summary>The shared bytes, ascending.</summary>
    public ValueList<AddressRange> Within(AddressRange range)
    {
        var shared = new List<AddressRange>();
        for (var index = FirstReaching(range.Start);
            index < _parts.Count && _parts[index].Intersect(range) is { } part;
            index++)
            shared.Add(part);
        return [.. shared];
    }

    /// <summary>What of the range is not in it, ascending.</summary>
    public ValueList<AddressRange> Missing(AddressRange range) => range.Except(Within(range));

    private int FirstReaching(Hpa address)
    {
        var (low, high) = (0, _parts.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_parts[middle].End < address)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static bool Touches(AddressRange last, AddressRange next) =>
        last.Overlaps(next) || (last.End != Hpa.Max && last.End.Plus(1) == next.Start);
}
