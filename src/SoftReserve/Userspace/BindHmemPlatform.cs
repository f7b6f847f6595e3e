using SoftReserve.Hmem;

namespace SoftReserve.Userspace;

/// <summary><c>echo hmem_platform.0</c> into the <c>bind</c> or <c>unbind</c> file of its
/// driver.</summary>
/// <param name="Binds">Which of the two.</param>
/// <remarks>Kernel: <c>bind_store()</c>, <c>unbind_store()</c>, drivers/base/bus.c.</remarks>
public sealed record BindHmemPlatform(bool Binds) : UserCommand
{
    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel) =>
        !kernel.Hmem.IsDriverRegistered || kernel.Hmem.IsPlatformBound == Binds
            ? CommandOutcome.Failed(kernel, Errno.NoDevice, "write error: No such device")
            : CommandOutcome.Done(
                Binds ? kernel.BindHmemPlatform() : kernel.UnbindHmemPlatform());
}
