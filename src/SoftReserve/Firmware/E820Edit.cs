using SoftReserve.Addresses;

namespace SoftReserve.Firmware;

/// <summary>Carries out the changes that the command line asks for.</summary>
/// <remarks>Kernel: <c>e820__range_add()</c>, <c>e820__range_update()</c>,
/// <c>e820__range_remove()</c>, arch/x86/kernel/e820.c. The result is sanitised by the
/// caller.</remarks>
internal static class E820Edit
{
    public static void Apply(List<E820Entry> entries, MemmapDirective change)
    {
        switch (change)
        {
            case MemmapDirective.Clear:
                entries.Clear();
                break;
            case MemmapDirective.Add add when TryMakeRange(add.Start, add.Size, out var range):
                entries.Add(new E820Entry(range, add.Type));
                break;
            case MemmapDirective.Change retype
                when TryMakeRange(retype.Start, retype.Size, out var range):
                if (retype.From != retype.To)
                    CutOut(entries, range, retype.From, retype.To);
                break;
            case MemmapDirective.Remove cut when TryMakeRange(cut.Start, cut.Size, out var range):
                CutOut(entries, range, cut.Type, null);
                break;
        }
    }

    /// <summary>The bytes that a directive is about: cut at 2^64-1, false when there are
    /// none.</summary>
    public static bool TryMakeRange(ulong start, ulong size, out AddressRange range)
    {
        var room = (UInt128)ulong.MaxValue - start + 1;
        var fitting = new ByteSize(UInt128.Min(room, size));
        return AddressRange.TryMakeSized(start, fitting, out range);
    }

    private static void CutOut(
        List<E820Entry> entries, AddressRange range, MemoryType? from, MemoryType? to)
    {
        var before = entries.ToArray();
        entries.Clear();
        foreach (var entry in before)
        {
            if ((from ?? entry.Type) == entry.Type && entry.Range.Intersect(range) is { } cut)
                AddPieces(entries, entry, cut, to);
            else
                entries.Add(entry);
        }
    }

    private static void AddPieces(
        List<E820Entry> entries, E820Entry entry, AddressRange cut, MemoryType? to)
    {
        if (entry.Range.Start < cut.Start)
            entries.Add(entry with
            {
                Range = new AddressRange(entry.Range.Start, cut.Start.Minus(1)),
            });
        if (to is { } type)
            entries.Add(new E820Entry(cut, type));
        if (cut.End < entry.Range.End)
            entries.Add(entry with
            {
                Range = new AddressRange(cut.End.Plus(1), entry.Range.End),
            });
    }
}
