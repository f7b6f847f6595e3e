using SoftReserve.Drivers;

namespace SoftReserve.Userspace;

/// <summary><c>hide-module NAME</c>: the module's file is moved out of reach; a loaded module
/// stays.</summary>
/// <param name="Module">Which.</param>
public sealed record HideModule(KernelModule Module) : UserCommand
{
    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel) => CommandOutcome.Done(kernel with
    {
        Drivers = kernel.Drivers with { Hidden = kernel.Drivers.Hidden.With(Module) },
    });
}
