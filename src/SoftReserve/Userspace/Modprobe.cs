using SoftReserve.Dax;
using SoftReserve.Drivers;
using SoftReserve.Hmem;

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

/// <summary><c>modprobe -r NAME</c> or <c>rmmod NAME</c>: dax_hmem and dax_cxl give up what they
/// have.</summary>
/// <param name="Module">One of these two.</param>
public sealed record RemoveModule(KernelModule Module) : UserCommand
{
    /// <inheritdoc/>
    public override bool IsBlocked(Kernel kernel) =>
        Module == KernelModule.DaxHmem && kernel.Hmem.HoldsLock;

    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel)
    {
        var name = ModuleNames.NameOf(Module);
        if (!kernel.Drivers.Live.Has(Module))
            return CommandOutcome.Failed(kernel, Errno.NoDevice, $"module {name} is not loaded");
        if (kernel.Boot.IsBuiltIn(Module))
            return CommandOutcome.Failed(kernel, Errno.Busy, $"module {name} is builtin");
        if (IsNeeded(kernel))
            return CommandOutcome.Failed(kernel, Errno.Busy, $"module {name} is in use");
        return CommandOutcome.Done(
            Module == KernelModule.DaxHmem ? kernel.ExitDaxHmem() : kernel.ExitDaxCxl());
    }

    private bool IsNeeded(Kernel kernel) => ModuleNames.All.Any(other =>
        kernel.Drivers.Live.Has(other) && kernel.Boot.Before(other).Has(Module));
}
