using SoftReserve.Addresses;

namespace SoftReserve.Drivers;

/// <summary>Who uses a module's symbols.</summary>
/// <remarks>Kernel: <c>already_uses()</c>, <c>try_stop_module()</c>,
/// kernel/module/main.c.</remarks>
/// <seealso cref="ModuleExit"/>
public static class ModuleHolders
{
    extension(Kernel kernel)
    {
        /// <summary>The loaded modules that use a symbol of the module.</summary>
        public ValueList<KernelModule> HoldersOf(KernelModule module) =>
        [
            .. ModuleNames.All.Where(other =>
                kernel.Drivers.Live.Has(other) && kernel.Boot.HeldBy(other).Has(module)),
        ];

        /// <summary>True when a loaded module uses a symbol of the module.</summary>
        public bool HasHolder(KernelModule module) => !kernel.HoldersOf(module).IsEmpty;

        /// <summary>Removes the modules that are loaded and that nothing holds, and then what only
        /// these held.</summary>
        public Kernel RemoveUnused(ModuleSet modules)
        {
            foreach (var module in ModuleNames.All)
                if (modules.Has(module) && kernel.Drivers.Live.Has(module)
                    && !kernel.Boot.IsBuiltIn(module) && !kernel.HasHolder(module))
                    kernel = kernel.Exit(module).RemoveUnused(kernel.Boot.HeldBy(module));
            return kernel;
        }
    }
}
