using SoftReserve.Drivers;

namespace SoftReserve.Userspace;

/// <summary><c>modprobe -r NAME</c> or <c>rmmod NAME</c>: the module's drivers let go of what they
/// have. What it depends on stays.</summary>
/// <param name="Name">Which.</param>
/// <param name="ByRmmod">True for rmmod, which minds a module that is not there.</param>
public sealed record RemoveModule(string Name, bool ByRmmod) : UserCommand
{
    // what Debian's kernels have in their image
    private static readonly string[] AlwaysBuiltIn = ["cxl_core", "dax"];

    /// <inheritdoc/>
    public override bool IsBlocked(Kernel kernel) =>
        Name == ModuleNames.NameOf(KernelModule.DaxHmem) && kernel.Hmem.HoldsLock;

    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel)
    {
        if (ModuleNames.Find(Name) is not { } module)
            return AlwaysBuiltIn.Contains(Name)
                ? Refused(kernel, Errno.Busy, "builtin.")
                : NotThere(kernel, $"not found in directory /lib/modules");
        if (kernel.Boot.IsBuiltIn(module))
            return Refused(kernel, Errno.Busy, "builtin.");
        if (!kernel.Drivers.Live.Has(module))
            return ByRmmod ? Refused(kernel, Errno.NoDevice, "not currently loaded")
                : kernel.HasFileOf(module) ? CommandOutcome.Done(kernel)
                : NotThere(kernel, "not found in directory /lib/modules");
        var holders = HoldersOf(kernel, module);
        return holders.Count == 0
            ? CommandOutcome.Done(kernel.Exit(module))
            : Refused(kernel, Errno.Busy, ByRmmod
                ? $"in use by: {string.Join(' ', holders)}"
                : "in use.");
    }

    private static List<string> HoldersOf(Kernel kernel, KernelModule module) =>
    [
        .. ModuleNames.All
            .Where(other => kernel.Drivers.Live.Has(other)
                && kernel.Boot.Before(other).Has(module))
            .Select(ModuleNames.NameOf),
    ];

    private CommandOutcome Refused(Kernel kernel, int errno, string why) => CommandOutcome.Failed(
        kernel, errno,
        ByRmmod
            ? $"rmmod: ERROR: Module {Name} is {why.TrimEnd('.')}\n"
            : $"modprobe: FATAL: Module {Name} is {why}\n");

    private CommandOutcome NotThere(Kernel kernel, string why) => ByRmmod
        ? Refused(kernel, Errno.NoDevice, "not currently loaded")
        : CommandOutcome.Failed(
            kernel, Errno.NoDevice, $"modprobe: FATAL: Module {Name} {why}\n");
}
