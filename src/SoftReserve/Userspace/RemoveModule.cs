using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Drivers;
using SoftReserve.Firmware;

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
    private const string Core = "cxl_core", Dax = "dax";

    private static readonly ModuleSet CoreUsers = ModuleSet.Of(
        KernelModule.CxlPort, KernelModule.CxlAcpi, KernelModule.CxlPci, KernelModule.CxlMem,
        KernelModule.DaxCxl);

    /// <inheritdoc/>
    public override bool IsBlocked(Kernel kernel) =>
        kernel.Hmem.HoldsLock && ModuleNames.Find(Name) is { } module
        && (module == KernelModule.DaxHmem
            || (!ByRmmod && kernel.Boot.HeldBy(module).Has(KernelModule.DaxHmem)));

    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel)
    {
        if (ModuleNames.Find(Name) is not { } module)
            return Name == Dax || (Name == Core && IsCoreBuiltIn(kernel)) ? IsBuiltIn(kernel)
                : Name == Core && !UsersOfCore(kernel).IsEmpty ? IsHeld(kernel, UsersOfCore(kernel))
                : IsUnknown(kernel);
        if (kernel.Boot.IsBuiltIn(module))
            return IsBuiltIn(kernel);
        if (!kernel.Drivers.Live.Has(module))
            return ByRmmod || !kernel.HasFileOf(module)
                ? IsUnknown(kernel)
                : CommandOutcome.Done(kernel);
        if (kernel.HasHolder(module))
            return IsHeld(kernel, kernel.HoldersOf(module));
        return ByRmmod ? CommandOutcome.Done(kernel.Exit(module)) : RemoveWithLinks(kernel, module);
    }

    private static CommandOutcome RemoveWithLinks(Kernel kernel, KernelModule module)
    {
        var complaints = "";
        kernel = kernel.Exit(module).RemoveUnused(kernel.Boot.HeldBy(module));
        foreach (var wanted in ModuleNames.All)
        {
            if (!kernel.Boot.SoftlyBefore(module).Has(wanted)
                || !kernel.Drivers.Live.Has(wanted) || kernel.Boot.IsBuiltIn(wanted))
                continue;
            if (kernel.HasHolder(wanted))
                complaints += ModuleToolText.InUse(ModuleNames.NameOf(wanted));
            else
                kernel = kernel.RemoveUnused(ModuleSet.Of(wanted));
        }

        return CommandOutcome.Done(kernel) with { Complaints = complaints };
    }

    // the core is no driver: nothing of the model would go with it
    private static bool IsCoreBuiltIn(Kernel kernel) =>
        kernel.Boot.Config[ConfigSymbol.CxlBus] == Tristate.Yes;

    private static ValueList<KernelModule> UsersOfCore(Kernel kernel) =>
        [.. ModuleNames.All.Where(kernel.Drivers.Live.And(CoreUsers).Has)];

    private CommandOutcome IsHeld(Kernel kernel, ValueList<KernelModule> holders) =>
        CommandOutcome.Failed(kernel, Errno.Busy, ByRmmod
            ? ModuleToolText.InUseBy(Name, holders)
            : ModuleToolText.InUse(Name));

    private CommandOutcome IsBuiltIn(Kernel kernel) =>
        CommandOutcome.Failed(kernel, Errno.Busy, ModuleToolText.IsBuiltIn(Name, ByRmmod));

    private CommandOutcome IsUnknown(Kernel kernel) => CommandOutcome.Failed(
        kernel, Errno.NoDevice,
        ByRmmod ? ModuleToolText.NotLoaded(Name) : ModuleToolText.NotFound(Name));
}
