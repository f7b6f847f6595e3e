using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Firmware;

namespace SoftReserve.Owners.Comparison;

/// <summary>What changes on a machine when it moves from one kernel to another.</summary>
/// <param name="Ranges">Every range that one of the kernels lists, in address order, cut where
/// either kernel's answer changes; unchanged ones included.</param>
/// <param name="Symbols">Configuration symbols with two values.</param>
/// <param name="FromBlockSize">The memory block size before.</param>
/// <param name="ToBlockSize">The memory block size after.</param>
public sealed record KernelComparison(
    ValueList<RangeComparison> Ranges,
    ValueList<SymbolChange> Symbols,
    ByteSize FromBlockSize,
    ByteSize ToBlockSize)
{
    /// <summary>True when nothing about the memory differs. The configuration may.</summary>
    public bool IsEmpty =>
        FromBlockSize == ToBlockSize && Ranges.All(range => range.Changes.IsEmpty);

    /// <summary>What could be used before and cannot any more, ascending.</summary>
    public ValueList<AddressRange> Lost =>
        [.. Changes<RangeChange.Lost>().SelectMany(change => change.Ranges)];

    /// <summary>What could not be used before and can, ascending.</summary>
    public ValueList<AddressRange> Gained =>
        [.. Changes<RangeChange.Gained>().SelectMany(change => change.Ranges)];

    /// <summary>What comes into use though no committed decoder maps it, ascending.</summary>
    public ValueList<AddressRange> BackingLost =>
        [.. Changes<RangeChange.BackingLost>().SelectMany(change => change.Ranges)];

    /// <summary>True when memory is lost, or comes into use though nothing maps it.</summary>
    public bool IsBad => !Lost.IsEmpty || !BackingLost.IsEmpty;

    /// <summary>Compares two kernels that have settled on one machine.</summary>
    public static KernelComparison Of(Kernel from, Kernel to)
    {
        var (before, after) = (OwnersTable.Of(from), OwnersTable.Of(to));
        return new KernelComparison(
            [
                .. Pieces(before, after).Select(range => RangeComparison.Of(
                    range,
                    RangeState.Of(from, range, Row(before, range)),
                    RangeState.Of(to, range, Row(after, range)))),
            ],
            [
                .. ConfigSymbols.All
                    .Where(symbol => from.Boot.Config[symbol] != to.Boot.Config[symbol])
                    .Select(symbol => new SymbolChange(
                        symbol, from.Boot.Config[symbol], to.Boot.Config[symbol])),
            ],
            new ByteSize(from.Boot.MemoryBlockSize),
            new ByteSize(to.Boot.MemoryBlockSize));
    }

    private IEnumerable<T> Changes<T>()
        where T : RangeChange => Ranges.SelectMany(range => range.Changes).OfType<T>();

    private static OwnedRange? Row(ValueList<OwnedRange> rows, AddressRange range) =>
        rows.FirstOrDefault(row => row.Range.Contains(range));

    private static IEnumerable<AddressRange> Pieces(
        ValueList<OwnedRange> before, ValueList<OwnedRange> after)
    {
        var rows = before.Concat(after).Select(row => row.Range).ToList();
        var cuts = new SortedSet<UInt128>();
        foreach (var range in rows)
        {
            cuts.Add(range.Start.Value);
            cuts.Add((UInt128)range.End.Value + 1);
        }

        return cuts.Zip(cuts.Skip(1))
            .Select(cut => new AddressRange((ulong)cut.First, (ulong)(cut.Second - 1)))
            .Where(piece => rows.Exists(range => range.Contains(piece)));
    }
}

/// <summary>One range under two kernels.</summary>
/// <param name="Range">Both ends inclusive.</param>
/// <param name="From">Before.</param>
/// <param name="To">After.</param>
/// <param name="Changes">What differs, gravest kind first.</param>
public sealed record RangeComparison(
    AddressRange Range, RangeState From, RangeState To, ValueList<RangeChange> Changes)
{
    /// <summary>Finds what differs between two states of a range.</summary>
    public static RangeComparison Of(AddressRange range, RangeState from, RangeState to) =>
        new(range, from, to, RangeChanges.Between(from, to));
}

/// <summary>A configuration symbol with two values.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="From">Before.</param>
/// <param name="To">After.</param>
public sealed record SymbolChange(ConfigSymbol Symbol, Tristate From, Tristate To);
