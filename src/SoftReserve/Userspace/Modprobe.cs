using SoftReserve.Drivers;

namespace SoftReserve.Userspace;

/// <summary><c>modprobe NAME</c>: the module is loaded with what it depends on; what it asks for
/// follows before the next command.</summary>
/// <param name="Module">Which.</param>
public sealed record Modprobe(KernelModule Module) : UserCommand
{
    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel) =>
        kernel.Boot.Installed.Has(Module) || kernel.Drivers.Live.Has(Module)
            ? CommandOutcome.Done(kernel.RequestByHand(Module))
            : CommandOutcome.Failed(
                kernel, Errno.NoDevice, $"module {ModuleNames.NameOf(Module)} not found");
}
