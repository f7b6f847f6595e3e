using SoftReserve.Addresses;

namespace SoftReserve.Cli.Tracing.Pages;

/// <summary>Maps addresses to per cent of a line on which nothing is too small to see: half of the
/// line goes by size, half in equal parts, and what nobody uses is squeezed.</summary>
internal sealed class AddressAxis
{
    private const double Gap = 1.5, Whole = 100;

    private readonly List<UInt128> _cuts;
    private readonly double[] _positions;

    /// <param name="ranges">Everything that will be drawn.</param>
    public AddressAxis(IReadOnlyCollection<AddressRange> ranges)
    {
        _cuts = [.. ranges.Select(Start).Concat(ranges.Select(End)).Distinct().Order()];
        Clusters = Join(ranges);
        var cells = Math.Max(1, _cuts.Count - Clusters.Count);
        var bytes = Clusters.Sum(range => (double)range.Size.Bytes);
        var line = Whole - Gap * Math.Max(0, Clusters.Count - 1);
        _positions = new double[_cuts.Count];
        for (var index = 1; index < _cuts.Count; index++)
        {
            var isUsed = Clusters.Exists(range =>
                Start(range) <= _cuts[index - 1] && _cuts[index] <= End(range));
            var size = (double)(_cuts[index] - _cuts[index - 1]);
            _positions[index] = _positions[index - 1]
                + (isUsed ? line * (0.5 * size / bytes + 0.5 / cells) : Gap);
        }
    }

    /// <summary>The ranges, joined where they touch, ascending.</summary>
    public List<AddressRange> Clusters { get; }

    /// <summary>Where a range begins and how long it is, in per cent; its ends must be among
    /// those that the axis was made of.</summary>
    public (double Left, double Width) Place(AddressRange range)
    {
        var left = _positions[_cuts.BinarySearch(Start(range))];
        return (left, _positions[_cuts.BinarySearch(End(range))] - left);
    }

    private static List<AddressRange> Join(IEnumerable<AddressRange> ranges)
    {
        var joined = new List<AddressRange>();
        foreach (var range in ranges.Order())
            if (joined is [.., var last] && Start(range) <= End(last))
                joined[^1] = last.Union(range);
            else
                joined.Add(range);
        return joined;
    }

    private static UInt128 Start(AddressRange range) => range.Start.Value;

    private static UInt128 End(AddressRange range) => range.Start.Value + range.Size.Bytes;
}
