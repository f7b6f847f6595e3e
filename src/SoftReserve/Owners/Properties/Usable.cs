namespace SoftReserve.Owners.Properties;

/// <summary>A range that has an owner can be used.</summary>
public sealed class Usable : KernelProperty
{
    /// <inheritdoc/>
    public override string Name => "usable";

    /// <inheritdoc/>
    public override bool IsBroken(Kernel kernel) =>
        OwnersTable.Of(kernel).Any(row => row.Use == RangeUse.Failed);

    /// <inheritdoc/>
    public override bool IsShown(Kernel kernel) => OwnersTable.Of(kernel).Any(row =>
        row.Owner != RangeOwner.None && row.Use is RangeUse.SystemRam or RangeUse.Devdax);
}
