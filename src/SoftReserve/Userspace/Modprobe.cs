using SoftReserve.Drivers;
using SoftReserve.Sysfs;

namespace SoftReserve.Userspace;

/// <summary><c>modprobe NAME</c>: the module is loaded with what it depends on; what it asks for
/// follows before the next command.</summary>
/// <param name="Name">Which.</param>
public sealed record Modprobe(string Name) : UserCommand
{
    /// <summary>False for busybox's modprobe, which does not know softdeps.</summary>
    public bool ReadsSoftdeps { get; init; } = true;

    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel)
    {
        if (ModuleNames.Find(Name) is not { } module)
            return HasNoFile(kernel);
        if (kernel.Drivers.Live.Has(module))
            return CommandOutcome.Done(kernel);
        if (!kernel.HasFileOf(module))
            return HasNoFile(kernel);
        return kernel.HasFilesFor(module)
            ? CommandOutcome.Done(kernel.RequestByHand(module, ReadsSoftdeps))
            : CommandOutcome.Failed(kernel, Errno.NoDevice, ModuleToolText.LacksSymbols(Name));
    }

    private CommandOutcome HasNoFile(Kernel kernel) => CommandOutcome.Failed(
        kernel, Errno.NoDevice,
        ModuleToolText.NoFile(Name, ProcFiles.ReleaseOf(kernel.Boot.Generation)));
}
