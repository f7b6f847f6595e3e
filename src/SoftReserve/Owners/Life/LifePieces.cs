using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Resources;

namespace SoftReserve.Owners.Life;

/// <summary>A piece of the address space of which every byte has the same life.</summary>
/// <param name="Range">As far as it reaches.</param>
/// <param name="Title">What it is.</param>
/// <param name="Row">How it stands in the table of owners; null when it is not in the
/// table.</param>
internal sealed record LifePiece(AddressRange Range, string Title, OwnedRange? Row);

/// <summary>Cuts a range into pieces.</summary>
internal static class LifePieces
{
    /// <summary>The pieces that share a byte with the range, ascending, each in full.</summary>
    public static List<LifePiece> Of(Kernel kernel, AddressRange range)
    {
        var rows = OwnersTable.Of(kernel);
        var marks = Marks(kernel);
        var entries = kernel.Boot.MemoryMap.Entries;
        var cuts = rows.Select(row => row.Range)
            .Concat(marks)
            .Concat(entries.Select(entry => entry.Range))
            .Concat(kernel.Cxl.RootDecoders.Select(window => window.Range));
        var pieces = new List<LifePiece>();
        foreach (var segment in Segments(cuts))
        {
            var piece = Describe(kernel, segment, rows, marks);
            if (pieces is [.., var last] && IsOneWith(last, piece))
                pieces[^1] = last with { Range = last.Range.Union(piece.Range) };
            else
                pieces.Add(piece);
        }

        return [.. pieces.Where(piece => piece.Range.Overlaps(range))];
    }

    // marks and rows do not grow over their ends; what lies elsewhere does
    private static bool IsOneWith(LifePiece last, LifePiece next) =>
        last.Title == next.Title && last.Row?.Range == next.Row?.Range;

    private static ValueList<AddressRange> Marks(Kernel kernel) =>
    [
        .. kernel.Boot.Machine.MemoryMap
            .Where(entry => entry.Type == MemoryType.SoftReserved)
            .Select(entry => entry.Range)
            .Concat(kernel.Boot.MemoryMap.SoftReserved),
    ];

    private static IEnumerable<AddressRange> Segments(IEnumerable<AddressRange> ranges)
    {
        var cuts = new SortedSet<UInt128> { 0, (UInt128)ulong.MaxValue + 1 };
        foreach (var range in ranges)
        {
            cuts.Add(range.Start.Value);
            cuts.Add((UInt128)range.End.Value + 1);
        }

        return cuts.Zip(cuts.Skip(1)).Select(
            ends => new AddressRange((ulong)ends.First, (ulong)(ends.Second - 1)));
    }

    private static LifePiece Describe(
        Kernel kernel, AddressRange segment, ValueList<OwnedRange> rows,
        ValueList<AddressRange> marks)
    {
        var index = rows.FindIndex(row => row.Range.Overlaps(segment));
        if (index < 0)
            return new LifePiece(segment, TitleOf(kernel, segment), null);
        var mark = marks.FindIndex(each => each.Overlaps(segment));
        var title = mark < 0 ? "not marked by firmware"
            : marks[mark] == segment ? IomemLabels.SoftReserved
            : $"part of Soft Reserved {marks[mark]}";
        return new LifePiece(segment, title, rows[index]);
    }

    /// <summary>The name that iomem gives to an entry of the memory map.</summary>
    public static string NameOf(E820Entry entry) => MemoryMapResources.Of(entry).Name!;

    private static string TitleOf(Kernel kernel, AddressRange segment)
    {
        foreach (var entry in kernel.Boot.MemoryMap.Entries)
            if (entry.Range.Overlaps(segment))
                return NameOf(entry);
        foreach (var window in kernel.Cxl.RootDecoders)
            if (window.Range.Overlaps(segment))
                return $"{IomemLabels.CxlWindow(window.WindowNumber)}, with no CXL region";
        return "hole: nothing is known about it";
    }
}
