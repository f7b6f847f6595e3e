using SoftReserve.Addresses;

namespace SoftReserve.Lint;

/// <summary>Things with ranges, found by address.</summary>
/// <typeparam name="T">The thing.</typeparam>
internal sealed class RangeIndex<T>
{
    // no real address lies in this many windows, so rules stay linear on tables made to hurt
    private const int Most = 64;

    private readonly List<(AddressRange Range, T Item)> _sorted;
    private readonly List<Hpa> _reach = [];

    /// <summary>Sorts the things by range; those of equal range keep their order.</summary>
    public RangeIndex(IEnumerable<T> items, Func<T, AddressRange> rangeOf)
    {
        _sorted = [.. items.Select(item => (rangeOf(item), item)).OrderBy(each => each.Item1)];
        foreach (var (range, _) in _sorted)
            _reach.Add(_reach is [.., var last] && last > range.End ? last : range.End);
    }

    /// <summary>What shares a byte with the range, in address order; of more than
    /// 64 things the last ones.</summary>
    public List<T> Over(AddressRange range)
    {
        var found = new List<T>();
        for (var index = CountStartingUpTo(range.End) - 1;
            index >= 0 && _reach[index] >= range.Start && found.Count < Most;
            index--)
            if (_sorted[index].Range.Overlaps(range))
                found.Add(_sorted[index].Item);
        found.Reverse();
        return found;
    }

    /// <summary>Each thing that overlaps one before it in address order, with the one of those
    /// that reaches farthest: at most one pair a thing.</summary>
    public IEnumerable<(T First, T Second)> Overlaps()
    {
        for (var (index, farthest) = (1, 0); index < _sorted.Count; index++)
        {
            if (_sorted[farthest].Range.Overlaps(_sorted[index].Range))
                yield return (_sorted[farthest].Item, _sorted[index].Item);
            if (_sorted[index].Range.End > _sorted[farthest].Range.End)
                farthest = index;
        }
    }

    private int CountStartingUpTo(Hpa end)
    {
        var (low, high) = (0, _sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_sorted[middle].Range.Start <= end)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
