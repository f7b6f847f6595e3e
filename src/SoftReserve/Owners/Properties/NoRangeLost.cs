using SoftReserve.Firmware;

namespace SoftReserve.Owners.Properties;

/// <summary>Every Soft Reserved byte ends in a dax device.</summary>
public sealed class NoRangeLost : KernelProperty
{
    /// <inheritdoc/>
    public override string Name => "no-range-lost";

    /// <inheritdoc/>
    public override bool IsBroken(Kernel kernel) => LostRows(kernel).Any();

    /// <inheritdoc/>
    public override bool IsShown(Kernel kernel) =>
        !IsBroken(kernel) && OwnersTable.Of(kernel).Any(row => IsSoftReserved(kernel, row));

    /// <summary>The Soft Reserved ranges that nobody has.</summary>
    internal static IEnumerable<OwnedRange> LostRows(Kernel kernel) =>
        OwnersTable.Of(kernel).Where(row =>
            row.Owner == RangeOwner.None && row.Use == RangeUse.None
            && IsSoftReserved(kernel, row));

    private static bool IsSoftReserved(Kernel kernel, OwnedRange row) =>
        kernel.Boot.MemoryMap.Entries.Any(entry =>
            entry.Type == MemoryType.SoftReserved && entry.Range.Overlaps(row.Range));
}
