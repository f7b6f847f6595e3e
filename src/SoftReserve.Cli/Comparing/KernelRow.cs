using SoftReserve.Addresses;
using SoftReserve.Owners;
using SoftReserve.Owners.Comparison;

namespace SoftReserve.Cli.Comparing;

/// <summary>One kernel's answer for every range.</summary>
/// <param name="Boot">The kernel.</param>
/// <param name="Cells">Its answer for each of <paramref name="Ranges"/>; empty when it cannot be
/// built.</param>
/// <param name="Ranges">What any kernel lists, cut wherever any answer changes.</param>
internal sealed record KernelRow(
    PlannedBoot Boot, ValueList<RangeCell> Cells, ValueList<AddressRange> Ranges)
{
    /// <summary>Bytes that can be used.</summary>
    public ByteSize Usable => Cells.SelectMany(cell => cell.Usable).Total();

    /// <summary>A row for each kernel of a plan.</summary>
    public static ValueList<KernelRow> Of(ComparePlan plan)
    {
        var tables = plan.Boots
            .Select(boot => boot.Settled is { } kernel ? OwnersTable.Of(kernel) : [])
            .ToList();
        var ranges = Pieces([.. tables.SelectMany(table => table).Select(row => row.Range)]);
        return
        [
            .. plan.Boots.Zip(tables, (boot, table) => new KernelRow(
                boot,
                boot.Settled is { } kernel
                    ? [.. ranges.Select(range => RangeCell.Of(kernel, table, range))]
                    : [],
                ranges)),
        ];
    }

    private static ValueList<AddressRange> Pieces(List<AddressRange> ranges)
    {
        var cuts = new SortedSet<UInt128>();
        foreach (var range in ranges)
        {
            cuts.Add(range.Start.Value);
            cuts.Add((UInt128)range.End.Value + 1);
        }

        return
        [
            .. cuts.Zip(cuts.Skip(1))
                .Select(cut => new AddressRange((ulong)cut.First, (ulong)(cut.Second - 1)))
                .Where(piece => ranges.Exists(range => range.Contains(piece))),
        ];
    }
}

/// <summary>One kernel's answer for one range.</summary>
/// <param name="Owned">As the table of owners has it; null where it has no row.</param>
/// <param name="Usable">The bytes that can be used.</param>
internal sealed record RangeCell(OwnedRange? Owned, ValueList<AddressRange> Usable)
{
    /// <summary>True when nothing but the sentence differs.</summary>
    public bool IsSame(RangeCell other) => Usable == other.Usable && Bare == other.Bare;

    private OwnedRange? Bare => Owned is null ? null : Owned with { Because = "" };

    public static RangeCell Of(Kernel kernel, ValueList<OwnedRange> table, AddressRange range) =>
        new(
            table.FirstOrDefault(row => row.Range.Contains(range)) is { } row
                ? row with { Range = range }
                : null,
            UsableMemory.Of(kernel, range));
}
