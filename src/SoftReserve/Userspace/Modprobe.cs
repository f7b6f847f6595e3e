using SoftReserve.Drivers;

namespace SoftReserve.Userspace;

/// <summary><c>modprobe NAME</c>: the module is loaded with what it depends on; what it asks for
/// follows before the next command.</summary>
/// <param name="Name">Which.</param>
public sealed record Modprobe(string Name) : UserCommand
{
    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel) =>
        ModuleNames.Find(Name) is { } module
        && (kernel.HasFileOf(module) || kernel.Drivers.Live.Has(module))
            ? CommandOutcome.Done(kernel.RequestByHand(module))
            : CommandOutcome.Failed(
                kernel, Errno.NoDevice,
                $"modprobe: FATAL: Module {Name} not found in directory /lib/modules\n");
}
