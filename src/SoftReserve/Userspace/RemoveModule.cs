using SoftReserve.Drivers;

namespace SoftReserve.Userspace;

/// <summary><c>modprobe -r NAME</c> or <c>rmmod NAME</c>: the module's drivers let go of what they
/// have.</summary>
/// <remarks>modprobe also removes what the module depends on and nobody else uses, and then its
/// <c>softdep pre</c> modules; that one of these is in use it says, and ends well.</remarks>
/// <param name="Name">Which.</param>
/// <param name="ByRmmod">True for rmmod, which removes one module and minds one that is not
/// there.</param>
public sealed record RemoveModule(string Name, bool ByRmmod) : UserCommand
{
    // what Debian's kernels have in their image
    private static readonly string[] AlwaysBuiltIn = ["cxl_core", "dax"];

    /// <inheritdoc/>
    public override bool IsBlocked(Kernel kernel) =>
        kernel.Hmem.HoldsLock && ModuleNames.Find(Name) is { } module
        && (module == KernelModule.DaxHmem
            || (!ByRmmod && kernel.HeldBy(module).Has(KernelModule.DaxHmem)));

    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel)
    {
        if (ModuleNames.Find(Name) is not { } module)
            return AlwaysBuiltIn.Contains(Name) ? IsBuiltIn(kernel) : IsUnknown(kernel);
        if (kernel.Boot.IsBuiltIn(module))
            return IsBuiltIn(kernel);
        if (!kernel.Drivers.Live.Has(module))
            return ByRmmod || !kernel.HasFileOf(module)
                ? IsUnknown(kernel)
                : CommandOutcome.Done(kernel);
        if (kernel.HasHolder(module))
            return CommandOutcome.Failed(kernel, Errno.Busy, ByRmmod
                ? ModuleToolText.InUseBy(Name, kernel.HoldersOf(module))
                : ModuleToolText.InUse(Name));
        return ByRmmod ? CommandOutcome.Done(kernel.Exit(module)) : RemoveWithLinks(kernel, module);
    }

    private static CommandOutcome RemoveWithLinks(Kernel kernel, KernelModule module)
    {
        var complaints = "";
        kernel = kernel.Exit(module).RemoveUnused(kernel.HeldBy(module));
        foreach (var wanted in ModuleNames.All)
        {
            if (!kernel.Boot.Before(module).Has(wanted) || kernel.HeldBy(module).Has(wanted)
                || !kernel.Drivers.Live.Has(wanted) || kernel.Boot.IsBuiltIn(wanted))
                continue;
            if (kernel.HasHolder(wanted))
                complaints += ModuleToolText.InUse(ModuleNames.NameOf(wanted));
            else
                kernel = kernel.RemoveUnused(ModuleSet.Of(wanted));
        }

        return CommandOutcome.Done(kernel) with { Complaints = complaints };
    }

    private CommandOutcome IsBuiltIn(Kernel kernel) =>
        CommandOutcome.Failed(kernel, Errno.Busy, ModuleToolText.IsBuiltIn(Name, ByRmmod));

    private CommandOutcome IsUnknown(Kernel kernel) => CommandOutcome.Failed(
        kernel, Errno.NoDevice,
        ByRmmod ? ModuleToolText.NotLoaded(Name) : ModuleToolText.NotFound(Name));
}
