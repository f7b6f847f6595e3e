using SoftReserve.Configuration;
using SoftReserve.Drivers;

namespace SoftReserve.Userspace;

/// <summary><c>modprobe -r NAME</c> or <c>rmmod NAME</c>: the module's drivers let go of what they
/// have. modprobe also removes what it would load before the module, as far as nothing uses it;
/// rmmod leaves that.</summary>
/// <remarks>kmod: <c>rmmod_do_module()</c>, tools/modprobe.c; <c>check_module_inuse()</c>,
/// tools/rmmod.c. What is wrong with a further module is no error.</remarks>
/// <param name="Name">Which.</param>
/// <param name="ByRmmod">True for rmmod, which minds a module that is not there.</param>
public sealed record RemoveModule(string Name, bool ByRmmod) : UserCommand
{
    private const string Core = "cxl_core", AlwaysBuiltIn = "dax";

    /// <inheritdoc/>
    public override bool IsBlocked(Kernel kernel) =>
        Name == ModuleNames.NameOf(KernelModule.DaxHmem) && kernel.Hmem.HoldsLock;

    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel)
    {
        if (ModuleNames.Find(Name) is not { } module)
            return RunUnmodelled(kernel);
        if (kernel.Boot.IsBuiltIn(module))
            return Refused(kernel, Errno.Busy, "builtin.");
        if (!kernel.Drivers.Live.Has(module))
            return !ByRmmod && kernel.HasFileOf(module)
                ? CommandOutcome.Done(kernel)
                : NotThere(kernel);
        var holders = HoldersOf(kernel, module);
        return holders.Count == 0
            ? CommandOutcome.Done(Remove(kernel, module))
            : InUse(kernel, holders);
    }

    // what other modules use, and this model has no steps for
    private CommandOutcome RunUnmodelled(Kernel kernel)
    {
        if (Name != Core)
            return Name == AlwaysBuiltIn
                ? Refused(kernel, Errno.Busy, "builtin.")
                : NotThere(kernel);
        if (kernel.Boot.Config[ConfigSymbol.CxlBus] == Firmware.Tristate.Yes)
            return Refused(kernel, Errno.Busy, "builtin.");
        var holders = ModuleNames.All
            .Where(module => kernel.Drivers.Live.Has(module)
                && module is not (KernelModule.Kmem or KernelModule.DeviceDax))
            .Select(ModuleNames.NameOf).ToList();
        return holders.Count == 0 ? NotThere(kernel) : InUse(kernel, holders);
    }

    private Kernel Remove(Kernel kernel, KernelModule module)
    {
        kernel = kernel.Exit(module);
        foreach (var needed in ModuleNames.All)
            if (!ByRmmod && kernel.Boot.Before(module).Has(needed) && CanGo(kernel, needed))
                kernel = Remove(kernel, needed);
        return kernel;
    }

    private static bool CanGo(Kernel kernel, KernelModule module) =>
        kernel.Drivers.Live.Has(module)
        && !kernel.Boot.IsBuiltIn(module)
        && HoldersOf(kernel, module).Count == 0
        && !(module == KernelModule.DaxHmem && kernel.Hmem.HoldsLock);

    private static List<string> HoldersOf(Kernel kernel, KernelModule module) =>
    [
        .. ModuleNames.All
            .Where(other => kernel.Drivers.Live.Has(other)
                && kernel.Boot.UsedBy(other).Has(module))
            .Select(ModuleNames.NameOf),
    ];

    private CommandOutcome InUse(Kernel kernel, List<string> holders) => Refused(
        kernel, Errno.Busy, ByRmmod ? $"in use by: {string.Join(' ', holders)}" : "in use.");

    private CommandOutcome NotThere(Kernel kernel) => ByRmmod
        ? Refused(kernel, Errno.NoDevice, "not currently loaded")
        : CommandOutcome.Failed(
            kernel, Errno.NoDevice, $"modprobe: FATAL: Module {Name} not found.\n");

    private CommandOutcome Refused(Kernel kernel, int errno, string why) => CommandOutcome.Failed(
        kernel, errno,
        $"{(ByRmmod ? "rmmod: ERROR" : "modprobe: FATAL")}: Module {Name} is {why}\n");
}
