namespace SoftReserve.Cli.Exploring;

/// <summary>What the slots of a kernel share, as the explorer keeps it.</summary>
/// <param name="Kernel">A kernel without its slots.</param>
internal sealed record SharedKernel(Kernel Kernel)
{
    public bool Equals(SharedKernel? other) =>
        other is not null && Kernel.IsSameState(other.Kernel);

    public override int GetHashCode() => Kernel.StateHash();
}
