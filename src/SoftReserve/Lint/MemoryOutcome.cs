using SoftReserve.Addresses;
using SoftReserve.Owners;
using static System.FormattableString;

namespace SoftReserve.Lint;

/// <summary>Who owns a range in the end, and how much of it is lost, in words that are equal for
/// kernels that do the same.</summary>
internal static class MemoryOutcome
{
    /// <summary>One sentence; says so when nobody asks for the range.</summary>
    public static string Of(LintBoot boot, AddressRange range) =>
        TryOf(boot, range) ?? "neither Soft Reserved nor a region: nothing asks for it";

    /// <summary>As <see cref="Of"/>; null when nobody asks for the range.</summary>
    public static string? TryOf(LintBoot boot, AddressRange range)
    {
        var parts = new List<(string Text, UInt128 Bytes)>();
        foreach (var row in boot.Owners)
            if (row.Range.Intersect(range) is { } piece)
                foreach (var part in Describe(boot.Kernel, row, piece))
                    Add(parts, part.Text, part.Bytes);
        var rest = Unasked(boot, range);
        if (parts.Count > 0 && rest > 0)
            parts.Add(("that nothing asks for", rest));
        return parts.Count == 0
            ? null
            : string.Join("; ", parts.Select(part => $"{new ByteSize(part.Bytes)} {part.Text}"));
    }

    private static UInt128 Unasked(LintBoot boot, AddressRange range)
    {
        var rest = range.Size.Bytes;
        foreach (var row in boot.Owners)
            rest -= row.Range.Intersect(range)?.Size.Bytes ?? 0;
        return rest;
    }

    private static void Add(List<(string Text, UInt128 Bytes)> parts, string text, UInt128 bytes)
    {
        var known = parts.FindIndex(part => part.Text == text);
        if (known < 0)
            parts.Add((text, bytes));
        else
            parts[known] = (text, parts[known].Bytes + bytes);
    }

    private static IEnumerable<(string Text, UInt128 Bytes)> Describe(
        Kernel kernel, OwnedRange row, AddressRange piece)
    {
        var size = piece.Size.Bytes;
        if (row is { Owner: RangeOwner.None, Use: RangeUse.SystemRam })
            return [(Invariant($"ordinary RAM of node {row.Node}"), size)];
        if (row.Use is RangeUse.None or RangeUse.Failed)
            return [($"lost ({row.Because})", size)];
        var danger = Danger(kernel, piece);
        return row.Use == RangeUse.Devdax
            ? [($"{Word(row.Owner)}'s, as devdax{danger}", size)]
            : SystemRam(kernel, row, piece, danger);
    }

    private static IEnumerable<(string Text, UInt128 Bytes)> SystemRam(
        Kernel kernel, OwnedRange row, AddressRange piece, string danger)
    {
        UInt128 added = 0;
        foreach (var memory in kernel.Memory.Added)
            added += memory.Range.Intersect(piece)?.Size.Bytes ?? 0;
        if (added > 0)
            yield return (
                Invariant($"{Word(row.Owner)}'s, as system-ram on node {row.Node}{danger}"),
                added);
        if (added < piece.Size.Bytes)
            yield return (
                $"lost outside memory blocks of {new ByteSize(kernel.Boot.MemoryBlockSize)}",
                piece.Size.Bytes - added);
    }

    private static string Danger(Kernel kernel, AddressRange piece)
    {
        UInt128 bytes = 0;
        foreach (var hole in Backing.Missing(kernel, piece))
            bytes += hole.Size.Bytes;
        return bytes == 0
            ? ""
            : $" (DANGER: no decoder maps {new ByteSize(bytes)}, touching it crashes)";
    }

    private static string Word(RangeOwner owner) => owner switch
    {
        RangeOwner.Cxl => "CXL",
        RangeOwner.Hmem => "HMEM",
        _ => "CXL's and HMEM",
    };
}
