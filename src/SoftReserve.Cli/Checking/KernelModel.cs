using SoftReserve.Exploration;

namespace SoftReserve.Cli.Checking;

/// <summary>The kernel as the explorer sees it: typed commands come last, everything else in any
/// order that the guards allow.</summary>
internal sealed class KernelModel : IModel<Kernel, KernelStep>, IEqualityComparer<Kernel>
{
    public IEqualityComparer<Kernel> Identity => this;

    public IReadOnlyList<KernelStep> Enabled(Kernel state) => [.. Schedule.Enabled(state)];

    public Kernel Run(Kernel state, KernelStep step) => Schedule.Take(state, step);

    public bool Equals(Kernel? x, Kernel? y) =>
        ReferenceEquals(x, y) || (x is not null && y is not null && x.IsSameState(y));

    public int GetHashCode(Kernel obj) => obj.StateHash();
}
