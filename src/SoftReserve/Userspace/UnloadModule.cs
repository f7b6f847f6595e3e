using SoftReserve.Dax;
using SoftReserve.Drivers;
using SoftReserve.Hmem;

namespace SoftReserve.Userspace;

/// <summary><c>rmmod NAME</c> or <c>modprobe -r NAME</c>. What it depends on stays.</summary>
/// <param name="Module">dax_hmem or dax_cxl; others stay for good here.</param>
/// <remarks>Kernel: <c>delete_module()</c>, kernel/module/main.c.</remarks>
public sealed record UnloadModule(KernelModule Module) : UserCommand
{
    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel)
    {
        var drivers = kernel.Drivers;
        if (!drivers.Live.Has(Module) || kernel.Boot.IsBuiltIn(Module))
            return CommandOutcome.Failed(
                kernel, Errno.NoDevice, $"module {ModuleNames.NameOf(Module)} is not loaded");
        var gone = kernel with
        {
            Drivers = drivers with
            {
                Live = drivers.Live.Without(Module),
                Requested = drivers.Requested.Without(Module),
            },
        };
        return CommandOutcome.Done(
            Module == KernelModule.DaxHmem ? gone.UnloadDaxHmem() : gone.UnregisterCxlDaxDriver());
    }
}
