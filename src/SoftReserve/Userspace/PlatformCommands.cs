using SoftReserve.Hmem;

namespace SoftReserve.Userspace;

/// <summary><c>echo hmem_platform.N &gt; .../hmem_platform/unbind</c>.</summary>
/// <param name="Platform">N.</param>
public sealed record UnbindHmemPlatform(int Platform) : UserCommand
{
    /// <inheritdoc/>
    public override bool IsBlocked(Kernel kernel) => kernel.Hmem.HoldsLock;

    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel) => kernel.Hmem.IsBound(Platform)
        ? CommandOutcome.Done(kernel.UnbindHmemPlatform(Platform))
        : CommandOutcome.Failed(kernel, Errno.NoDevice, "write error: No such device");
}

/// <summary><c>echo hmem_platform.N &gt; .../hmem_platform/bind</c>.</summary>
/// <param name="Platform">N.</param>
public sealed record BindHmemPlatform(int Platform) : UserCommand
{
    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel)
    {
        var (bound, errno) = kernel.BindHmemPlatform(Platform);
        return errno == 0
            ? CommandOutcome.Done(bound)
            : CommandOutcome.Failed(bound, errno, "write error");
    }
}
